import type { Adapter } from '../../../../src/contract/adapter.ts'
import { onTestFinished } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Surface, Window } from '../../../../src/model/surface.ts'
import { DAY, MINUTE } from '../../../support/clock.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

// A desk with one agent and a conversation that was begun, under the windows that a test asks for.

export const passive: Window = { lane: 'passive', opens: ['message', 'entered'], ttlMs: 5 * MINUTE, count: 2, anchor: 'event' }
export const service: Window = { lane: 'service', opens: ['message', 'press'], ttlMs: 2 * DAY, count: 5, anchor: 'thread' }
export const paid: Window = { lane: 'template', opens: ['message'], ttlMs: 30 * DAY, count: 'unlimited', anchor: 'thread' }

export let desk: TestDesk
export let channel: string
export let ann: Acting
export let id: number

export const open = (...windows: Window[]): Promise<void> => openOn({ windows })

/** With more than windows to the surface. */
export async function openOn(surface: Partial<Surface>): Promise<void> {
  desk = await openTestDesk({ adapters: { test: createTestAdapter({ surface }) as Adapter }, timeoutMs: 200 })
  onTestFinished(() => desk.close())
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  id = await desk.say(channel, 'hi', { from: 'u1', id: 'in-1' })
  await desk.rooms.handling.claim(ann, id)
}

export const window = () => {
  const { window, canWrite } = desk.rooms.reading.conversation(id)
  return window ? { left: window.left, ms: Date.parse(window.expiresAt) - desk.clock.now() } : canWrite
}
export const grants = () => desk.rows('SELECT lane, anchor, remaining, nextSeq FROM "Grant" ORDER BY id')
export const spent = () => desk.platform.delivered.map(({ grant }) => grant)
