import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHANNEL, NOW, OTHER, SECRET, VISITOR, tokenFor } from './fixtures.ts'
import { mintFileToken, readFileToken } from './file-token.ts'
import { mintLiveTicket, readLiveTicket } from './live-ticket.ts'
import { mintTicket, readTicket } from './ticket.ts'
import { VISITOR_TTL, mintToken, newVisitorId, readToken } from './token.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const read = (token: string, now = NOW, channelId = CHANNEL) => readToken([SECRET], token, channelId, now)

describe("a visitor's token", () => {
  test('names the visitor it was made for', async () => {
    expect(await read(await tokenFor())).toEqual({ id: VISITOR, channelId: CHANNEL, issuedAt: NOW })
  })

  test('ids are 128 random bits', () => {
    const ids = new Set(Array.from({ length: 500 }, newVisitorId))
    expect(ids.size).toBe(500)
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/)
  })

  test('lives 180 days and is not believed from the future', async () => {
    const token = await tokenFor()
    expect(await read(token, NOW + VISITOR_TTL - 1)).not.toBeNull()
    expect(await read(token, NOW + VISITOR_TTL)).toBeNull()
    expect(await read(token, NOW - 4 * 60_000)).not.toBeNull()
    expect(await read(token, NOW - DAY)).toBeNull()
  })

  test('is worth nothing on another channel or under another secret', async () => {
    const token = await tokenFor()
    expect(await read(token, NOW, 'web-other')).toBeNull()
    expect(await readToken([`${SECRET}x`], token, CHANNEL, NOW)).toBeNull()
  })

  test('any change of any character makes it worthless', async () => {
    const token = await tokenFor()
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...'ABCxyz019-_.=~ é'.split('')), async (at, char) => {
        fc.pre(token[at] !== char)
        expect(await read(token.slice(0, at) + char + token.slice(at + 1))).toBeNull()
      }),
    )
  })

  test('junk of any kind is refused, never a crash', async () => {
    const token = await tokenFor()
    const junk = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.nat(token.length - 1).map((end) => token.slice(0, end)),
      fc.string().map((tail) => `${token}.${tail}`),
      fc.array(fc.base64String(), { minLength: 2, maxLength: 4 }).map((parts) => parts.join('.')),
    )
    await fc.assert(
      fc.asyncProperty(junk, async (text) => {
        expect(await read(text)).toBeNull()
      }),
    )
  })

  test('what was signed for another purpose is not a token', async () => {
    const upload = { file: 'f1', mime: 'image/png', bytes: 3 }
    expect(await read(await mintTicket(SECRET, VISITOR, upload))).toBeNull()
    expect(await readTicket([SECRET], await tokenFor(), VISITOR)).toBeNull()
  })

  test('names that are not ours are not read back', async () => {
    expect(await read(await mintToken(SECRET, { id: '../../etc', channelId: CHANNEL, issuedAt: NOW }))).toBeNull()
  })
})

describe("an upload's ticket", () => {
  const upload = { file: 'abc_DEF-123', mime: 'image/png', bytes: 1234, name: 'Rechnung 发票.png', width: 800, height: 600 }

  test('gives back what was found, to who uploaded it', async () => {
    const ticket = await mintTicket(SECRET, VISITOR, upload)
    expect(await readTicket([SECRET], ticket, VISITOR)).toEqual(upload)
    expect(await readTicket([SECRET], ticket, OTHER)).toBeNull()
  })

  test('cannot be changed', async () => {
    const [version, , signature] = (await mintTicket(SECRET, VISITOR, upload)).split('.')
    const forged = btoa(JSON.stringify({ visitor: VISITOR, file: 'abc', mime: 'text/html', bytes: 1 })).replaceAll('=', '')
    expect(await readTicket([SECRET], `${version}.${forged}.${signature}`, VISITOR)).toBeNull()
  })
})

describe('a token for files', () => {
  test('opens them for at least one hour and at most two', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(HOUR), fc.integer({ min: 0, max: 3 * HOUR }), async (start, later) => {
        const token = await mintFileToken(SECRET, VISITOR, CHANNEL, NOW + start)
        const opens = await readFileToken([SECRET], token, CHANNEL, NOW + start + later)
        if (later <= HOUR) expect(opens).toBe(VISITOR)
        if (later >= 2 * HOUR) expect(opens).toBeNull()
      }),
    )
  })

  test('stays the same for a while, opens nothing else, and is not believed from the future', async () => {
    const token = await mintFileToken(SECRET, VISITOR, CHANNEL, NOW)
    expect(await mintFileToken(SECRET, VISITOR, CHANNEL, NOW + 1000)).toBe(token)
    expect(await read(token)).toBeNull()
    expect(await readFileToken([SECRET], await tokenFor(), CHANNEL, NOW)).toBeNull()
    expect(await readFileToken([SECRET], token, 'web-other', NOW)).toBeNull()
    expect(await readFileToken([SECRET], token, CHANNEL, NOW - HOUR)).toBeNull()
    for (const junk of ['', '.', 'f1.', `x${token}`, `${token}x`]) expect(await readFileToken([SECRET], junk, CHANNEL, NOW)).toBeNull()
  })
})

describe('a ticket for the live feed', () => {
  const mint = () => mintLiveTicket(SECRET, VISITOR, CHANNEL, NOW)

  test('opens it for a minute, on its channel', async () => {
    const ticket = await mint()
    const at = (now: number, channelId = CHANNEL) => readLiveTicket([SECRET], ticket, channelId, now)
    expect([await at(NOW), await at(NOW + 59_999), await at(NOW - 59_999)]).toEqual([VISITOR, VISITOR, VISITOR])
    expect([await at(NOW + 60_000), await at(NOW - 60_000), await at(NOW, 'web-other')]).toEqual([null, null, null])
  })

  test('is nothing else, and nothing else is one', async () => {
    const ticket = await mint()
    expect(await read(ticket)).toBeNull()
    expect(await readFileToken([SECRET], ticket, CHANNEL, NOW)).toBeNull()
    for (const other of [await tokenFor(), await mintFileToken(SECRET, VISITOR, CHANNEL, NOW), '', 'l1.e30.AAAA', `${ticket}x`])
      expect(await readLiveTicket([SECRET], other, CHANNEL, NOW)).toBeNull()
  })
})

test('what was signed with a secret that still counts is good, and with none is nothing', async () => {
  const upload = { file: 'f1', mime: 'image/png', bytes: 3 }
  const signed = [
    [await tokenFor(), (secrets: string[], text: string) => readToken(secrets, text, CHANNEL, NOW)],
    [await mintTicket(SECRET, VISITOR, upload), (secrets: string[], text: string) => readTicket(secrets, text, VISITOR)],
    [await mintFileToken(SECRET, VISITOR, CHANNEL, NOW), (secrets: string[], text: string) => readFileToken(secrets, text, CHANNEL, NOW)],
    [await mintLiveTicket(SECRET, VISITOR, CHANNEL, NOW), (secrets: string[], text: string) => readLiveTicket(secrets, text, CHANNEL, NOW)],
  ] as const
  for (const [text, open] of signed) {
    for (const secrets of [[SECRET], ['new', SECRET], ['new', 'newer', SECRET]]) expect(await open(secrets, text)).not.toBeNull()
    for (const secrets of [[], ['new'], ['new', `${SECRET}x`]]) expect(await open(secrets, text)).toBeNull()
  }
})
