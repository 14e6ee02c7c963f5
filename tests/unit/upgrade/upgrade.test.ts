import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../src/desk/web/roles.ts'
import { migrations } from '../../../prisma/migrations/index.ts'
import { DAY } from '../../support/clock.ts'
import { message } from '../../support/events.ts'
import { type TestDesk, openTestDesk } from '../../support/test-desk.ts'

// A database that the version with two migrations has left behind: cases in every state, a merge, an edit, sends of every fate.
const OLD = readFileSync(join(import.meta.dirname, '0002.sql'), 'utf8')
const ann: Acting = { id: 'ann', name: 'Ann', role: 'agent' }
const boss: Acting = { id: 'owner', name: 'Owner', role: 'owner' }

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk({ from: OLD, file: true })
  channel = desk.row<{ id: string }>('SELECT id FROM Channel').id
})
afterEach(() => desk.close())

const credentials = () => ({ base: desk.platform.base, token: desk.platform.token, secret: 'webhook-secret' })

test('an older database opens with all that is in it', async () => {
  expect(desk.row<{ n: number }>('SELECT count(*) AS n FROM _Migration').n).toBe(migrations.length)
  expect(desk.rows('PRAGMA foreign_key_check')).toEqual([])
  const { reading, agents, contacts } = desk.rooms
  const stands = [1, 2, 3, 4, 5].map((id) => {
    const { status, priority, owner, preview } = reading.conversation(id)
    return [status, priority, owner.name, preview]
  })
  expect(stands).toEqual([
    ['active', 'normal', 'Ann', 'and my money?'],
    ['active', 'urgent', 'Ann', 'waits for the channel'],
    ['snoozed', 'normal', 'Ann', 'later'],
    ['resolved', 'normal', undefined, 'refused by the platform'],
    ['waiting', 'normal', 'Support', 'first'],
  ])
  const said = [1, 2, 4, 5].flatMap((id) => reading.timeline(id, { limit: 50 }).items.map(({ text, state }) => [text, state]))
  expect(said).toEqual([
    ['我的账号被盗了', 'received'],
    ['Thank you, we look into it.', 'sent'],
    ['and my money?', 'received'],
    ['hello', 'received'],
    ['nobody knows whether this arrived', 'unknown'],
    ['waits for the channel', 'queued'],
    ['done?', 'received'],
    ['refused by the platform', 'failed'],
    ['first, edited', 'received'],
  ])
  expect(await agents.get('ann')).toMatchObject({ load: 2, skills: [{ name: '退款', level: 3 }] })
  expect(contacts.get(1).merges).toMatchObject([{ contact: '2' }])
})

test('work goes on: what waited is sent, what was told is known, what sleeps wakes', async () => {
  await desk.rooms.channelCommands.change(boss, channel, { credentials: credentials() })
  await desk.rooms.channelCommands.enable(boss, channel)
  await desk.idle()
  expect(desk.platform.delivered.map(({ text }) => text)).toEqual(['waits for the channel'])
  const told = desk.row<{ dedupeKey: string }>('SELECT dedupeKey FROM Inbound ORDER BY at LIMIT 1').dedupeKey
  expect(await desk.receive(channel, message('again', { from: 'u1', key: told }))).toBe('duplicate')
  expect(await desk.say(channel, 'one more', { from: 'u2' })).toBe(2)
  await desk.reply(ann, 1, 'And here is the answer')
  await desk.advance(DAY)
  expect(desk.rooms.reading.conversation(3).status).not.toBe('snoozed')
  await desk.rooms.people.split(boss, 1, 1)
  expect(desk.rooms.reading.conversation(2).contact.id).toBe('2')
})

test('whatever came once has come', async () => {
  const old = new DatabaseSync(':memory:')
  old.exec(OLD)
  const kept = old.prepare('SELECT channelId, dedupeKey, at, raw FROM Receipt ORDER BY rowid').all()
  expect(desk.rows('SELECT channelId, dedupeKey, at, raw FROM Inbound ORDER BY rowid')).toEqual(kept.map((row) => ({ ...row })))
})

test('what platforms called a message, it is still called', async () => {
  // One that was sent in pieces has a name for each.
  const more = `${OLD}\nINSERT INTO MessageRef VALUES (1, 'out-0', 2), (1, 'out-9', 2);`
  const old = new DatabaseSync(':memory:')
  old.exec(more)
  await desk.close()
  desk = await openTestDesk({ from: more, file: true })
  const called = desk.rows(
    `SELECT threadId, externalId, id AS messageId FROM Message WHERE externalId IS NOT NULL
     UNION ALL SELECT threadId, externalId, messageId FROM MessageRef`,
  )
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).toSorted()
  expect(sorted(called)).toEqual(sorted(old.prepare('SELECT threadId, externalId, messageId FROM MessageRef').all()))
  // The first one is the one to reply to, as before.
  expect(desk.row('SELECT externalId FROM Message WHERE id = 2')).toEqual({ externalId: 'out-1' })
})
