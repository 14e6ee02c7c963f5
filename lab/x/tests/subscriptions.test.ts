import { expect, test } from 'vitest'
import { call, connected, connectedOld, dataOf, hub, kindsOf, lab, register, second } from './tools.ts'

const everything = [
  'dm.received',
  'dm.sent',
  'dm.read',
  'dm.indicate_typing',
  'chat.received',
  'post.create',
  'post.mention.create',
  'post.reply.create',
]
const older = (webhook: string, rest = ''): string => `/2/account_activity/webhooks/${webhook}/subscriptions${rest}`

test('activity subscriptions are made, listed, changed and deleted', async () => {
  const started = await connected([])
  const { root, acme, webhook } = started
  const { bearer } = acme.credentials
  const wanted = { event_type: 'dm.received', filter: { user_id: acme.id }, tag: 'in', webhook_id: webhook }
  const made = await call(root, 'POST', '/2/activity/subscriptions', acme.token(), wanted)
  const stored = { event_type: 'dm.received', filter: { user_id: acme.id }, tag: 'in', webhook_id: webhook }
  expect(made).toMatchObject({ status: 200, body: { data: stored, meta: { total_subscriptions: 1 } } })
  const { subscription_id: id } = dataOf(made)
  expect((await call(root, 'POST', '/2/activity/subscriptions', acme.token(), wanted)).status).toBe(400)
  const changed = await call(root, 'PUT', `/2/activity/subscriptions/${id}`, bearer, { tag: 'x'.repeat(200) })
  expect(dataOf(changed)['tag']).toHaveLength(200)
  expect((await call(root, 'PUT', `/2/activity/subscriptions/${id}`, bearer, { tag: 'x'.repeat(201) })).status).toBe(400)
  expect(dataOf(await call(root, 'GET', '/2/activity/subscriptions', bearer))).toHaveLength(1)
  const deleted = await call(root, 'DELETE', `/2/activity/subscriptions/${id}`, bearer)
  expect(deleted.body).toEqual({ data: { deleted: true }, meta: { total_subscriptions: 0 } })
})

test('private events are for the user who authorised the app', async () => {
  const { root, acme, x } = await lab()
  const other = x.account({ name: 'Other' })
  const ask = (token: string, event_type: string, user_id: string) =>
    call(root, 'POST', '/2/activity/subscriptions', token, { event_type, filter: { user_id } })
  expect((await ask(acme.credentials.bearer, 'dm.received', acme.id)).status).toBe(403)
  expect((await ask(acme.token(), 'dm.received', other.id)).status).toBe(403)
  expect((await ask(acme.token(), 'dm.received', acme.id)).status).toBe(200)
  expect((await ask(acme.credentials.bearer, 'post.create', acme.id)).status).toBe(200)
  expect((await ask(acme.token(), 'dm.nonsense', acme.id)).status).toBe(400)
})

test('the newer envelope: both sides of a conversation, typing, reading, and one encrypted message', async () => {
  const { root, acme, server, x } = await connected(everything)
  const ada = x.person({ name: 'Ada', username: 'ada' })
  ada.say('hello')
  await x.quiet()
  await call(root, 'POST', `/2/dm_conversations/with/${ada.id}/messages`, acme.token(), { text: 'by the API' })
  await x.quiet()
  acme.say(ada, 'by hand')
  await x.quiet()
  ada.typing()
  ada.read()
  await x.quiet()
  ada.sayEncrypted('secret')
  await x.quiet()
  expect(kindsOf(server.hits)).toEqual(['dm.received', 'dm.sent', 'dm.sent', 'dm.indicate_typing', 'dm.read', 'chat.received'])
  expect(server.hits[0]!.event).toEqual({
    data: {
      event_uuid: expect.stringMatching(/^-?\d+$/),
      filter: { user_id: acme.id },
      event_type: 'dm.received',
      tag: 'tag dm.received',
      payload: {
        direct_message_events: [
          {
            type: 'message_create',
            id: expect.stringMatching(/^\d{19}$/),
            created_timestamp: '1767225600000',
            message_create: {
              target: { recipient_id: acme.id },
              sender_id: ada.id,
              message_data: { text: 'hello', entities: { hashtags: [], symbols: [], user_mentions: [], urls: [] } },
            },
          },
        ],
        users: {
          [ada.id]: { data: expect.objectContaining({ id: ada.id, username: 'ada', name: 'Ada' }) },
          [acme.id]: { data: expect.objectContaining({ username: 'acme' }) },
        },
      },
    },
  })
  const echo = (index: number) => server.hits[index]!.event.data!.payload['direct_message_events']
  const own = { sender_id: acme.id, target: { recipient_id: ada.id } }
  expect(echo(1)).toMatchObject([{ message_create: { ...own, source_app_id: expect.any(String) } }])
  expect(echo(2)).toMatchObject([{ message_create: own }])
  expect(JSON.stringify(echo(2))).not.toContain('source_app_id')
  const read = server.hits[4]!.event.data!.payload
  expect(read).toMatchObject({ direct_message_mark_read_events: [{ sender_id: ada.id, last_read_event_id: expect.any(String) }] })
  const { payload } = server.hits[5]!.event.data!
  expect(payload).toMatchObject({
    sender_id: ada.id,
    conversation_id: `${ada.id}:${acme.id}`,
    message_event_signature: { signature_version: '7' },
  })
  expect(server.hits[5]!.body).not.toContain('secret')
})

test('the older envelope: everything of one user', async () => {
  const { root, acme, server, x } = await connectedOld()
  const ada = x.person({ name: 'Ada', username: 'ada' })
  ada.say('hello')
  await x.quiet()
  await call(root, 'POST', `/2/dm_conversations/with/${ada.id}/messages`, acme.token(), { text: 'by the API' })
  ada.typing()
  await x.quiet()
  expect(kindsOf(server.hits).toSorted()).toEqual([
    'direct_message_events',
    'direct_message_events',
    'direct_message_indicate_typing_events',
  ])
  expect(server.hits[0]!.event).toMatchObject({
    for_user_id: acme.id,
    direct_message_events: [{ message_create: { sender_id: ada.id, message_data: { text: 'hello' } } }],
    users: { [ada.id]: { id: ada.id, name: 'Ada', screen_name: 'ada' } },
  })
  const echo = server.hits.find(({ body }) => body.includes('by the API'))!
  expect(echo.event).toMatchObject({ for_user_id: acme.id, direct_message_events: [{ message_create: { sender_id: acme.id } }] })
  const [app] = Object.values((echo.event as { apps: Record<string, { id: string }> }).apps)
  expect(echo.body).toContain(`"source_app_id":"${app!.id}"`)
})

test('account-activity subscriptions are shown, listed and deleted, and belong to three users at most', async () => {
  const started = await lab()
  const { root, acme, x } = started
  const { bearer, consumerKey } = acme.credentials
  const webhook = await register(started, await hub(acme))
  expect((await call(root, 'GET', older(webhook, '/all'), acme.token())).body).toEqual({ data: { subscribed: false } })
  expect((await call(root, 'POST', older(webhook, '/all'), acme.token())).body).toEqual({ data: { subscribed: true } })
  expect((await call(root, 'GET', older(webhook, '/all'), acme.token())).body).toEqual({ data: { subscribed: true } })
  expect((await call(root, 'POST', older(webhook, '/all'), acme.token())).status).toBe(400)
  const others = ['B', 'C', 'D'].map((name) => x.account({ name, consumerKey }))
  const statuses = []
  for (const other of others) statuses.push((await call(root, 'POST', older(webhook, '/all'), other.token())).status)
  expect(statuses).toEqual([200, 200, 400])
  const list = dataOf<{ subscriptions: unknown[] }>(await call(root, 'GET', older(webhook, '/all/list'), bearer))
  expect(list).toMatchObject({ webhook_id: webhook, subscriptions: [{ user_id: acme.id }, {}, {}] })
  expect((await call(root, 'DELETE', older(webhook, `/${acme.id}/all`), bearer)).body).toEqual({ data: { subscribed: false } })
  expect((await call(root, 'DELETE', older(webhook, `/${acme.id}/all`), bearer)).status).toBe(400)
  expect((await call(root, 'POST', older('1', '/all'), acme.token())).status).toBe(400)
})

test('an account may have only one of the products, and the older one may begin late', async () => {
  const started = await lab({ x: { subscriptionDelay: 10 * second } })
  const { root, x, clock } = started
  const newer = x.account({ name: 'Newer', envelope: 'xaa' })
  const server = await hub(newer)
  const webhook = await register({ ...started, acme: newer }, server)
  expect((await call(root, 'POST', older(webhook, '/all'), newer.token())).status).toBe(403)
  const old = x.account({ name: 'Old', envelope: 'aaa', consumerKey: newer.credentials.consumerKey })
  const wanted = { event_type: 'dm.received', filter: { user_id: old.id }, webhook_id: webhook }
  expect((await call(root, 'POST', '/2/activity/subscriptions', old.token(), wanted)).status).toBe(403)
  await call(root, 'POST', older(webhook, '/all'), old.token())
  const ada = x.person({ name: 'Ada', account: old })
  ada.say('too early')
  clock.advance(10 * second)
  ada.say('heard')
  await x.quiet()
  expect(server.hits).toHaveLength(1)
  expect(server.hits[0]!.body).toContain('heard')
})

test('a revoked app is told, by both products; then its tokens and subscriptions are gone', async () => {
  const started = await connected(['dm.received'])
  const { root, acme, server, webhook, x } = started
  const token = acme.token()
  await call(root, 'POST', older(webhook, '/all'), token)
  acme.revoke()
  x.person({ name: 'Ada', account: acme }).say('nobody hears')
  await x.quiet()
  expect(server.hits.map(({ event }) => event)).toEqual([
    {
      data: {
        event_uuid: expect.any(String),
        filter: {},
        event_type: 'oauth.revoke',
        payload: { date_time: '2026-01-01T00:00:00+00:00', user_id: acme.id, app_id: expect.any(String) },
      },
    },
    { user_event: { revoke: expect.objectContaining({ source: { user_id: acme.id } }) } },
  ])
  expect((await call(root, 'GET', '/2/users/me', token)).status).toBe(401)
  expect(dataOf(await call(root, 'GET', '/2/activity/subscriptions', acme.credentials.bearer))).toEqual([])
})
