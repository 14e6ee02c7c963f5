import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createCache } from '../../src/desk/channels/cache.ts'
import { healthRoutes } from '../../src/hub/health.ts'
import { message } from '../support/events.ts'
import { open, owner } from './desk.ts'
import type { PortsObject } from './worker.ts'

test('what the desk reads and writes through Prisma, it reads and writes in a Durable Object too', () =>
  runInDurableObject(env.PORTS.get(env.PORTS.newUniqueId()), async (instance: PortsObject, state) => {
    const desk = await open(instance, state)
    const { agents, keys, channelCommands, setAside } = desk.rooms

    const person = { name: 'Bo', email: 'bo@hub.test', password: 'a long password', role: 'admin' } as const
    const id = await agents.add(null, { ...person, role: 'owner' })
    await agents.add(owner, { ...person, name: 'Ann', email: 'ann@hub.test' })
    await agents.change(owner, id, { skills: [{ name: 'refunds', level: 3 }] })
    expect((await agents.list()).map(({ name, role, disabled }) => [name, role, disabled])).toEqual([
      ['Ann', 'admin', false],
      ['Bo', 'owner', false],
    ])
    expect(await agents.get(id)).toMatchObject({ email: 'bo@hub.test', presence: 'away', load: 0, skills: [{ name: 'refunds', level: 3 }] })

    const channelId = await channelCommands.create(owner, { kind: 'web', name: 'Web', credentials: {}, settings: {} })
    const { key } = await keys.create({ id, name: 'Bo', role: 'owner' }, { name: 'watch', scopes: ['read'] })
    const app = new Hono()
    healthRoutes(app, desk)
    const ready = await app.request('/readyz', { headers: { authorization: `Bearer ${key}` } })
    expect(await ready.json()).toMatchObject({ ok: true, channels: [{ kind: 'web', state: 'draft', n: 1 }] })

    const cache = createCache(desk.kit, channelId)
    await cache.keep('place', 'here')
    await cache.keep('place', 'there')
    expect(await cache.read('place')).toBe('there')

    const events = [message('one', { at: 1 }), message('two', { at: 2 })]
    await desk.kit.commit(() => setAside.put(channelId, events, 'lost'))
    const { items } = await setAside.page(null)
    expect(items).toMatchObject([{ event: events[1], state: 'waiting', at: expect.any(Number) }, { event: events[0] }])
    await setAside.drop(items[0]?.id ?? 0)
    expect((await setAside.page(String(items[0]?.id))).items).toHaveLength(1)
    await expect(setAside.drop(items[0]?.id ?? 0)).rejects.toMatchObject({ code: 'not-found' })
    await desk.close()
  }))
