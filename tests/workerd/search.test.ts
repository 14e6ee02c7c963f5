import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { event, message } from '../support/events.ts'
import { open, owner } from './desk.ts'
import type { PortsObject } from './worker.ts'

test('what was said is found in the database of a Durable Object, and follows what happens to it', () =>
  runInDurableObject(env.PORTS.get(env.PORTS.newUniqueId()), async (instance: PortsObject, state) => {
    const desk = await open(instance, state)
    const { channelCommands, search, reading, readers } = desk.rooms
    const channelId = await channelCommands.create(owner, { kind: 'web', name: 'Web', credentials: {}, settings: {} })
    await channelCommands.enable(owner, channelId)
    const now = Date.now()
    const from = { from: 'u1', name: '小明', at: now }
    await desk.receive({
      channelId,
      events: [
        message('我要申请退款', { ...from, id: 'm1' }),
        message('Please refund me', { ...from, id: 'm2' }),
        message('谢谢', { from: 'u2', at: now }),
      ],
    })
    const found = (q: string, channel = channelId) => search.messages({ q, channel, limit: 10 }).items.map(({ id }) => id)
    expect([found('退款'), found('退'), found('refu'), found('"refund me"'), found('me refund please'), found('退货')]).toEqual([
      [1],
      [1],
      [2],
      [2],
      [2],
      [],
    ])
    expect(found('退款', 'another')).toEqual([])
    expect(search.contacts({ q: '小明', limit: 10 }).items).toHaveLength(1)
    expect(reading.list({ view: 'waiting', agentId: owner.id, q: '退款', limit: 10 })).toMatchObject({ items: [{ number: 1 }] })

    await desk.receive({ channelId, events: [event('recalled', from, { externalIds: ['m1'] })] })
    await desk.receive({ channelId, events: [event('edited', from, { externalId: 'm2', content: [{ type: 'text', text: '不用了' }] })] })
    expect([found('退款'), found('refund'), found('不用')]).toEqual([[], [], [2]])
    await desk.close()

    // Derived: where it is not there, after an export for one, it is made anew.
    state.storage.sql.exec('DROP TABLE MessageWords1')
    const again = await open(instance, state)
    expect(again.rooms.search.messages({ q: '不用', limit: 10 })).toMatchObject({ items: [{ id: 2 }] })
    await again.idle()
    expect(again.rooms.readers.states()).toMatchObject([
      { behind: 0, rebuilding: false },
      { behind: 0, rebuilding: false },
    ])
    expect(readers.states()).toHaveLength(2)
    await again.close()
  }))
