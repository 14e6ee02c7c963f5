import { beforeEach, describe, expect, it } from 'vitest'
import { HOOK_URL, NOW, bytesOf, contextOf } from '../../tests/contract/harness.ts'
import { loopback } from '../../tests/harness/loopback.ts'
import { xHarness, xRequest, xSignature } from '../../tests/harness/x.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import type { Credentials } from './credentials.ts'
import { parse, verify } from './inbound.ts'

const OWN = '1111111111111111111'
const harness = xHarness(loopback, 'oauth1')
let ctx: Ctx<Credentials>
beforeEach(() => {
  ctx = { ...contextOf(harness), credentials: { ...harness.credentials, apiSecret: 'your_consumer_secret_here' } }
})

const accepted = async (body: unknown, settings = {}) => {
  const bytes = bytesOf(body)
  const verdict = await verify(xRequest(bytes, await xSignature(bytes, 'your_consumer_secret_here')), { ...ctx, settings })
  if (verdict.is !== 'accept') throw new Error(`not accepted: ${JSON.stringify(verdict)}`)
  return verdict
}

describe('the challenge', () => {
  const ask = (query: string) => verify({ method: 'GET', url: HOOK_URL + query, headers: new Headers(), body: new Uint8Array() }, ctx)

  it('is answered with the secret of the app', async () => {
    const verdict = await ask('?crc_token=challenge_string')
    if (verdict.is !== 'challenge') throw new Error('a challenge is answered')
    expect(verdict.response.headers.get('content-type')).toContain('application/json')
    expect(await verdict.response.json()).toEqual({ response_token: 'sha256=mchn+rKsGVnYHN/lGyanuEw6XariJ3D+ARDLDsd0dS0=' })
  })

  it('is no way to have a body signed that X never sent', async () => {
    const forged = JSON.stringify({ for_user_id: OWN, direct_message_events: [] })
    for (const token of [forged, ` ${forged}`, '{}', '"', '', 'x'.repeat(257)]) {
      expect(await ask(`?crc_token=${encodeURIComponent(token)}`), token).toEqual({ is: 'reject', status: 400 })
    }
    expect(await ask('')).toEqual({ is: 'reject', status: 400 })
  })
})

describe('the signature', () => {
  it('is that of the raw body', async () => {
    const body = bytesOf('{"for_user_id":"4337869213","direct_message_events":[]}')
    const signature = 'sha256=nzHbPqRo8N5YWbKlC8XpGxlqNmYXZNDWauQ6tak5JSI='
    expect(await verify(xRequest(body, signature), ctx)).toMatchObject({ is: 'accept' })
    expect(await verify(xRequest(body, signature.toLowerCase()), ctx)).toEqual({ is: 'reject', status: 403 })
    expect(await verify(xRequest(body), ctx)).toEqual({ is: 'reject', status: 401 })
    const spaced = bytesOf('{"for_user_id": "4337869213","direct_message_events":[]}')
    expect(await verify(xRequest(spaced, signature), ctx)).toEqual({ is: 'reject', status: 403 })
  })

  it('is not enough for what is no object in UTF-8', async () => {
    for (const body of [bytesOf('[]'), bytesOf('"x"'), Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])]) {
      const signature = await xSignature(body, 'your_consumer_secret_here')
      expect(await verify(xRequest(body, signature), ctx)).toEqual({ is: 'reject', status: 400 })
    }
  })
})

describe('what came in', () => {
  const answer = { id_str: '5', in_reply_to_status_id_str: '4', user: { id_str: '2222222222222222222' } }

  it('an answer whose conversation is not named has the mentions looked up', async () => {
    const told = { for_user_id: OWN, tweet_create_events: [answer] }
    expect((await accepted(told, { comments: true })).ring).toEqual({ posts: true })
    expect((await accepted(told)).ring).toBeUndefined()
    const others = [
      { ...told, tweet_create_events: [{ ...answer, user: { id_str: OWN } }] },
      { ...told, tweet_create_events: [{ ...answer, in_reply_to_status_id_str: null }] },
      { for_user_id: OWN },
    ]
    for (const other of others) expect((await accepted(other, { comments: true })).ring).toBeUndefined()
  })

  it('a post that is told in part is looked up where the list of mentions has it, and read as it is elsewhere', async () => {
    const post = { id: '5', author_id: '2', conversation_id: '5', text: 'hi', entities: { mentions: [{ id: OWN }] } }
    const told = (payload: object, includes: object = {}) => ({
      data: { event_type: 'post.reply.create', filter: { user_id: OWN }, payload, includes },
    })
    const users = [{ id: '2', name: 'Bo' }]
    const withFile = { ...post, attachments: { media_keys: ['3_9'] } }
    for (const part of [told(post), told(withFile, { users })]) {
      expect((await accepted(part, { comments: true })).ring).toEqual({ posts: true })
      expect((await accepted(part)).ring).toBeUndefined()
      expect(parse(part, { ...ctx, settings: { comments: true } })).toMatchObject([{ externalId: '5', holdMs: 60_000 }])
    }
    // What we say ourselves needs no looking up.
    expect((await accepted(told({ ...post, author_id: OWN }), { comments: true })).ring).toBeUndefined()
    const file = { media_key: '3_9', type: 'photo', url: 'https://pbs.twimg.com/media/a.jpg' }
    for (const whole of [told(post, { users }), told(withFile, { users, media: [file] }), told({ ...post, entities: {} })]) {
      expect((await accepted(whole, { comments: true })).ring).toBeUndefined()
      expect(parse(whole, { ...ctx, settings: { comments: true } })).toHaveLength(1)
    }
  })

  it('a revocation has X asked at once whether the account still lets us in', async () => {
    expect((await accepted({ user_event: { revoke: { source: { user_id: OWN } } } })).ring).toEqual({})
    expect((await accepted({ data: { event_type: 'oauth.revoke', filter: {}, payload: { user_id: OWN } } })).ring).toEqual({})
    expect((await accepted({ for_user_id: OWN })).ring).toBeUndefined()
  })

  it('the same message is the same event in both envelopes', () => {
    const events = [
      {
        type: 'message_create',
        id: '9',
        created_timestamp: '1784928224372',
        message_create: { target: { recipient_id: OWN }, sender_id: '2', message_data: { text: 'hi' } },
      },
    ]
    const older = parse({ for_user_id: OWN, direct_message_events: events, users: { 2: { id: '2', name: 'Bo' } } }, ctx)
    const payload = { direct_message_events: events, users: { 2: { data: { id: '2', name: 'Bo' } } } }
    expect(parse({ data: { event_type: 'dm.received', filter: { user_id: OWN }, payload } }, ctx)).toEqual(older)
    expect(older).toHaveLength(1)
  })

  it('a time that makes none is ours, and ids that are none are left out', () => {
    const message = (id: unknown, created_timestamp: unknown) => ({
      type: 'message_create',
      id,
      created_timestamp,
      message_create: { target: { recipient_id: OWN }, sender_id: '2', message_data: { text: 'hi' } },
    })
    const told = (item: unknown) => parse({ for_user_id: OWN, direct_message_events: [item] }, ctx)
    expect(told(message('9', 'soon'))).toMatchObject([{ at: NOW }])
    expect(told(message('9', undefined))).toMatchObject([{ at: NOW }])
    for (const id of [9, '', '../9', null]) expect(told(message(id, '1784928224372'))).toEqual([])
  })
})
