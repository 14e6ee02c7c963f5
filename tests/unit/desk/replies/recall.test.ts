import type { Adapter } from '../../../../src/contract/adapter.ts'
import { afterEach, expect, test } from 'vitest'
import type { Surface } from '../../../../src/model/surface.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { DAY, MINUTE } from '../../../support/clock.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let ann: Acting
let message: number
afterEach(() => desk.close())

async function open(surface: Partial<Surface> = { recall: { withinMs: 2 * MINUTE } }): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface }) as Adapter } })
  const channel = await desk.channel()
  ann = await desk.agent('Ann')
  const id = await desk.say(channel, 'hi', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
  message = await desk.reply(ann, id, 'x'.repeat(150))
}
const owner = { owner: { kind: 'agent', id: 'ann', name: 'Ann' } }
const recalled = () => desk.rooms.reading.message(message)?.recalled

test('takes back every piece of a message, once', async () => {
  await open()
  await desk.idle()
  await desk.rooms.recalls.recall(ann, message)
  await desk.rooms.recalls.recall(ann, message)
  expect(desk.platform.recalled).toEqual(['out-1', 'out-2'])
  expect(recalled()).toEqual(expect.any(String))
})

test('not what was not sent, not after its time, not without the platform, not somebody else’s', async () => {
  await open()
  const release = desk.platform.hold()
  await expect(desk.rooms.recalls.recall(ann, message)).rejects.toMatchObject({ code: 'not-sent', data: owner })
  release()
  await desk.idle()
  const bo = await desk.agent('Bo')
  await expect(desk.rooms.recalls.recall(bo, message)).rejects.toMatchObject({ code: 'not-yours', data: owner })
  await desk.advance(2 * MINUTE + 1)
  await expect(desk.rooms.recalls.recall(ann, message)).rejects.toMatchObject({
    code: 'too-late',
    data: { ...owner, withinMs: 2 * MINUTE },
  })
  expect(desk.platform.recalled).toEqual([])
  await desk.close()

  await open({} as never)
  await desk.idle()
  await expect(desk.rooms.recalls.recall(ann, message)).rejects.toMatchObject({ code: 'recall-unsupported' })
})

test('until the last moment that the platform allows', async () => {
  await open()
  await desk.idle()
  await desk.advance(2 * MINUTE)
  await desk.rooms.recalls.recall(ann, message)
  expect(desk.platform.recalled).toHaveLength(2)
})

test('all of its pieces or none: what is half gone says something else', async () => {
  await open({ recall: { withinMs: 2 * MINUTE }, rate: [{ scope: 'thread', per: MINUTE, count: 1 }] })
  await desk.advance(2 * MINUTE + 1)
  expect(desk.platform.delivered).toHaveLength(2)
  await expect(desk.rooms.recalls.recall(ann, message)).rejects.toMatchObject({ code: 'too-late' })
  expect(desk.platform.recalled).toEqual([])
})

test('none of its pieces when it is too late for one of them', async () => {
  await open()
  await desk.idle()
  await desk.sql.commit(() => desk.sql.exec('UPDATE Segment SET sentAt = sentAt - 1000 WHERE ordinal = 0'))
  await desk.advance(2 * MINUTE - 500)
  await expect(desk.rooms.recalls.recall(ann, message)).rejects.toMatchObject({ code: 'too-late' })
  expect(desk.platform.recalled).toEqual([])
})

test('a supervisor may, what a customer said nobody, and a client hears of it', async () => {
  await open()
  await desk.idle()
  const boss = await desk.agent('Boss', { role: 'supervisor' })
  const theirs = desk.row<{ id: number }>("SELECT id FROM Message WHERE direction = 'in'").id
  await expect(desk.rooms.recalls.recall(boss, theirs)).rejects.toMatchObject({ status: 404 })
  await expect(desk.rooms.recalls.recall(boss, 999)).rejects.toMatchObject({ status: 404 })
  const before = desk.rooms.log.last()
  await desk.rooms.recalls.recall(boss, message)
  expect(desk.rooms.log.after(before, 9)).toMatchObject([{ type: 'message.updated', actor: 'agent:boss', messageId: message }])
})

test('also long after, where the platform still does', async () => {
  await open({ recall: { withinMs: 3650 * DAY } })
  await desk.idle()
  const owner = await desk.owner()
  const { channelId } = desk.row<{ channelId: string }>('SELECT channelId FROM Thread')
  await desk.rooms.channelCommands.pause(owner, channelId)
  await desk.advance(100 * DAY)
  expect(desk.rows('SELECT id FROM Segment')).toEqual([])
  await desk.rooms.recalls.recall(ann, message)
  expect(desk.platform.recalled).toEqual(['out-1', 'out-2'])
})

test('what the platform refuses stays', async () => {
  await open()
  await desk.idle()
  desk.platform.token = 'another'
  await expect(desk.rooms.recalls.recall(ann, message)).rejects.toMatchObject({ code: 'channel-auth', status: 422 })
  expect(recalled()).toBeUndefined()
})
