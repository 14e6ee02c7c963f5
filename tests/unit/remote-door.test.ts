import { expect, test } from 'vitest'
import { createRemoteDoor } from '../../src/cloudflare/remote-door.ts'
import type { Door, HookTarget } from '../../src/ports/door.ts'

const target: HookTarget = { channelId: 'c', kind: 'telegram', credentials: {}, hookSecret: 's', account: null, settings: {} }

/** A desk that is asked over the wire, and a clock that stands still. */
function wired() {
  const desk = { answer: target as HookTarget | null | Error, calls: 0 }
  const clock = { time: 1000, now: () => clock.time }
  const remote: Door = {
    async target() {
      desk.calls += 1
      if (desk.answer instanceof Error) throw desk.answer
      return desk.answer
    },
    receive: () => Promise.resolve('stored'),
    heard: () => Promise.resolve(),
    setAside: () => Promise.resolve(),
  }
  return { desk, clock, door: createRemoteDoor(() => remote, clock) }
}

test('a channel is asked for once in a while, not for every request', async () => {
  const { desk, clock, door } = wired()
  for (let n = 0; n < 5; n += 1) expect(await door.target('c')).toBe(target)
  expect(desk.calls).toBe(1)
  clock.time += 10_000
  desk.answer = null
  expect(await door.target('c')).toBeNull()
})

test('a channel that was unknown is soon asked for again', async () => {
  const { desk, clock, door } = wired()
  desk.answer = null
  expect([await door.target('c'), await door.target('c')]).toEqual([null, null])
  expect(desk.calls).toBe(1)
  clock.time += 1000
  desk.answer = target
  expect(await door.target('c')).toBe(target)
})

test('while the desk cannot be reached, what was known goes on for minutes, not for ever', async () => {
  const { desk, clock, door } = wired()
  await door.target('c')
  desk.answer = new Error('overloaded')
  clock.time += 599_999
  expect(await door.target('c')).toBe(target)
  await expect(door.target('other')).rejects.toThrow('overloaded')
  clock.time += 1
  await expect(door.target('c')).rejects.toThrow('overloaded')
})
