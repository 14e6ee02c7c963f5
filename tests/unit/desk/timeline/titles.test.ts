import { afterEach, beforeEach, expect, test } from 'vitest'
import { message } from '../../../support/events.ts'
import { openTestDesk, type TestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

/** Somebody speaks in the group that is called so. */
async function say(title: string | undefined): Promise<string | null> {
  const said = message('hello', { from: 'ada', thread: 'group' })
  await desk.receive(channel, { ...said, thread: { ...said.thread, ...(title !== undefined && { title }) } })
  return desk.rooms.reading.conversation(1).thread.title
}

test('a group that is renamed is shown under its new name', async () => {
  expect(await say('Blue Fern')).toBe('Blue Fern')
  expect(await say('Blue Fern, Tuesdays')).toBe('Blue Fern, Tuesdays')
  // An event that does not say keeps what is known, and so does one that brings a new route alone.
  expect(await say(undefined)).toBe('Blue Fern, Tuesdays')
  const routed = message('hi', { from: 'ada', thread: 'group' })
  await desk.receive(channel, { ...routed, thread: { ...routed.thread, route: { to: 'x' } } })
  expect(desk.rooms.reading.conversation(1).thread.title).toBe('Blue Fern, Tuesdays')
  await say('Named anew')
  expect(desk.row('SELECT title, route FROM Thread')).toEqual({ title: 'Named anew', route: '{"to":"x"}' })
})
