import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Cache } from '../../../../src/contract/adapter.ts'
import { MINUTE } from '../../../support/clock.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let made: number
beforeEach(async () => {
  desk = await openTestDesk({ file: true })
  channel = await desk.channel()
  made = 0
})
afterEach(() => desk.close())

const cache = async (id = channel): Promise<Cache> => (await desk.rooms.channels.ctx(desk.rooms.channels.get(id))).cache
const make = async () => {
  made += 1
  await new Promise((resolve) => setImmediate(resolve))
  return { value: `token ${made}`, ttlMs: MINUTE }
}
const get = async (id?: string): Promise<string> => (await cache(id)).get('token', make)

test('a token is asked for once, however many want it at once, and until it expires', async () => {
  expect(new Set(await Promise.all(Array.from({ length: 20 }, () => get())))).toEqual(new Set(['token 1']))
  desk.clock.forward(MINUTE - 1)
  expect(await get()).toBe('token 1')
  desk.clock.forward(1)
  expect(await Promise.all([get(), get()])).toEqual(['token 2', 'token 2'])
})

test('one that was refused is made anew, once for all who were refused, and not for who comes later with an old one', async () => {
  const all = await Promise.all([get(), get()])
  const renew = async (refused: string): Promise<string> => (await cache()).get('token', make, refused)
  const reading = get()
  expect(await Promise.all([...all.map(renew), renew('token 1')])).toEqual(Array(3).fill('token 2'))
  expect([await renew('token 1'), await renew('token 0'), await get()]).toEqual(Array(3).fill('token 2'))
  expect(['token 1', 'token 2']).toContain(await reading)
  expect(made).toBe(2)
})

test('a restart does not ask for a new one; it lies sealed', async () => {
  await get()
  const [row] = desk.rows<{ value: Uint8Array }>('SELECT value FROM Secret')
  expect(Buffer.from(row!.value).toString('latin1')).not.toContain('token')
  await desk.restart()
  expect(await get()).toBe('token 1')
})

test('each channel has its own; dropped, it is made anew; new credentials begin without one', async () => {
  const other = await desk.channel()
  expect([await get(), await get(other)]).toEqual(['token 1', 'token 2'])
  await (await cache()).drop('token')
  expect([await get(), await get(other)]).toEqual(['token 3', 'token 2'])
  await desk.rooms.channelCommands.change(await desk.owner(), other, {
    credentials: { base: desk.platform.base, token: 'new', secret: 'webhook-secret' },
  })
  expect([await get(), await get(other)]).toEqual(['token 3', 'token 4'])
})

test('a failure is told to all who wait and is not kept', async () => {
  const fail = (): Promise<never> => Promise.reject(new Error('no token today'))
  const { get: ask } = await cache()
  const all = await Promise.allSettled([ask('token', fail), ask('token', fail)])
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(await get()).toBe('token 1')
})
