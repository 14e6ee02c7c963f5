import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { HOUR, MINUTE } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
beforeEach(async () => {
  desk = await openTestDesk({ file: true })
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 1 })
  id = await desk.say(channel, 'later please', { from: 'u1' })
  await desk.rooms.handling.claim(ann, id)
})
afterEach(() => desk.close())

const snooze = (ms: number): Promise<void> => desk.rooms.handling.snooze(ann, id, desk.clock.now() + ms)
const stands = () => {
  const { status, owner, snoozedUntil } = desk.rooms.reading.conversation(id)
  return { status, owner: owner.name, snoozedUntil }
}

describe('snoozed', () => {
  test('it is out of the way and takes no room; at its time it is back with its agent', async () => {
    await snooze(HOUR)
    expect((await desk.rooms.agents.get(ann.id)).load).toBe(0)
    await desk.advance(HOUR - 1)
    expect(stands()).toMatchObject({ status: 'snoozed', owner: 'Ann' })
    await desk.advance(1)
    expect(stands()).toEqual({ status: 'active', owner: 'Ann', snoozedUntil: null })
    expect((await desk.rooms.agents.get(ann.id)).load).toBe(1)
  })

  test('the customer writes: back at once, and the time means nothing any more', async () => {
    await snooze(HOUR)
    await desk.say(channel, 'now', { from: 'u1' })
    expect(stands()).toMatchObject({ status: 'active', owner: 'Ann' })
    await desk.rooms.handling.resolve(ann, id)
    await desk.advance(2 * HOUR)
    expect(stands()).toMatchObject({ status: 'resolved' })
  })

  test.each([
    ['is full', () => desk.say(channel, 'other', { from: 'u2' }).then((other) => desk.rooms.handling.claim(ann, other))],
    ['went away', () => desk.rooms.agents.presence(ann, 'away')],
    ['is disabled', async () => desk.rooms.agents.change(await desk.owner(), ann.id, { disabled: true })],
  ])('its agent %s: back to the queue, at its place', async (_why, happens) => {
    await snooze(HOUR)
    await happens()
    await desk.advance(HOUR)
    expect(stands()).toMatchObject({ status: 'waiting', owner: 'Support' })
    expect(desk.row('SELECT rank FROM Conversation WHERE id = ?', id)['rank']).not.toBeNull()
  })

  test('again and for longer: the first time does not wake it', async () => {
    await snooze(HOUR)
    await snooze(3 * HOUR)
    await desk.advance(2 * HOUR)
    expect(stands().status).toBe('snoozed')
    await desk.advance(HOUR)
    expect(stands().status).toBe('active')
  })

  test('again in the moment in which it wakes: it sleeps on', async () => {
    await snooze(HOUR)
    desk.clock.forward(HOUR)
    const again = snooze(HOUR)
    desk.desk.sweep()
    await again
    await desk.idle()
    expect(stands()).toMatchObject({ status: 'snoozed' })
    await desk.advance(HOUR)
    expect(stands()).toMatchObject({ status: 'active' })
  })

  test('a reply of its agent takes it back', async () => {
    await snooze(HOUR)
    await desk.reply(ann, id, 'here I am')
    expect(stands()).toMatchObject({ status: 'active', owner: 'Ann' })
    expect((await desk.rooms.agents.get(ann.id)).load).toBe(1)
  })

  test('a restart does not forget it, and a time that passed meanwhile has come', async () => {
    await snooze(HOUR)
    await desk.restart()
    await desk.advance(HOUR - MINUTE)
    expect(stands().status).toBe('snoozed')
    desk.clock.forward(2 * MINUTE)
    await desk.restart()
    await desk.idle()
    expect(stands().status).toBe('active')
  })
})
