import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { usualLimits } from '../../lab/x/options.ts'
import type { Talk } from './desk.ts'
import { claim } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { DAY, MINUTE, type XRoom, openX, pass, told } from './x.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(() => {
  house.lab.x.faults.reset()
  house.lab.x.limits = usualLimits
})

const statuses = (x: XRoom) => x.calls('messages').map(({ status }) => status)
const several = (what: string, count: number) => Array.from({ length: count }, (_, index) => `${what} ${index}`)
const queue = async (talk: Talk, words: string[]): Promise<void> => {
  for (const one of words) expect((await talk.reply(one)).status).toBe(202)
}
const settled = (...talks: Talk[]) =>
  soon(async () => {
    const all = (await Promise.all(talks.map((talk) => talk.messages()))).flat()
    return all.every(({ state }) => !['queued', 'sending'].includes(state)) ? all : undefined
  }, 'all to be sent')

test('fifteen go at once; the sixteenth waits until X begins to count anew, and all arrive once and in order', async () => {
  const x = await openX(house)
  const [[ada, one], [bo, two]] = [await x.meet('Ada'), await x.meet('Bo')]
  await queue(one, several('a', 10))
  await queue(two, several('b', 10))
  await soon(async () => statuses(x).length === 15, 'the first fifteen')
  const first = x.calls('messages')[0]!.at
  await pass(house, 10 * MINUTE)
  await pass(house, 4 * MINUTE)
  expect(statuses(x)).toHaveLength(15)
  expect([...(await one.messages()), ...(await two.messages())].filter(({ state }) => state === 'queued')).toHaveLength(5)
  // What customers say meanwhile comes in.
  ada.say('are you there?')
  await soon(async () => (await one.messages()).some((message) => message.text === 'are you there?'), 'the question')

  await pass(house, MINUTE + 2000)
  await settled(one, two)
  expect([told(ada), told(bo)]).toEqual([several('a', 10), several('b', 10)])
  expect(statuses(x)).toEqual(Array.from({ length: 20 }, () => 201))
  expect(x.calls('messages')[15]!.at - first).toBeGreaterThanOrEqual(15 * MINUTE)
})

test('what another program sends for the account counts too: the hub stops when X says that nothing is left', async () => {
  const x = await openX(house)
  const [ada, talk] = await x.meet('Ada')
  for (let count = 0; count < 5; count++) {
    const { status } = await fetch(`${house.lab.url}/api.x.com/2/dm_conversations/with/${ada.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${x.account.token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ text: `elsewhere ${count}` }),
    })
    expect(status).toBe(201)
  }
  await queue(talk, several('a', 12))
  await soon(async () => statuses(x).length === 15, 'ten more')
  await pass(house, 14 * MINUTE)
  expect(statuses(x)).toHaveLength(15)
  await pass(house, MINUTE + 2000)
  await settled(talk)
  expect(told(ada)).toEqual([...several('elsewhere', 5), ...several('a', 12)])
  expect(statuses(x)).toEqual(Array.from({ length: 17 }, () => 201))
})

test('a hub that has forgotten what it sent is told by X, and holds the whole account', async () => {
  const x = await openX(house)
  const [[ada, one], [bo, two]] = [await x.meet('Ada'), await x.meet('Bo')]
  await queue(one, several('a', 15))
  await settled(one)
  await house.restart()
  await queue(one, ['a 15', 'a 16'])
  await soon(async () => statuses(x).includes(429), 'the refusal')
  await queue(two, ['b 0'])
  await pass(house, 10 * MINUTE)
  expect(statuses(x).filter((status) => status === 429).length).toBeLessThanOrEqual(2)
  await pass(house, 5 * MINUTE + 2000)
  await settled(one, two)
  expect([told(ada), told(bo)]).toEqual([several('a', 17), ['b 0']])
})

test('so many a day: what is more goes the next day', async () => {
  const x = await openX(house)
  house.lab.x.limits = {
    ...usualLimits,
    sendDm: {
      user: [
        { count: 15, per: 15 * MINUTE },
        { count: 20, per: DAY },
      ],
    },
  }
  const [ada, talk] = await x.meet('Ada')
  const all = several('a', 22)
  await queue(talk, all.slice(0, 15))
  await settled(talk)
  await pass(house, 15 * MINUTE + 2000)
  await queue(talk, all.slice(15))
  await soon(async () => statuses(x).length === 20, 'five more')
  for (const hours of [1, 8, 14]) await pass(house, hours * 60 * MINUTE)
  expect(statuses(x)).toHaveLength(20)
  expect((await talk.messages()).filter(({ state }) => state === 'queued')).toHaveLength(2)
  await pass(house, 46 * MINUTE)
  await settled(talk)
  expect(told(ada)).toEqual(all)
  expect(statuses(x)).toEqual(Array.from({ length: 22 }, () => 201))
})

test('a refusal for one conversation holds the others of the account, and no answer in public', async () => {
  const x = await openX(house, { settings: { comments: true } })
  const [[ada, one], [bo, two]] = [await x.meet('Ada'), await x.meet('Bo')]
  const cy = x.person('Cy')
  const thread = cy.thread(cy.post('hello?'))
  const open = await claim(house.agent, x.channel)
  house.lab.x.faults.set({ tooMany: 1, retryAfter: 300, only: 'messages' })
  await queue(one, ['to Ada'])
  await soon(async () => (await one.messages()).at(-1).error?.code === 'rate', 'the refusal')
  await queue(two, ['to Bo'])
  await open.say('in public')
  expect(thread.screen().at(-1)).toMatchObject({ text: 'in public' })
  await pass(house, 4 * MINUTE)
  expect(statuses(x)).toEqual([429])
  await pass(house, MINUTE + 2000)
  await settled(one, two)
  expect([told(ada), told(bo)]).toEqual([['to Ada'], ['to Bo']])
  expect(statuses(x)).toEqual([429, 201, 201])
})

test('each account has its own fifteen', async () => {
  const [x, y] = [await openX(house), await openX(house)]
  const [[ada, one], [bo, two]] = [await x.meet('Ada'), await y.meet('Bo')]
  await queue(one, several('a', 16))
  await queue(two, several('b', 15))
  await settled(two)
  expect(told(bo)).toEqual(several('b', 15))
  expect(told(ada)).toEqual(several('a', 15))
})
