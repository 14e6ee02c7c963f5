import { afterAll, beforeAll, expect, test } from 'vitest'
import { claim } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'

const MINUTE = 60_000

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

/** The emulator of each kind, how its platform takes a message, and what the desk knows at the end: QQ refuses the same reply a second time. */
const SENDS = [
  ['telegram', 'telegram', 'sendMessage', 'unknown'],
  ['qq', 'qq', 'messages', 'sent'],
  ['wechat', 'wechat', 'send', 'unknown'],
  ['wechat-kf', 'wechatKf', 'send_msg', 'unknown'],
  ['x', 'x', 'messages', 'unknown'],
] as const

test.each(SENDS)('%s: what a relay has passed on before it answers 502 arrives once', async (kind, platform, only, state) => {
  const line = house.line(kind)
  const channel = await house.connect(line)
  const customer = line.customer('Ada')
  customer.start()
  customer.say('在吗')
  const talk = await claim(house.agent, channel)
  // X would repeat to us what it has taken: that is not heard here.
  house.lab[platform].faults.set({ loseAnswers: 1, lostTo: 'bad-gateway', only, hooks: { secret: 'wrong' } })
  const message = (await talk.reply('只说一次')).body
  await soon(async () => (await talk.messages()).find(({ id, error }) => id === message.id && error?.code === 'network'), 'the fault')
  for (const _ of [1, 2, 3]) {
    await house.push(MINUTE)
    await house.hub.desk.idle()
  }
  await talk.becomes(message, state)
  expect(customer.screen().filter(({ mine, text }) => !mine && text === '只说一次')).toHaveLength(1)
})
