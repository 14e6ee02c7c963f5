import { afterAll, beforeAll, test } from 'vitest'
import { talk } from './flow.ts'
import { type House, openHouse } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

test.each(['telegram', 'qq', 'wechat', 'wechat-kf', 'x'])('%s: a customer and an agent talk', async (kind) => {
  const line = house.line(kind)
  await house.connect(line)
  await talk(house.agent, line)
})
