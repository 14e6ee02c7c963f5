import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Adapter, ManualStep } from '../../../../src/contract/adapter.ts'
import { createTestClock, MINUTE } from '../../../support/clock.ts'
import { message } from '../../../support/events.ts'
import { createTestFolder } from '../../../support/folder.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

const text = { en: 'Do it', zh: '去做' }
const STEPS: ManualStep[] = [
  { code: 'address', text, value: 'https://hub.test/x', proof: 'call' },
  { code: 'events', text, value: 'A B', proof: 'event' },
  { code: 'list', text },
  { code: 'key', text, value: 'a-secret-of-one-look', once: true },
]
const clock = createTestClock(Date.now())
const folder = createTestFolder()
const adapters = { test: createTestAdapter() as Adapter, manual: createTestAdapter({ kind: 'manual', steps: STEPS }) as Adapter }
let hub: TestHub
let id: string
const open = async (): Promise<void> => {
  hub = await startTestHub({ adapters, clock, dataDir: folder.path })
}
beforeAll(async () => {
  await open()
  const credentials = { base: hub.platform.base, token: hub.platform.token, secret: 'webhook-secret' }
  id = (await hub.owner.post('/api/channels', { kind: 'manual', name: 'By hand', credentials })).body.id
})
afterAll(async () => {
  await hub.stop()
  folder.remove()
})

const show = async () => (await hub.owner.get(`/api/channels/${id}`)).body
const done = async (): Promise<(string | null)[]> => (await show()).setup.steps.map((step: { done: string | null }) => step.done)
const tick = (code: string, done = true) => hub.owner.put(`/api/channels/${id}/steps/${code}`, { done })
const says = (text: string) => hub.hook(id, { events: [message(text, { from: 'u1', at: clock.now() })] })
const changes = (): number => hub.hub.desk.rooms.log.last()

describe('what is left to do on the platform’s side', () => {
  test('is nothing before the channel is enabled', async () => {
    expect((await show()).setup).toEqual({ steps: [], waits: false, calledAt: null, heardAt: null })
  })

  test('is told when it is enabled and kept with it, but for what is shown once', async () => {
    const enabled = (await hub.owner.post(`/api/channels/${id}/enable`)).body
    expect(enabled.steps).toEqual(STEPS.map(({ code, text, value }) => ({ code, text, ...(value && { value }) })))
    expect(await show()).toMatchObject({ state: 'live', setup: { waits: true } })
    expect((await show()).setup.steps).toEqual([
      { code: 'address', text, value: 'https://hub.test/x', checked: true, done: null },
      { code: 'events', text, value: 'A B', checked: true, done: null },
      { code: 'list', text, checked: false, done: null },
      { code: 'key', text, checked: false, done: null },
    ])
    expect(JSON.stringify(hub.hub.desk.kit.sql.prepare('SELECT * FROM Channel').all())).not.toContain('a-secret-of-one-look')
  })

  test('is ticked by an admin where nothing shows it, and stays so after a restart and when it is enabled again', async () => {
    expect((await tick('list')).body.setup.steps[2].done).toBe('ticked')
    expect((await tick('address')).status).toBe(404)
    expect((await tick('nothing')).status).toBe(404)
    await hub.stop()
    await open()
    expect(await done()).toEqual([null, null, 'ticked', null])
    hub.platform.token = 'good-token'
    const credentials = { base: hub.platform.base, token: hub.platform.token, secret: 'webhook-secret' }
    await hub.owner.patch(`/api/channels/${id}`, { credentials })
    await hub.owner.post(`/api/channels/${id}/enable`)
    expect(await done()).toEqual([null, null, 'ticked', null])
    expect((await tick('list', false)).body.setup.steps[2].done).toBe(null)
    // What an admin says does not make it heard.
    expect((await show()).setup.waits).toBe(true)
  })

  test('is seen as the platform calls and then brings something, and whoever looks is told', async () => {
    const from = changes()
    expect(await (await hub.nobody.fetch(`/hooks/${id}?challenge=42`)).text()).toBe('42')
    expect(await done()).toEqual(['seen', null, null, null])
    expect(changes()).toBe(from + 1)
    expect((await show()).setup).toMatchObject({ waits: true, calledAt: new Date(clock.now()).toISOString(), heardAt: null })
    expect((await hub.hook(id, { events: [message('a forgery')] }, 'another-secret')).status).toBe(401)
    expect((await show()).setup.heardAt).toBeNull()

    clock.forward(MINUTE)
    expect((await says('hello')).status).toBe(200)
    expect(await done()).toEqual(['seen', 'seen', null, null])
    expect((await show()).setup).toMatchObject({ waits: false, heardAt: new Date(clock.now()).toISOString() })
  })

  test('is written down now and then, not for each message', async () => {
    const { heardAt } = (await show()).setup
    clock.forward(9 * MINUTE)
    await says('more')
    expect((await show()).setup.heardAt).toBe(heardAt)
    clock.forward(MINUTE)
    await says('and more')
    expect((await show()).setup.heardAt).toBe(new Date(clock.now()).toISOString())
  })

  test('begins anew with other credentials: they may be of another account', async () => {
    const credentials = { base: hub.platform.base, token: hub.platform.token, secret: 'webhook-secret' }
    await hub.owner.patch(`/api/channels/${id}`, { credentials })
    expect((await show()).setup).toMatchObject({ waits: true, calledAt: null, heardAt: null })
    await hub.owner.patch(`/api/channels/${id}`, { name: 'Another name' })
    await says('hello')
    expect((await show()).setup.waits).toBe(false)
  })
})

test('a channel without steps waits for nothing, and leaves no entry when it is heard', async () => {
  const other = await hub.channel()
  const from = changes()
  await hub.hook(other, { events: [message('hi', { from: 'u9', at: clock.now() })] })
  expect(changes() - from).toBe(2)
  expect((await hub.owner.get(`/api/channels/${other}`)).body.setup).toMatchObject({ steps: [], waits: false, heardAt: expect.any(String) })
})
