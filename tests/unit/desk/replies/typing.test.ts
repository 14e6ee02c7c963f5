import { afterEach, describe, expect, test } from 'vitest'
import type { Adapter, Outgoing } from '../../../../src/contract/adapter.ts'
import { AdapterFault } from '../../../../src/contract/adapter.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Surface, Window } from '../../../../src/model/surface.ts'
import { HOUR, SECOND } from '../../../support/clock.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

const passive: Window = { lane: 'passive', opens: ['message'], ttlMs: HOUR, count: 4, anchor: 'event' }
const service: Window = { lane: 'service', opens: ['message'], ttlMs: HOUR, count: 9, anchor: 'thread' }

let desk: TestDesk
let channel: string
let ann: Acting
let id: number
/** The signs that were shown, by the permission that each cost. */
let shown: (Outgoing['grant'] | undefined)[]
let fault: AdapterFault | null
afterEach(() => desk.close())

async function open(typing: Surface['typing'], ...windows: Window[]): Promise<void> {
  shown = []
  fault = null
  const more: Partial<Adapter> = {
    async typing(_ctx, _thread, grant) {
      if (fault) throw fault
      shown.push(grant)
    },
  }
  const surface = { windows, ...(typing !== undefined && { typing }) }
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface, more: more as object }) as Adapter } })
  channel = await desk.channel()
  ann = await desk.agent('Ann')
  id = await desk.say(channel, 'hi', { from: 'u1', id: 'in-1' })
  await desk.rooms.handling.claim(ann, id)
}
const writes = (agent = ann) => desk.rooms.typing(agent, id)
/** Again, when it may be shown again. */
const writesOn = () => {
  desk.clock.forward(4 * SECOND)
  return writes()
}
const left = () => desk.rows<{ remaining: number }>('SELECT remaining FROM "Grant" ORDER BY id').map(({ remaining }) => remaining)

describe('the sign that an agent is writing', () => {
  test('is shown, and again when the platform has taken it down', async () => {
    await open(true)
    await writes()
    desk.clock.forward(4 * SECOND - 1)
    await writes()
    expect(shown).toEqual([undefined])
    desk.clock.forward(1)
    await writes()
    expect(shown).toHaveLength(2)
  })

  test('is that of the agent who has the conversation, on a live channel, where the platform shows one', async () => {
    await open(true)
    await writes(await desk.agent('Bo'))
    await writes(await desk.owner())
    expect(shown).toEqual([])
    await desk.rooms.channelCommands.pause(await desk.owner(), channel)
    await writes()
    expect(shown).toEqual([])
    await desk.rooms.channelCommands.enable(await desk.owner(), channel)
    await desk.rooms.handling.snooze(ann, id, desk.clock.now() + HOUR)
    await writes()
    expect(shown).toEqual([])
    await desk.close()
    await open(undefined)
    await writes()
    expect(shown).toEqual([])
  })

  test('in one conversation says nothing of another', async () => {
    await open(true)
    await writes()
    id = await desk.say(channel, 'hi', { from: 'u2' })
    await desk.rooms.handling.claim(ann, id)
    await writes()
    expect(shown).toHaveLength(2)
    id = 1
    await writes()
    expect(shown).toHaveLength(2)
  })

  test('that the platform refuses is nobody’s trouble', async () => {
    await open(true)
    fault = new AdapterFault('platform', 'no', { certain: true })
    await writes()
    expect(desk.trace.filter(({ event }) => event === 'typing.failed')).toMatchObject([{ level: 'debug', data: { code: 'platform' } }])
  })
})

describe('where it costs a reply', () => {
  test('it names one, of the newest word alone, once', async () => {
    await open({ spare: 1 }, passive, service)
    await writes()
    expect(shown).toEqual([{ lane: 'passive', anchor: 'in-1', seq: 1 }])
    expect(left()).toEqual([3, 9])
    await writesOn()
    expect(shown).toHaveLength(1)
    await desk.say(channel, 'and', { from: 'u1', id: 'in-2' })
    await writesOn()
    expect(shown[1]).toEqual({ lane: 'passive', anchor: 'in-2', seq: 1 })
    expect(left()).toEqual([3, 9, 3])
  })

  test('it is not shown after an answer, nor from what agents need', async () => {
    await open({ spare: 3 }, passive)
    await desk.reply(ann, id, 'here')
    await desk.idle()
    await writes()
    expect(shown).toEqual([])
    await desk.close()
    await open({ spare: 4 }, passive)
    await writes()
    expect(shown).toEqual([])
    expect(left()).toEqual([4])
    await desk.close()
    await open({ spare: 3 }, { ...passive, count: 'unlimited' })
    await writes()
    expect(shown).toHaveLength(1)
  })

  test('a sign that certainly was not shown is given back, an unsure one not', async () => {
    await open({ spare: 1 }, passive)
    fault = new AdapterFault('network', 'not sent', { certain: true })
    await writes()
    expect(left()).toEqual([4])
    await desk.say(channel, 'and', { from: 'u1', id: 'in-2' })
    fault = new AdapterFault('network', 'no answer', { certain: false })
    await writesOn()
    expect(left()).toEqual([4, 3])
  })
})
