import { expect, test } from 'vitest'
import { weight } from '../text.ts'
import { call, connected, connectedOld, dataOf, kindsOf, lab } from './tools.ts'

const kinds = ['post.mention.create', 'post.reply.create', 'post.create']
type Started = Awaited<ReturnType<typeof lab>>
const post = ({ root, acme }: Started, body: unknown) => call(root, 'POST', '/2/tweets', acme.token(), body)
const reply = (started: Started, id: string, text: string) => post(started, { text, reply: { in_reply_to_tweet_id: id } })
const mentions = async ({ root, acme }: Started, query = '') =>
  dataOf<{ id: string; text: string }[]>(await call(root, 'GET', `/2/users/${acme.id}/mentions${query}`, acme.token()))

test('a post that mentions the account is told of, looked up and answered in its thread', async () => {
  const started = await connected(kinds)
  const { acme, server, x } = started
  const ada = x.person({ name: 'Ada', username: 'ada' })
  const asked = ada.post('@acme where is my order?')
  await x.quiet()
  const [{ id } = { id: '' }] = await mentions(started)
  const payload = {
    id,
    text: '@acme where is my order?',
    author_id: ada.id,
    conversation_id: id,
    entities: { mentions: [{ start: 0, end: 5, username: 'acme', id: acme.id }] },
  }
  expect(server.hits[0]!.event).toMatchObject({
    data: {
      event_uuid: id,
      event_type: 'post.mention.create',
      filter: { user_id: acme.id },
      payload,
      includes: { users: [{ id: ada.id, username: 'ada' }, { id: acme.id }], tweets: [payload] },
    },
  })
  const answered = await reply(started, id, 'On its way!')
  const own = { id: expect.any(String), text: '@ada On its way!', edit_history_tweet_ids: [expect.any(String)] }
  expect(answered).toMatchObject({ status: 201, body: { data: own } })
  const thread = ada.thread(asked)
  expect(thread.screen()).toMatchObject([
    { mine: true, text: '@acme where is my order?', state: 'delivered' },
    { mine: false, author: 'Acme', text: 'On its way!', reply: { id: asked.id, author: 'Ada' } },
  ])
  const [phone] = x.phones()
  expect(phone!.chats.at(-1)).toMatchObject({ id: `post:${id}`, kind: 'group', title: 'Post by Ada: @acme where is my order?' })
  thread.say('Thank you')
  await x.quiet()
  expect(kindsOf(server.hits)).toEqual(['post.mention.create', 'post.create', 'post.reply.create'])
  expect(server.hits[2]!.event).toMatchObject({
    data: {
      payload: {
        text: '@acme Thank you',
        conversation_id: id,
        in_reply_to_tweet_id: dataOf(answered)['id'],
        in_reply_to_user_id: acme.id,
        referenced_tweets: [{ type: 'replied_to', id: dataOf(answered)['id'] }],
        display_text_range: [6, 15],
      },
      includes: {},
    },
  })
})

test('a typed handle in an answer makes two events with one post; an answer to an answer makes none', async () => {
  const { acme, server, x } = await connected(kinds.slice(0, 2))
  const [ada, bo] = [x.person({ name: 'Ada' }), x.person({ name: 'Bo' })]
  const news = acme.post('We are open again')
  const place = { is: 'post' as const, root: news }
  const said = ada.with(place).say('Hello @acme, until when?')
  await x.quiet()
  expect(kindsOf(server.hits).toSorted()).toEqual(['post.mention.create', 'post.reply.create'])
  expect(new Set(server.hits.map(({ event }) => event.data!.payload['id'])).size).toBe(1)
  bo.with(place).say('Until 8, I think', { replyTo: said })
  await x.quiet()
  expect(server.hits).toHaveLength(2)
})

test('the older envelope tells of mentions, answers and own posts; long ones are cut, with the whole beside', async () => {
  const started = await connectedOld()
  const { acme, server, x } = started
  const ada = x.person({ name: 'Ada', username: 'ada' })
  ada.post(`@acme ${'long '.repeat(60)}end`)
  await x.quiet()
  const told = server.hits[0]!.event
  const id = told.tweet_create_events![0]!.id_str
  expect(told).toMatchObject({
    for_user_id: acme.id,
    user_has_blocked: 'false',
    tweet_create_events: [
      {
        id: Number(id),
        created_at: 'Thu Jan 01 00:00:00 +0000 2026',
        truncated: true,
        text: expect.stringMatching(/^@acme long .*…$/),
        user: { id_str: ada.id, screen_name: 'ada', name: 'Ada' },
        in_reply_to_status_id_str: null,
        extended_tweet: { full_text: expect.stringMatching(/ end$/), entities: { user_mentions: [{ id_str: acme.id, indices: [0, 5] }] } },
      },
    ],
  })
  await reply(started, id, 'Short')
  await x.quiet()
  expect(server.hits[1]!.event).toMatchObject({
    tweet_create_events: [
      {
        truncated: false,
        text: '@ada Short',
        user: { screen_name: 'acme' },
        in_reply_to_status_id_str: id,
        in_reply_to_screen_name: 'ada',
      },
    ],
  })
})

test('only who called for the account may be answered, unless the app is not self-serve', async () => {
  for (const summonedOnly of [true, false]) {
    const started = await lab({ x: { summonedOnly } })
    const { acme, x } = started
    const ada = x.person({ name: 'Ada' })
    const bo = x.person({ name: 'Bo', username: 'bo' })
    ada.post('@bo have you seen this?')
    const { id } = dataOf<{ id: string }[]>(await call(started.root, 'GET', `/2/users/${bo.id}/mentions`, acme.token()))[0]!
    expect((await reply(started, id, 'We have')).status).toBe(summonedOnly ? 403 : 201)
    const own = acme.post('News')
    expect((await reply(started, own.id, 'And more news')).status).toBe(201)
    expect((await reply(started, '12', 'To nobody')).status).toBe(403)
  }
})

test.each([
  ['a'.repeat(280), 280],
  ['字'.repeat(140), 280],
  ['👩‍👩‍👧‍👦'.repeat(140), 280],
  ['🇩🇪👍🏽#️⃣ok', 8],
  [`${'a'.repeat(257)}https://example.com/${'long/'.repeat(100)}x`, 280],
  ['naïve “quotes” – dash', 21],
])('%s weighs %i', (text, expected) => {
  expect(weight(text)).toBe(expected)
})

test('a post of 280 is taken, a longer one and the same once more are not', async () => {
  const started = await lab()
  expect((await post(started, { text: '字'.repeat(140) })).status).toBe(201)
  expect(await post(started, { text: `${'字'.repeat(140)}a` })).toMatchObject({
    status: 403,
    body: { detail: 'Your Tweet text is too long.' },
  })
  expect(await post(started, { text: '字'.repeat(140) })).toMatchObject({
    status: 403,
    body: { title: 'Forbidden', type: 'about:blank', detail: 'You are not allowed to create a Tweet with duplicate content.' },
  })
  expect((await post(started, {})).status).toBe(400)
})

test('own posts can be deleted, and are gone from every phone', async () => {
  const started = await lab()
  const { root, acme, x } = started
  const ada = x.person({ name: 'Ada' })
  const thread = ada.thread(ada.post('@acme hello?'))
  const { id } = dataOf(await reply(started, ada.posts[0]!.id, 'oops'))
  const remove = (post = '') => call(root, 'DELETE', `/2/tweets/${post}`, acme.token())
  expect((await remove(ada.posts[0]!.id)).status).toBe(403)
  expect(thread.screen()).toHaveLength(2)
  expect((await remove(id)).body).toEqual({ data: { deleted: true } })
  expect(thread.screen().map(({ text }) => text)).toEqual(['@acme hello?'])
  expect((await remove(id)).status).toBe(403)
})

test('mentions are looked up newest first, in pages and since an id', async () => {
  const started = await lab()
  const { root, acme, x } = started
  const ada = x.person({ name: 'Ada', username: 'ada' })
  for (let n = 1; n <= 6; n++) ada.post(`@acme ${n}`)
  const first = await call(
    root,
    'GET',
    `/2/users/${acme.id}/mentions?max_results=5&expansions=author_id&tweet.fields=author_id`,
    acme.token(),
  )
  expect(first.body).toMatchObject({
    data: [{ text: '@acme 6', author_id: ada.id }, {}, {}, {}, { text: '@acme 2' }],
    includes: { users: [{ id: ada.id, username: 'ada' }] },
    meta: { result_count: 5, newest_id: expect.any(String), next_token: expect.any(String) },
  })
  const { next_token } = (first.body as { meta: Record<string, string> }).meta
  expect((await mentions(started, `?max_results=5&pagination_token=${next_token}`)).map(({ text }) => text)).toEqual(['@acme 1'])
  const [newest, second] = await mentions(started)
  expect(await mentions(started, `?since_id=${second!.id}`)).toEqual([newest])
  expect(dataOf(await call(root, 'GET', `/2/tweets/${newest!.id}`, acme.credentials.bearer))).toEqual(newest)
})
