import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemory } from './memory.ts'

/** Lets everything that may start do so. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Takes, and says when it has. */
function taking(memory: ReturnType<typeof createMemory>) {
  const has: number[] = []
  const giveBack: Record<number, () => void> = {}
  const take = (name: number, bytes: number): void =>
    void memory.acquire(bytes).then((done) => {
      has.push(name)
      giveBack[name] = done
    })
  return { has, giveBack, take }
}

test('who finds no room waits in line, also a small one behind a large one', async () => {
  const { has, giveBack, take } = taking(createMemory(10))
  take(1, 6)
  take(2, 6)
  take(3, 1)
  await turn()
  expect(has).toEqual([1])
  giveBack[1]!()
  await turn()
  expect(has).toEqual([1, 2, 3])
})

test('what is larger than all there is goes alone', async () => {
  const { has, giveBack, take } = taking(createMemory(10))
  take(1, 1)
  take(2, 1000)
  take(3, 1)
  await turn()
  expect(has).toEqual([1])
  giveBack[1]!()
  await turn()
  expect(has).toEqual([1, 2])
  giveBack[2]!()
  await turn()
  expect(has).toEqual([1, 2, 3])
})

test('nothing waits for no one', async () => {
  const { has, take } = taking(createMemory(10))
  take(1, 10)
  take(2, 10)
  take(3, 0)
  await turn()
  expect(has.toSorted()).toEqual([1, 3])
})

test('giving back twice gives back once', async () => {
  const { has, giveBack, take } = taking(createMemory(10))
  take(1, 5)
  take(2, 5)
  await turn()
  giveBack[1]!()
  giveBack[1]!()
  take(3, 10)
  await turn()
  expect(has).toEqual([1, 2])
})

test('a part leaves the rest to others, and takes from the whole', async () => {
  const whole = createMemory(10)
  const part = taking(createMemory(4, whole))
  const others = taking(whole)
  part.take(1, 4)
  part.take(2, 4)
  await turn()
  others.take(3, 6)
  others.take(4, 4)
  await turn()
  expect([part.has, others.has]).toEqual([[1], [3]])
  part.giveBack[1]!()
  await turn()
  expect([part.has, others.has]).toEqual([[1], [3, 4]])
  others.giveBack[4]!()
  await turn()
  expect(part.has).toEqual([1, 2])
})

test('whoever comes and goes: never more than there is, and everybody has a turn', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(15), fc.nat(3)), { maxLength: 40 }), async (visits) => {
      const memory = createMemory(10)
      let [held, most] = [0, 0]
      await Promise.all(
        visits.map(async ([bytes, turns]) => {
          const giveBack = await memory.acquire(bytes)
          held += Math.min(bytes, 10)
          most = Math.max(most, held)
          for (let count = 0; count < turns; count += 1) await Promise.resolve()
          held -= Math.min(bytes, 10)
          giveBack()
        }),
      )
      expect(held).toBe(0)
      expect(most).toBeLessThanOrEqual(10)
    }),
  ))
