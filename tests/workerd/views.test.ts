import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { type Definition, VIEWS } from '../../src/model/view.ts'
import { message } from '../support/events.ts'
import { open, owner } from './desk.ts'
import type { PortsObject } from './worker.ts'

test('lists, places, counts and what was done are read in a Durable Object too', () =>
  runInDurableObject(env.PORTS.get(env.PORTS.newUniqueId()), async (instance: PortsObject, state) => {
    const desk = await open(instance, state)
    const { channelCommands, handling, reading, savedViews } = desk.rooms
    const channelId = await channelCommands.create(owner, { kind: 'web', name: 'Web', credentials: {}, settings: {} })
    await channelCommands.enable(owner, channelId)
    for (const from of ['maya', 'jonas']) await desk.receive({ channelId, events: [message('Hello', { from, name: from })] })
    await handling.prioritise(owner, 1, 'urgent')

    const narrowed: Definition[] = VIEWS.flatMap((view) => [
      { view },
      { view, unread: true, closing: 60 },
      { view, channel: [channelId], queue: [1, 2], agent: ['me'], priority: ['urgent', 'low'], language: ['de'], tag: ['a'] },
    ])
    for (const definition of narrowed) {
      const { items } = reading.list({ ...definition, agentId: owner.id, limit: 10 })
      expect(reading.count(definition, owner.id).n).toBe(items.length)
      for (const { number, place } of items) expect(reading.place(definition, owner.id, number)).toEqual(place)
    }
    expect(reading.list({ view: 'waiting', agentId: owner.id, limit: 10 }).items.map(({ number }) => number)).toEqual([1, 2])
    expect(reading.count({ view: 'urgent' }, owner.id)).toEqual({ n: 1 })
    expect(reading.activity(1, { limit: 10 }).items).toMatchObject([{ action: 'priority', to: 'urgent' }])

    const saved = await savedViews.add(owner, { name: 'Urgent', shared: true, definition: { view: 'open', priority: ['urgent'] } })
    expect(savedViews.of('somebody')).toEqual([saved])
    await desk.close()
  }))
