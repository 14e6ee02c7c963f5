import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHANNEL, NOW, OTHER, SECRET, VISITOR, tokenFor } from './fixtures.ts'
import { mintFileToken, readFileToken } from './file-token.ts'
import { mintTicket, readTicket } from './ticket.ts'
import { VISITOR_TTL, mintToken, newVisitorId, readToken } from './token.ts'

const DAY = 86_400_000
const read = (token: string, now = NOW, channelId = CHANNEL) => readToken(SECRET, token, channelId, now)

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
    expect(await readToken(`${SECRET}x`, token, CHANNEL, NOW)).toBeNull()
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
    expect(await readTicket(SECRET, await tokenFor(), VISITOR)).toBeNull()
  })

  test('names that are not ours are not read back', async () => {
    expect(await read(await mintToken(SECRET, { id: '../../etc', channelId: CHANNEL, issuedAt: NOW }))).toBeNull()
  })
})

describe("an upload's ticket", () => {
  const upload = { file: 'abc_DEF-123', mime: 'image/png', bytes: 1234, name: 'Rechnung 发票.png', width: 800, height: 600 }

  test('gives back what was found, to who uploaded it', async () => {
    const ticket = await mintTicket(SECRET, VISITOR, upload)
    expect(await readTicket(SECRET, ticket, VISITOR)).toEqual(upload)
    expect(await readTicket(SECRET, ticket, OTHER)).toBeNull()
  })

  test('cannot be changed', async () => {
    const [version, , signature] = (await mintTicket(SECRET, VISITOR, upload)).split('.')
    const forged = btoa(JSON.stringify({ visitor: VISITOR, file: 'abc', mime: 'text/html', bytes: 1 })).replaceAll('=', '')
    expect(await readTicket(SECRET, `${version}.${forged}.${signature}`, VISITOR)).toBeNull()
  })
})

describe('a token for files', () => {
  test('opens them for at least 30 and at most 60 days', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), async (days) => {
        const token = await mintFileToken(SECRET, VISITOR, CHANNEL, NOW)
        const opens = await readFileToken(SECRET, token, CHANNEL, NOW + days * DAY)
        if (days <= 30) expect(opens).toBe(VISITOR)
        if (days >= 60) expect(opens).toBeNull()
      }),
    )
  })

  test('is the same all day, opens nothing else, and is not believed from the future', async () => {
    const token = await mintFileToken(SECRET, VISITOR, CHANNEL, NOW)
    expect(await mintFileToken(SECRET, VISITOR, CHANNEL, NOW + 1000)).toBe(token)
    expect(await read(token)).toBeNull()
    expect(await readFileToken(SECRET, await tokenFor(), CHANNEL, NOW)).toBeNull()
    expect(await readFileToken(SECRET, token, 'web-other', NOW)).toBeNull()
    expect(await readFileToken(SECRET, token, CHANNEL, NOW - 31 * DAY)).toBeNull()
    for (const junk of ['', '.', 'f1.', `x${token}`, `${token}x`]) expect(await readFileToken(SECRET, junk, CHANNEL, NOW)).toBeNull()
  })
})
