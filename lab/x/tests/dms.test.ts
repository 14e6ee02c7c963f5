import { expect, test } from 'vitest'
import { usualLimits } from '../options.ts'
import { call, connected, dataOf, hour, lab, minute } from './tools.ts'

type Started = Awaited<ReturnType<typeof lab>>
const send = ({ root, acme }: Started, to: { id: string }, body: unknown, token = acme.token()) =>
  call(root, 'POST', `/2/dm_conversations/with/${to.id}/messages`, token, body)
const list = ({ root, acme }: Started, query = '') => call(root, 'GET', `/2/dm_events${query}`, acme.token())
const forbidden = {
  status: 403,
  body: { title: 'Forbidden', type: 'about:blank', status: 403, detail: 'You do not have permission to DM one or more participants.' },
}

test('a message is sent to a person or into a conversation, whose id is the two users', async () => {
  const started = await lab()
  const { root, acme, x } = started
  const ada = x.person({ name: 'Ada', open: true })
  const sent = await send(started, ada, { text: 'hi' })
  const conversation = [acme.id, ada.id].toSorted((one, other) => Number(BigInt(one) - BigInt(other))).join('-')
  const ids = { dm_conversation_id: conversation, dm_event_id: expect.stringMatching(/^\d{19}$/) }
  expect(sent).toMatchObject({ status: 201, body: { data: ids } })
  expect(Number.isSafeInteger(Number(dataOf(sent)['dm_event_id']))).toBe(false)
  const again = await call(root, 'POST', `/2/dm_conversations/${conversation}/messages`, acme.token(), { text: 'there' })
  expect(again).toMatchObject({ status: 201, body: { data: ids } })
  expect(ada.screen().map(({ text }) => text)).toEqual(['hi', 'there'])
  expect((await call(root, 'POST', '/2/dm_conversations/123-456/messages', acme.token(), { text: 'x' })).status).toBe(403)
  expect((await call(root, 'POST', '/2/dm_conversations/abc/messages', acme.token(), { text: 'x' })).status).toBe(400)
})

test('who can be written to: whoever wrote first, follows, or is open to all; not who blocks', async () => {
  const started = await lab()
  const { x, acme } = started
  const closed = x.person({ name: 'Closed' })
  expect(await send(started, closed, { text: 'hi' })).toMatchObject(forbidden)
  closed.say('may I?')
  expect((await send(started, closed, { text: 'yes' })).status).toBe(201)
  const fan = x.person({ name: 'Fan', follows: [acme] })
  expect((await send(started, fan, { text: 'hi' })).status).toBe(201)
  fan.unfollow()
  expect(await send(started, fan, { text: 'hi' })).toMatchObject(forbidden)
  const open = x.person({ name: 'Open', open: true })
  expect((await send(started, open, { text: 'hi' })).status).toBe(201)
  open.block()
  expect(await send(started, open, { text: 'hi' })).toMatchObject(forbidden)
  expect(() => open.say('x')).toThrow('unblock it first')
  expect((await send(started, { id: '12' }, { text: 'hi' })).status).toBe(404)
})

test.each([
  ['10,000 characters', { text: '好'.repeat(10_000) }, 201],
  ['10,001 characters', { text: '好'.repeat(10_001) }, 400],
  ['an empty text', { text: '' }, 400],
  ['nothing', {}, 400],
  ['an unknown field', { text: 'x', mood: 'good' }, 400],
  ['two attachments', { attachments: [{ media_id: '1' }, { media_id: '2' }] }, 400],
  ['media nobody uploaded', { text: 'x', attachments: [{ media_id: '1' }] }, 400],
])('a message with %s', async (_what, body, status) => {
  const started = await lab()
  expect((await send(started, started.x.person({ name: 'Ada', open: true }), body)).status).toBe(status)
})

test('15 messages in 15 minutes, counted over both ways to send; the headers tell when there is room again', async () => {
  const started = await lab({ x: { limits: usualLimits } })
  const { root, acme, clock, x } = started
  const ada = x.person({ name: 'Ada', open: true })
  const token = acme.token()
  const reset = String((clock.now() + 15 * minute) / 1000)
  const { headers, body } = await send(started, ada, { text: '1' }, token)
  expect([headers.get('x-rate-limit-limit'), headers.get('x-rate-limit-remaining'), headers.get('x-rate-limit-reset')]).toEqual([
    '15',
    '14',
    reset,
  ])
  expect([headers.get('x-user-limit-24hour-limit'), headers.get('x-user-limit-24hour-remaining')]).toEqual(['1440', '1439'])
  const path = `/2/dm_conversations/${(body as { data: { dm_conversation_id: string } }).data.dm_conversation_id}/messages`
  for (let n = 2; n <= 15; n++) expect((await call(root, 'POST', path, token, { text: String(n) })).status).toBe(201)
  const refused = await send(started, ada, { text: '16' }, token)
  expect(refused).toMatchObject({
    status: 429,
    body: { title: 'Too Many Requests', type: 'about:blank', status: 429, detail: 'Too Many Requests' },
  })
  expect([refused.headers.get('x-rate-limit-remaining'), refused.headers.get('x-rate-limit-reset')]).toEqual(['0', reset])
  expect((await list(started)).status).toBe(200)
  clock.advance(15 * minute - 1)
  expect((await send(started, ada, { text: '17' }, token)).status).toBe(429)
  clock.advance(1)
  expect((await send(started, ada, { text: '18' }, token)).status).toBe(201)
})

test('a day has its own limit and headers, and the app one for all its accounts together', async () => {
  expect(usualLimits.sendDm.user[1]).toEqual({ count: 1440, per: 24 * hour })
  expect(usualLimits.sendDm.shared).toEqual([{ count: 1440, per: 24 * hour }])
  const day = [{ count: 20, per: 24 * hour }]
  const started = await lab({ x: { limits: { ...usualLimits, sendDm: { user: day, shared: day } } } })
  const { acme, clock, x } = started
  const ada = x.person({ name: 'Ada', open: true })
  const reset = String((clock.now() + 24 * hour) / 1000)
  for (let n = 0; n < 20; n++) expect((await send(started, ada, { text: 'x' })).status).toBe(201)
  const { status, headers } = await send(started, ada, { text: 'x' })
  expect([status, headers.get('x-user-limit-24hour-remaining'), headers.get('x-user-limit-24hour-reset')]).toEqual([429, '0', reset])
  const other = x.account({ name: 'Other', consumerKey: acme.credentials.consumerKey })
  expect((await send(started, ada, { text: 'x' }, other.token())).status).toBe(429)
})

test('lookups have 15 in 15 minutes of their own, each', async () => {
  const started = await lab({ x: { limits: usualLimits } })
  const { root, acme, x } = started
  const ada = x.person({ name: 'Ada' })
  for (let n = 0; n < 15; n++) expect((await list(started)).status).toBe(200)
  expect((await list(started)).status).toBe(429)
  expect((await call(root, 'GET', `/2/dm_conversations/with/${ada.id}/dm_events`, acme.token())).status).toBe(200)
})

test('events are looked up newest first, in pages, with what was asked for', async () => {
  const started = await lab()
  const { root, acme, x } = started
  const [ada, bo] = [x.person({ name: 'Ada', username: 'ada' }), x.person({ name: 'Bo' })]
  for (const text of ['a1', 'a2', 'a3']) ada.say(text)
  bo.say('b1')
  const first = await list(started, '?max_results=3')
  const { next_token } = (first.body as { meta: Record<string, string> }).meta
  const event = (text: string) => ({ id: expect.any(String), event_type: 'MessageCreate', text })
  expect(first.body).toEqual({ data: ['b1', 'a3', 'a2'].map(event), meta: { result_count: 3, next_token: expect.any(String) } })
  expect(next_token!.length).toBeGreaterThanOrEqual(16)
  expect((await list(started, `?max_results=3&pagination_token=${next_token}`)).body).toEqual({
    data: [event('a1')],
    meta: { result_count: 1 },
  })
  const asked = '?dm_event.fields=sender_id,created_at,dm_conversation_id&expansions=sender_id&user.fields=verified'
  const with_ = await call(root, 'GET', `/2/dm_conversations/with/${ada.id}/dm_events${asked}`, acme.token())
  expect(with_.body).toMatchObject({
    data: [{ text: 'a3', sender_id: ada.id, created_at: '2026-01-01T00:00:00.000Z' }, { text: 'a2' }, { text: 'a1' }],
    includes: { users: [{ id: ada.id, name: 'Ada', username: 'ada', verified: false }] },
  })
  const conversation = dataOf<{ dm_conversation_id: string }[]>(with_)[0]!.dm_conversation_id
  expect(dataOf(await call(root, 'GET', `/2/dm_conversations/${conversation}/dm_events`, acme.token()))).toHaveLength(3)
  expect((await list(started, '?event_types=ParticipantsJoin')).body).toEqual({ meta: { result_count: 0 } })
  for (const wrong of ['max_results=0', 'max_results=101', 'pagination_token=abc'])
    expect((await list(started, `?${wrong}`)).status).toBe(400)
})

test('events are kept for 30 days', async () => {
  const started = await lab()
  started.x.person({ name: 'Ada' }).say('old')
  started.clock.advance(30 * 24 * hour)
  expect(dataOf(await list(started))).toHaveLength(1)
  started.clock.advance(1)
  expect((await list(started)).body).toEqual({ meta: { result_count: 0 } })
})

test('own messages are deleted for oneself only', async () => {
  const started = await lab()
  const { root, acme, x } = started
  const ada = x.person({ name: 'Ada' })
  ada.say('hello')
  const { dm_event_id: own } = dataOf(await send(started, ada, { text: 'oops' }))
  const [, theirs] = dataOf<{ id: string }[]>(await list(started))
  expect((await call(root, 'DELETE', `/2/dm_events/${theirs!.id}`, acme.token())).status).toBe(403)
  expect((await call(root, 'DELETE', `/2/dm_events/${own}`, acme.token())).body).toEqual({ data: { deleted: true } })
  expect((await call(root, 'DELETE', `/2/dm_events/${own}`, acme.token())).status).toBe(404)
  expect(dataOf(await list(started))).toHaveLength(1)
  expect(ada.screen()).toHaveLength(2)
})

test('addresses become t.co links in what the API tells, and stay what they are on the phone', async () => {
  const { server, x } = await connected(['dm.received'])
  const ada = x.person({ name: 'Ada' })
  ada.say('见 https://shop.example/order/42, please')
  await x.quiet()
  expect(server.hits[0]!.event.data!.payload['direct_message_events']).toMatchObject([
    {
      message_create: {
        message_data: {
          text: expect.stringMatching(/^见 https:\/\/t\.co\/\w+, please$/),
          entities: {
            urls: [
              { expanded_url: 'https://shop.example/order/42', display_url: 'shop.example/order/42', indices: [2, expect.any(Number)] },
            ],
          },
        },
      },
    },
  ])
  expect(ada.screen()[0]!.text).toBe('见 https://shop.example/order/42, please')
})

test('a lookup tells of the links when asked, and of that which a file ends with', async () => {
  const started = await lab()
  const { root, acme, x } = started
  x.person({ name: 'Ada' }).sendPhoto(undefined, { caption: 'see https://shop.example/' })
  const [plain] = dataOf<object[]>(await list(started))
  expect(plain).not.toHaveProperty('entities')
  const [told] = dataOf<{ id: string; text: string; entities: { urls: object[] } }[]>(
    await call(root, 'GET', '/2/dm_events?dm_event.fields=text,entities', acme.token()),
  )
  expect(told!.text).toMatch(/^see https:\/\/t\.co\/\w+ https:\/\/t\.co\/\w+$/)
  expect(told!.entities.urls).toMatchObject([
    { expanded_url: 'https://shop.example/', start: 4 },
    { expanded_url: `https://x.com/messages/media/${told!.id}`, display_url: expect.stringMatching(/^pic\.x\.com\//) },
  ])
})

test('faults are told in the words of X', async () => {
  const started = await lab()
  const { x } = started
  const ada = x.person({ name: 'Ada', open: true })
  x.faults.set({ tooMany: 1, retryAfter: 7, only: 'messages' })
  expect((await list(started)).status).toBe(200)
  const refused = await send(started, ada, { text: 'x' })
  expect([refused.status, refused.headers.get('x-rate-limit-reset')]).toEqual([429, String(started.clock.now() / 1000 + 7)])
  expect((await send(started, ada, { text: 'x' })).status).toBe(201)
  x.faults.set({ unauthorized: true })
  expect(await send(started, ada, { text: 'x' })).toMatchObject({ status: 401, body: { title: 'Unauthorized' } })
})
