import { verifyAsync } from '@noble/ed25519'
import { describe, expect, it } from 'vitest'
import { NOW, bytesOf, contextOf } from '../../tests/contract/harness.ts'
import { loopback } from '../../tests/harness/loopback.ts'
import { SECRET, hookCall, publicKey, qqHarness, signature, signed } from '../../tests/harness/qq.ts'
import { fixtures } from './fixtures/index.ts'
import { APP_ID } from './fixtures/people.ts'
import { fromHex } from './hex.ts'
import { qq } from './index.ts'

const ctx = contextOf(qqHarness(loopback))
const SECONDS = String(NOW / 1000)
const verdictOf = (request: ReturnType<typeof hookCall>) => qq.webhook!.verify(request, ctx)

const check = (d: unknown) => bytesOf({ d, op: 13 })
const unsigned = (body: Uint8Array<ArrayBuffer>, headers: { [name: string]: string | undefined } = {}) => verdictOf(hookCall(body, headers))

async function answerOf(verdict: Awaited<ReturnType<typeof verdictOf>>): Promise<unknown> {
  if (verdict.is !== 'challenge') throw new Error(JSON.stringify(verdict))
  return verdict.response.json()
}

describe('the check of the address', () => {
  const token = 'Arq0D5A61EgUu4OxUvOp'
  const d = { plain_token: token, event_ts: SECONDS }

  it('is answered by a signature that QQ can check, without one of QQ’s or with', async () => {
    for (const verdict of [await unsigned(check(d)), await verdictOf(await signed(check(d)))]) {
      const answer = (await answerOf(verdict)) as { plain_token: string; signature: string }
      expect(answer.plain_token).toBe(token)
      const said = new TextEncoder().encode(SECONDS + token)
      expect(await verifyAsync(fromHex(answer.signature)!, said, fromHex(await publicKey(SECRET))!)).toBe(true)
    }
  })

  it('is that of the page, at its time', async () => {
    const then = { ...ctx, now: () => 1_725_442_341_000 }
    const request = hookCall(check({ plain_token: token, event_ts: '1725442341' }), {})
    expect(await answerOf(await qq.webhook!.verify(request, then))).toEqual({
      plain_token: token,
      signature:
        '87befc99c42c651b3aac0278e71ada338433ae26fcb24307bdc5ad38c1adc2d01bcfcadc0842edac85e85205028a1132afe09280305f13aa6909ffc2d652c706',
    })
  })

  it.each([
    ['of another bot', check(d), { 'x-bot-appid': '102000002' }],
    ['of no bot', check(d), { 'x-bot-appid': undefined }],
    ['with a wrong signature', check(d), { 'x-signature-ed25519': '0'.repeat(128), 'x-signature-timestamp': SECONDS }],
    ['with half of a signature’s headers', check(d), { 'x-signature-timestamp': SECONDS }],
    ['stale', check({ ...d, event_ts: String(NOW / 1000 - 601) }), {}],
    ['from the future', check({ ...d, event_ts: String(NOW / 1000 + 601) }), {}],
    ['with a number for a time', check({ ...d, event_ts: NOW / 1000 }), {}],
    ['with a longer time', check({ ...d, event_ts: `${SECONDS}0` }), {}],
    ['with a time and more', check({ ...d, event_ts: `${SECONDS}{` }), {}],
    ['with a token that could be a body', check({ ...d, plain_token: '{"op":0}' }), {}],
    ['with a token of a line more', check({ ...d, plain_token: `${token}\n` }), {}],
    ['with no token', check({ ...d, plain_token: '' }), {}],
    ['with too long a token', check({ ...d, plain_token: 'a'.repeat(65) }), {}],
    ['with a list for a token', check({ ...d, plain_token: [token] }), {}],
    ['with nothing', check(null), {}],
    ['padded', check({ ...d, more: 'x'.repeat(1024) }), {}],
  ])('%s is no occasion to sign', async (_, body, headers) => {
    const verdict = await unsigned(body, headers)
    expect(verdict.is === 'reject' && [401, 403].includes(verdict.status)).toBe(true)
  })

  it('of the longest token is one', async () => {
    expect((await unsigned(check({ ...d, plain_token: 'z'.repeat(64) }))).is).toBe('challenge')
  })
})

describe('a request', () => {
  const body = bytesOf(fixtures[0]!.body)

  it('within ten minutes is believed, also without the name of the bot', async () => {
    for (const seconds of [-600, 600]) expect((await verdictOf(await signed(body, String(NOW / 1000 + seconds)))).is).toBe('accept')
    const headers = { 'x-signature-ed25519': await signature(SECRET, SECONDS, body), 'x-signature-timestamp': SECONDS }
    expect((await unsigned(body, { ...headers, 'x-bot-appid': undefined })).is).toBe('accept')
    expect((await unsigned(body, { ...headers, 'x-bot-appid': APP_ID })).is).toBe('accept')
  })

  it('that is a heartbeat is answered, and only with a signature', async () => {
    expect(await answerOf(await verdictOf(await signed(bytesOf({ op: 1, d: 251 }))))).toEqual({ op: 11, d: 251 })
    expect(await answerOf(await verdictOf(await signed(bytesOf({ op: 1 }))))).toEqual({ op: 11, d: null })
    expect(await unsigned(bytesOf({ op: 1, d: 251 }))).toEqual({ is: 'reject', status: 401 })
  })

  it('that is stored is acknowledged in QQ’s own words', async () => {
    expect(await qq.webhook!.ack('stored').json()).toEqual({ op: 12, d: 0 })
  })
})
