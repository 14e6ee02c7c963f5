import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE } from '../../../support/clock.ts'
import { recordSql } from '../../../support/record-sql.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let boss: Acting
let ann: Acting

async function open(): Promise<void> {
  desk = await openTestDesk({ file: true })
  channel = await desk.channel()
  boss = await desk.owner()
  await desk.rooms.agents.presence(boss, 'away')
  const answer = { normal: 60, urgent: 10 }
  const promises = { firstAnswer: answer, nextAnswer: answer }
  await desk.rooms.queueCommands.change(boss, 1, { mode: 'push', promises, returnMinutes: 40_000, urgentReturnMinutes: 40_000 })
  ann = await desk.agent('Ann')
}
beforeEach(open)
afterEach(() => desk.close())

const say = (from = 'u1'): Promise<number> => desk.say(channel, 'hello', { from })
const dueAt = (id: number) => desk.row<{ dueAt: number | null }>('SELECT dueAt FROM Conversation WHERE id = ?', id).dueAt
const told = () => desk.rows<{ type: string }>("SELECT type FROM LogEntry WHERE type LIKE 'promise.%' ORDER BY seq").map(({ type }) => type)

test('warned at four fifths, broken at the end, each once; an answer ends it and the log keeps it', async () => {
  const at = desk.clock.now()
  const id = await say()
  expect(dueAt(id)).toBe(at + 60 * MINUTE)
  await desk.advance(48 * MINUTE - 1)
  expect(told()).toEqual([])
  await desk.advance(1)
  expect(told()).toEqual(['promise.warned'])
  await desk.restart()
  await desk.advance(12 * MINUTE)
  await say()
  await desk.rooms.handling.prioritise(ann, id, 'urgent')
  await desk.advance(60 * MINUTE)
  expect([told(), dueAt(id)]).toEqual([['promise.warned', 'promise.breached'], at + 60 * MINUTE])
  await desk.reply(ann, id, 'Here it is')
  expect([told().length, dueAt(id)]).toEqual([2, null])
})

test('an answer that failed was none: its promise runs as before', async () => {
  const at = desk.clock.now()
  const id = await say()
  desk.platform.next({ status: 422 })
  await desk.reply(ann, id, 'Hello')
  expect(dueAt(id)).toBeNull()
  await desk.idle()
  expect(dueAt(id)).toBe(at + 60 * MINUTE)
})

test('only working time counts, in the queue to which it goes', async () => {
  const week = Array.from({ length: 7 }, (): [string, string][] => [['09:00', '10:00']])
  const hours = { name: 'Hours', timeZone: 'UTC', week, days: [], knownUntil: null }
  const calendar = await desk.rooms.calendars.create(boss, hours)
  const id = await say()
  const other = await desk.queue('Other', { calendar: calendar.id, promises: { resolution: { normal: 30 } } }, [ann])
  await desk.rooms.routing.transfer(ann, id, other)
  const due = new Date(dueAt(id) ?? 0)
  expect([due.getUTCHours(), due.getUTCMinutes()]).toEqual([9, 30])
  await desk.rooms.queueCommands.change(boss, other, { promises: null })
  await desk.advance(48 * 60 * MINUTE)
  expect([told(), dueAt(id)]).toEqual([[], null])
})

test('a hub that promises nothing does not ask', async () => {
  await desk.close()
  const recorded = recordSql()
  desk = await openTestDesk({ wrap: recorded.wrap })
  channel = await desk.channel()
  await say()
  expect(recorded.runs('Promised') + recorded.runs('dueAt IS NOT ?1')).toBe(0)
  await desk.rooms.queueCommands.change(await desk.owner(), 1, { promises: { firstAnswer: { normal: 5 } } })
  await say('u2')
  expect(recorded.runs('Promised')).toBeGreaterThan(0)
})

test('under any interleaving and over crashes it is due when so much of the wait has passed, and what was broken stays so', async () => {
  const step = fc.oneof(fc.constantFrom('say', 'reply', 'snooze', 'urgent', 'normal', 'crash'), fc.integer({ min: 1, max: 50 }))
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      await desk.close()
      await open()
      const id = await say()
      let minutes = 60
      let wait: { used: number; since: number | null; broken?: number } | null = { used: 0, since: desk.clock.now() }
      let breaches = 0
      const due = () =>
        wait === null ? null : (wait.broken ?? (wait.since === null ? null : wait.since + Math.max(0, minutes * MINUTE - wait.used)))
      const overdue = (): void => {
        const at = due()
        if (wait === null || wait.broken !== undefined || at === null || at > desk.clock.now()) return
        wait.broken = at
        breaches++
      }
      for (const one of steps) {
        const { status } = desk.rooms.reading.conversation(id)
        if (typeof one === 'number') await desk.advance(one * MINUTE)
        else if (one === 'crash') await desk.restart()
        else if (one === 'say') {
          await say()
          wait ??= { used: 0, since: desk.clock.now() }
          wait.since ??= desk.clock.now()
        } else if (one === 'urgent' || one === 'normal') {
          await desk.rooms.handling.prioritise(ann, id, one)
          minutes = one === 'urgent' ? 10 : 60
        } else if (status === 'active' && one === 'reply') {
          await desk.reply(ann, id, 'An answer')
          wait = null
        } else if (status === 'active') {
          await desk.rooms.handling.snooze(ann, id, desk.clock.now() + 9000 * MINUTE)
          if (wait !== null && wait.since !== null) wait = { ...wait, used: wait.used + desk.clock.now() - wait.since, since: null }
        }
        await desk.idle()
        overdue()
        expect([dueAt(id), told().filter((type) => type === 'promise.breached').length]).toEqual([due(), breaches])
      }
    }),
    { numRuns: 12, examples: [[[11, 'snooze', 'urgent', 'say']]] },
  )
}, 60_000)
