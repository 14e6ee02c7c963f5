import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../support/wait.ts'
import { type House, openHouse } from './house.ts'
import { type QqChannel, connectQq } from './qq.ts'

let house: House
let qq: QqChannel
beforeAll(async () => {
  house = await openHouse()
  qq = await connectQq(house)
})
afterAll(() => house.stop())

const done = async () => {
  const { steps, waits } = (await qq.shown()).setup
  return { waits, done: steps.map((step: { code: string; done: string | null }) => `${step.code}: ${step.done}`) }
}

test('QQ’s check proves the address, its first event the rest; both are known after a restart', async () => {
  const called = { waits: true, done: ['callback: seen', 'events: null', 'group-events: null', 'allow-list: null'] }
  expect(await done()).toEqual(called)
  await house.restart()
  expect(await done()).toEqual(called)
  const maya = qq.friend('Maya')
  maya.say('Is anybody there?')
  await until(async () => !(await done()).waits)
  const heard = { waits: false, done: ['callback: seen', 'events: seen', 'group-events: null', 'allow-list: null'] }
  expect(await done()).toEqual(heard)
  await house.restart()
  expect(await done()).toEqual(heard)
})
