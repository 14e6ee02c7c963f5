import type { Adapter } from '../../../../src/contract/adapter.ts'
import { afterEach, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import { type TestDesk, type TestDeskOptions, openTestDesk } from '../../../support/test-desk.ts'
import { until } from '../../../support/wait.ts'

let desk: TestDesk
let channel: string
afterEach(async () => {
  desk.platform.media.clear()
  await desk.platform.down()
  await desk.close()
})

async function open(options: TestDeskOptions = {}): Promise<void> {
  const adapters = { test: createTestAdapter({ pollEvery: 5 * MINUTE, sessions: true }) as Adapter }
  desk = await openTestDesk({ adapters, file: true, ...options })
  channel = await desk.channel()
  desk.platform.media.set('drip', { drips: true })
}
const photo = (from: string) => message('', { from, content: [{ type: 'image', ref: 'drip' }] })
const statusOf = (id: number) => desk.rooms.reading.conversation(id).status
/** Time passes while something is under way, as it always is. */
const pass = (ms: number): void => {
  desk.clock.forward(ms)
  desk.desk.sweep()
}

test('as many downloads as there may be, none of which ends: whatever else is due is done at once', async () => {
  await open()
  const ann = await desk.agent('Ann')
  const [asleep, done] = [await desk.say(channel, 'later', { from: 'u1' }), await desk.say(channel, 'thanks', { from: 'u2' })]
  for (const id of [asleep, done]) await desk.rooms.handling.claim(ann, id)
  await desk.rooms.handling.snooze(ann, asleep, desk.clock.now() + HOUR)
  await desk.idle()
  for (let count = 0; count < 40; count += 1) await desk.receive(channel, photo(`p${count}`))
  await until(() => desk.platform.dripping() >= 8, 'downloads')
  const started = desk.platform.dripping()

  await desk.rooms.handling.resolve(ann, done)
  await until(() => desk.platform.ended.includes('u2'), 'the farewell')
  desk.platform.news.push(message('from a poll', { from: 'u3', at: desk.clock.now() }))
  await desk.desk.receive({ channelId: channel, events: [], ring: { token: 't' } })
  await until(() => desk.rows("SELECT 1 FROM Message WHERE text = 'from a poll'").length > 0, 'what the ring told of')
  desk.platform.news.push(message('by the clock', { from: 'u3', at: desk.clock.now() }))
  pass(HOUR)
  await until(() => desk.rows("SELECT 1 FROM Message WHERE text = 'by the clock'").length > 0, 'the poll')
  await until(() => statusOf(asleep) === 'active', 'the end of the snooze')

  expect(desk.platform.dripping()).toBe(started)
  expect(started).toBeLessThan(40)
})

test('a download that never ends is given up and tried again, and leaves its place to the next', async () => {
  await open({ bodyMs: 50 })
  for (let count = 0; count < 40; count += 1) await desk.receive(channel, photo(`p${count}`))
  const tried = () => desk.rows<{ error: string }>("SELECT error FROM Job WHERE kind = 'media' AND attempts > 0")
  await until(() => tried().length === 40, 'all of them')
  expect(tried().every(({ error }) => error.includes('took too long'))).toBe(true)
})
