import { DatabaseSync } from 'node:sqlite'
import type { SQLInputValue } from 'node:sqlite'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../support/client.ts'
import { createClient } from '../support/client.ts'
import { message } from '../support/events.ts'
import { createTestFolder } from '../support/folder.ts'
import type { TestPlatform } from '../support/platform.ts'
import { startPlatform } from '../support/platform.ts'
import { signedHook } from '../support/sign.ts'
import { until } from '../support/wait.ts'
import type { Keeper } from './keeper.ts'
import { createKeeper } from './keeper.ts'

const KILLS = 30
const CUSTOMERS = 3
const OWNER = { email: 'owner@hub.test', password: 'correct horse' }
const SECRET = 'webhook-secret'

/** Three platforms: one takes a call as often as it comes, one knows our keys, and the last refuses whatever we say. */
const KINDS = ['test', 'careful', 'refusing'] as const
type Kind = (typeof KINDS)[number]

const folder = createTestFolder()
let keeper: Keeper
let platforms: Record<Kind, TestPlatform>
let headers: Record<string, string>
const channels = {} as Record<Kind, string>
let over = false
/** What the hub has said yes to: its lives are counted in that, not in time. */
let progress = 0

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const client = (): Client | null => (keeper.url === null ? null : createClient(keeper.url, headers))

beforeAll(async () => {
  platforms = { test: await startPlatform(), careful: await startPlatform({ dedupes: true }), refusing: await startPlatform() }
  platforms.refusing.always({ status: 422 })
  keeper = createKeeper({
    DATA_DIR: join(folder.path, 'data'),
    PORT: '0',
    EGRESS_ALLOW: '127.0.0.0/8',
    OWNER_EMAIL: OWNER.email,
    OWNER_PASSWORD: OWNER.password,
  })
  await keeper.start()
  const url = keeper.url!
  const signIn = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    body: JSON.stringify(OWNER),
    headers: { 'content-type': 'application/json', origin: url },
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const { body } = await createClient(url, { cookie, origin: url }).post('/api/auth/api-key/create', { name: 'crash' })
  headers = { authorization: `Bearer ${body.key}` }
  const me = (await client()!.get('/api/me')).body.id as string
  expect((await client()!.patch(`/api/agents/${me}`, { capacity: 100 })).status).toBe(200)
  await client()!.put('/api/me/presence', { presence: 'available' })
  for (const kind of KINDS) {
    const credentials = { base: platforms[kind].base, token: platforms[kind].token, secret: SECRET }
    const made = await client()!.post('/api/channels', { kind, name: kind, credentials })
    channels[kind] = made.body.id
    expect((await client()!.post(`/api/channels/${made.body.id}/enable`)).status).toBe(200)
  }
})
afterAll(async () => {
  await keeper.stop()
  for (const platform of Object.values(platforms)) await platform.close()
  folder.remove()
})

/** Asks again until the hub has said yes, as platforms and consoles do. */
async function insist<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask().catch(() => null)
    if (answer !== null) return answer
    await pause(5)
  }
}

/** A customer who writes one message after the other, each until it is acknowledged, now and then twice at once. */
async function writes(kind: Kind, from: string): Promise<number> {
  let acknowledged = 0
  for (; !over; acknowledged += 1) {
    const text = `message ${acknowledged}`
    const hook = await signedHook(SECRET, {
      events: [message(text, { from, name: from, id: text, key: `${from}:${text}`, at: Date.now() })],
    })
    const send = async (): Promise<true | null> => {
      if (!keeper.url) return null
      const response = await fetch(`${keeper.url}/hooks/${channels[kind]}`, hook)
      await response.body?.cancel()
      if (response.ok) progress += 1
      return response.ok ? true : null
    }
    await Promise.all(acknowledged % 5 === 0 ? [insist(send), insist(send)] : [insist(send)])
  }
  return acknowledged
}

/** The agent's side of that customer: claims and answers, each answer until the hub has taken it. */
async function answers(kind: Kind, from: string): Promise<number> {
  const id = await insist(async () => {
    const { items } = (await client()?.get(`/api/conversations?channel=${channels[kind]}`))?.body ?? {}
    return items.find((one: { contact: { name: string } }) => one.contact.name === from)?.id ?? null
  })
  await insist(async () => ((await client()?.post(`/api/conversations/${id}/claim`))?.status === 200 ? true : null))
  let taken = 0
  for (; !over; taken += 1) {
    const draft = { text: `answer ${taken}`, key: `${from}:${taken}` }
    await insist(async () => ((await client()?.post(`/api/conversations/${id}/messages`, draft))?.status === 202 ? true : null))
    await pause(10)
  }
  return taken
}

async function everything(): Promise<{ acknowledged: Map<string, number>; taken: Map<string, number> }> {
  const [acknowledged, taken] = [new Map<string, number>(), new Map<string, number>()]
  const work = KINDS.flatMap((kind) =>
    Array.from({ length: CUSTOMERS }, async (_, index) => {
      const from = `${kind}-${index}`
      const both = await Promise.all([writes(kind, from), answers(kind, from)])
      acknowledged.set(from, both[0])
      taken.set(from, both[1])
    }),
  )
  const kills = async (): Promise<void> => {
    for (let count = 0; count < KILLS; count += 1) {
      const enough = progress + 1 + Math.floor(Math.random() * 60)
      await until(() => progress >= enough, 'the next messages')
      await pause(Math.random() * 20)
      await keeper.kill()
      await keeper.start()
    }
    over = true
  }
  await Promise.all([kills(), ...work])
  return { acknowledged, taken }
}

test('killed thirty times under load: what was acknowledged is there once and in order, and no answer goes out twice', async () => {
  const { acknowledged, taken } = await everything()
  await until(async () => (await client()?.get('/readyz'))?.body.backlog.segments === 0, 'the last answers', 30_000)
  expect(await keeper.stop()).toBe(0)

  const database = new DatabaseSync(join(folder.path, 'data/switchboard.db'))
  const all = <T = Record<string, unknown>>(sql: string, ...params: SQLInputValue[]): T[] => database.prepare(sql).all(...params) as T[]
  expect(all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }])
  expect(all('PRAGMA foreign_key_check')).toEqual([])

  // The log and every conversation count without gaps.
  expect(all('SELECT count(*) - max(seq) AS gaps, min(seq) AS first FROM LogEntry')).toEqual([{ gaps: 0, first: 1 }])
  expect(
    all(
      'SELECT c.id FROM Conversation c LEFT JOIN Message m ON m.conversationId = c.id GROUP BY c.id HAVING count(*) <> c.lastSeq OR max(m.seq) <> c.lastSeq OR min(m.seq) <> 1',
    ),
  ).toEqual([])
  expect(
    all("SELECT id FROM Agent a WHERE load <> (SELECT count(*) FROM Conversation c WHERE c.agentId = a.id AND c.status = 'active')"),
  ).toEqual([])

  // A customer waits since the first message behind the last answer that arrived, or may have: what was refused is none.
  const waits = all<{ id: number; waitingSince: number | null; first: number | null }>(
    `SELECT c.id, c.waitingSince, (SELECT m.at FROM Message m WHERE m.conversationId = c.id AND m.direction = 'in' AND m.seq > coalesce(
       (SELECT max(o.seq) FROM Message o WHERE o.conversationId = c.id AND o.direction = 'out' AND o.state <> 'failed'), 0)
       ORDER BY m.seq LIMIT 1) AS first
     FROM Conversation c`,
  )
  expect(waits.map(({ id, waitingSince }) => [id, waitingSince])).toEqual(waits.map(({ id, first }) => [id, first]))
  expect(waits.some(({ waitingSince }) => waitingSince !== null)).toBe(true)

  const said = (from: string, direction: string): { text: string; state: string }[] =>
    all(
      `SELECT m.text, m.state FROM Message m JOIN Thread t ON t.id = m.threadId WHERE t.externalId = ? AND m.direction = ? ORDER BY m.conversationId, m.seq`,
      from,
      direction,
    )
  const counted = (word: string, count = 0): string[] => Array.from({ length: count }, (_, index) => `${word} ${index}`)
  let unknown = 0
  for (const kind of KINDS) {
    for (let index = 0; index < CUSTOMERS; index += 1) {
      const from = `${kind}-${index}`
      expect(said(from, 'in').map(({ text }) => text)).toEqual(counted('message', acknowledged.get(from)))
      const answered = said(from, 'out')
      expect(answered.map(({ text }) => text)).toEqual(counted('answer', taken.get(from)))

      const delivered = platforms[kind].delivered.filter(({ to }) => to === from).map(({ text }) => text)
      expect(new Set(delivered).size).toBe(delivered.length)
      expect(delivered).toEqual(delivered.toSorted((a, b) => Number(a.slice(7)) - Number(b.slice(7))))
      for (const { text, state } of answered) {
        if (kind === 'refusing') {
          expect(['failed', 'unknown']).toContain(state)
          continue
        }
        if (state === 'sent') expect(delivered).toContain(text)
        else expect([kind, state]).toEqual(['test', 'unknown'])
        if (state === 'unknown') unknown += 1
      }
      if (kind === 'careful') expect(delivered).toEqual(counted('answer', taken.get(from)))
    }
  }
  database.close()
  const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((total, count) => total + count, 0)
  // The load was a load: otherwise the thirty deaths prove nothing.
  expect(sum(acknowledged)).toBeGreaterThan(500)
  expect(sum(taken)).toBeGreaterThan(200)
  process.stdout.write(`${sum(acknowledged)} messages, ${sum(taken)} answers, ${unknown} of them unsure\n`)
})
