import { Agent } from 'node:https'
import { connect } from 'node:net'
import { EUploadMimeType, TwitterApi, type ApiResponseError } from 'twitter-api-v2'
import { expect, test } from 'vitest'
import { picture } from '../../samples/picture.ts'
import { lab } from './tools.ts'

// twitter-api-v2 as an independent client: it signs and reads as it would with X.
class Plain extends Agent {
  readonly #port: number

  constructor(url: string) {
    super()
    this.#port = Number(new URL(url).port)
  }

  override createConnection() {
    return connect(this.#port, '127.0.0.1')
  }
}

async function client(options: Parameters<typeof lab>[0] = {}) {
  const started = await lab(options)
  const settings = { httpAgent: new Plain(await started.direct(started.x)), compression: false as const }
  const { consumerKey: appKey, consumerSecret: appSecret, accessToken, accessSecret } = started.acme.credentials
  const oauth1 = { appKey, appSecret, accessToken, accessSecret }
  return { ...started, settings, oauth1, signed: new TwitterApi(oauth1, settings) }
}

test('OAuth 1.0a: a good signature is taken, a bad one, a wrong secret and an unknown token are not', async () => {
  const { acme, oauth1, settings, signed } = await client()
  expect((await signed.v2.me({ 'user.fields': ['created_at', 'description'] })).data).toMatchObject({ id: acme.id, username: 'acme' })
  for (const wrong of [{ appSecret: 'x' }, { accessSecret: 'x' }, { accessToken: 'x' }, { appKey: 'x' }]) {
    const refused = await new TwitterApi({ ...oauth1, ...wrong }, settings).v2.me().catch((error: unknown) => error)
    expect((refused as ApiResponseError).code).toBe(401)
  }
})

test('messages are sent and read, page by page', async () => {
  const { signed, x } = await client()
  const ada = x.person({ name: 'Ada' })
  for (const text of ['1', '2', '3', '4', '5']) ada.say(text)
  const sent = await signed.v2.sendDmToParticipant(ada.id, { text: 'Hello & goodbye, 你好 👋' })
  expect(await ada.waitFor('你好 👋')).toMatchObject({ mine: false, author: 'Acme' })
  // Its types leave out that the answer stands in `data`.
  const { data } = sent as unknown as { data: typeof sent }
  await signed.v2.sendDmInConversation(data.dm_conversation_id, { text: 'again' })
  const events = await signed.v2.listDmEvents({ max_results: 3, 'dm_event.fields': ['sender_id', 'created_at'] })
  await events.fetchLast(100)
  expect(events.events.map((one) => ('text' in one ? one.text : ''))).toEqual([
    'again',
    'Hello &amp; goodbye, 你好 👋',
    '5',
    '4',
    '3',
    '2',
    '1',
  ])
  expect(events.events.at(-1)).toMatchObject({ sender_id: ada.id, event_type: 'MessageCreate' })
})

test('media go up in pieces and are shown', async () => {
  const { signed, x } = await client()
  const ada = x.person({ name: 'Ada', open: true })
  const bytes = Buffer.from(picture(64, 48))
  const media_id = await signed.v2.uploadMedia(bytes, { media_type: EUploadMimeType.Png, media_category: 'dm_image' as never }, 100)
  await signed.v2.sendDmToParticipant(ada.id, { text: 'look', attachments: [{ media_id }] })
  const shown = await ada.waitFor('look')
  expect(Buffer.from(x.media(shown.media!.key)!.bytes)).toEqual(bytes)
})

test('posts are answered; the limits are read', async () => {
  const { signed, x, acme } = await client({ x: { limits: (await import('../options.ts')).usualLimits } })
  const ada = x.person({ name: 'Ada', username: 'ada' })
  const post = ada.post('it is broken')
  const thread = ada.thread(post)
  const { data } = await signed.v2.userMentionTimeline(acme.id, { expansions: ['author_id'] })
  expect(data.data[0]!.text).toBe('@acme it is broken')
  await signed.v2.reply('We look at it', data.data[0]!.id)
  expect(await thread.waitFor('We look at it')).toMatchObject({ author: 'Acme', reply: { author: 'Ada' } })
  const { rateLimit } = await signed.v2.get('dm_events', {}, { fullResponse: true })
  expect(rateLimit).toMatchObject({ limit: 15, remaining: 14 })
})

test('tokens are refreshed, and the app logs in', async () => {
  const { acme, settings, oauth1 } = await client()
  const { clientId, clientSecret = '', refreshToken } = acme.credentials
  const fresh = await new TwitterApi({ clientId, clientSecret }, settings).refreshOAuth2Token(refreshToken)
  expect((await fresh.client.v2.me()).data.id).toBe(acme.id)
  const app = await new TwitterApi({ appKey: oauth1.appKey, appSecret: oauth1.appSecret }, settings).appLogin()
  expect((await app.v2.user(acme.id)).data.name).toBe('Acme')
})
