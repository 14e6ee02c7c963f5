import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE } from '../../../support/clock.ts'
import { event } from '../../../support/events.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'
import { until } from '../../../support/wait.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
/** When the customer wrote. */
let asked: number
beforeEach(async () => {
  desk = await openTestDesk({ file: true, timeoutMs: 100 })
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  asked = desk.clock.now()
  id = await desk.say(channel, 'Where is it?', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
  desk.clock.forward(MINUTE)
})
afterEach(() => desk.close())

const REFUSED = { status: 422 } as const
/** Since when the customer waits, as the database has it; what is remembered and what consoles are told say the same. */
function waits(): number | null {
  const { waitingSince, threadId } = desk.row<{ waitingSince: number | null; threadId: number }>(
    'SELECT waitingSince, threadId FROM Conversation WHERE id = ?',
    id,
  )
  expect(desk.rooms.conversations.openIn(threadId)?.waitingSince ?? null).toBe(waitingSince)
  expect(desk.rooms.reading.find(id)?.waitingSince ?? null).toBe(waitingSince === null ? null : new Date(waitingSince).toISOString())
  return waitingSince
}
const state = (message: number) => desk.rooms.reading.message(message)?.state
async function reply(text: string, becomes: string): Promise<number> {
  const message = await desk.reply(ann, id, text)
  await until(() => state(message) === becomes)
  return message
}

describe('a customer whose answer has failed', () => {
  test('waits as if there had been none, also for what they have said since, until one arrives', async () => {
    desk.platform.next(REFUSED)
    await reply('here', 'failed')
    expect(waits()).toBe(asked)
    await desk.say(channel, 'Hello?', { from: 'u1' })
    expect(waits()).toBe(asked)
    await reply('here, again', 'sent')
    expect(waits()).toBeNull()
  })

  test('waits since the first message that nothing has answered', async () => {
    await reply('one moment', 'sent')
    desk.clock.forward(MINUTE)
    const again = desk.clock.now()
    await desk.say(channel, 'And now?', { from: 'u1' })
    desk.clock.forward(MINUTE)
    await desk.say(channel, 'Well?', { from: 'u1' })
    desk.platform.next(REFUSED)
    await reply('here', 'failed')
    expect(waits()).toBe(again)
  })

  test('does not wait while a later answer is on its way, or has arrived, and does when all have failed', async () => {
    const release = desk.platform.hold()
    desk.platform.next(REFUSED, REFUSED)
    const [first, second] = [await desk.reply(ann, id, 'one'), await desk.reply(ann, id, 'two')]
    expect(waits()).toBeNull()
    release()
    await until(() => state(first) === 'failed' && state(second) === 'failed')
    expect(waits()).toBe(asked)
    await reply('three', 'sent')
    expect(waits()).toBeNull()
  })

  test('does not wait while it is tried again, and waits on when that fails too', async () => {
    desk.platform.next(REFUSED)
    const message = await reply('here', 'failed')
    const release = desk.platform.hold()
    desk.platform.next(REFUSED)
    await desk.desk.kit.commit(() => desk.rooms.retry(message))
    expect(waits()).toBeNull()
    release()
    await until(() => state(message) === 'failed')
    expect(waits()).toBe(asked)
    await desk.desk.kit.commit(() => desk.rooms.retry(message))
    await until(() => state(message) === 'sent')
    expect(waits()).toBeNull()
  })

  test('waits on when the platform says so only later', async () => {
    const message = await reply('here', 'sent')
    expect(waits()).toBeNull()
    const { externalId } = desk.row<{ externalId: string }>('SELECT externalId FROM Segment WHERE messageId = ?', message)
    await desk.receive(channel, event('receipt', { thread: 'u1' }, { state: 'failed', of: { externalIds: [externalId] } }))
    expect(state(message)).toBe('failed')
    expect(waits()).toBe(asked)
  })

  test('waits on when the channel that it was to go out on is deleted, and whoever looks is told', async () => {
    desk.platform.token = 'another'
    const message = await desk.reply(ann, id, 'here')
    await until(() => desk.rooms.channels.get(channel).state === 'broken')
    const before = desk.rooms.log.last()
    await desk.rooms.channelCommands.remove(await desk.owner(), channel)
    expect(state(message)).toBe('failed')
    expect(waits()).toBe(asked)
    expect(desk.rooms.log.after(before, 10).some((entry) => entry.type === 'message.updated' && entry.messageId === message)).toBe(true)
  })
})

test('what may have arrived is an answer', async () => {
  desk.platform.next('lose-answer')
  await reply('here', 'unknown')
  expect(waits()).toBeNull()
})

test('what was said before the conversation was resolved waits no more when it is opened again', async () => {
  await desk.rooms.handling.resolve(ann, id)
  await desk.rooms.handling.reopen(ann, id)
  desk.platform.next(REFUSED)
  await reply('one more thing', 'failed')
  expect(waits()).toBeNull()
})

test('a restart finds it as it was', async () => {
  desk.platform.next(REFUSED)
  await reply('here', 'failed')
  await desk.restart()
  expect(waits()).toBe(asked)
})
