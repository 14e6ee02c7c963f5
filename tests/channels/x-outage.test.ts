import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { usualLimits } from '../../lab/x/options.ts'
import type { Wire } from '../support/client.ts'
import { claim, inbound, talkOf } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { MINUTE, type XRoom, openX, pass } from './x.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(() => {
  house.lab.x.faults.reset()
  house.lab.x.limits = usualLimits
})

const RETRIES = [5000, 30_000, 2 * MINUTE, 10 * MINUTE]
const quiet = () => house.lab.x.quiet()
const looks = (x: XRoom) => x.calls('dm_events')
const texts = async (id: string): Promise<string[]> => (await talkOf(house.agent, id).messages()).map((one) => one.text)
const open = async (x: XRoom): Promise<Wire[]> =>
  (await house.agent.get(`/api/conversations?view=open&channel=${x.channel}&limit=200`)).body.items

/** X tries every delivery as often as it does, and gives them up. */
async function giveUp(): Promise<void> {
  await quiet()
  for (const wait of RETRIES) {
    house.clock.push(wait)
    await quiet()
  }
}

test('what came while the hub was down is looked up in order, once, and within what X allows', async () => {
  const x = await openX(house)
  const [ada, bo] = [x.person('Ada'), x.person('Bo')]
  ada.say('before')
  const talk = await claim(house.agent, x.channel)
  const said = Array.from({ length: 150 }, (_, index) => `message ${index} https://example.com/${index}`)
  let began = 0
  await house.restart(async () => {
    began = house.clock.now()
    for (const [index, words] of said.entries()) (index % 3 === 2 ? bo : ada).say(words)
    bo.sendPhoto()
    x.account.say(ada, 'an answer from the phone')
    await giveUp()
    expect(x.hooks('dm.received').at(-1)).toMatchObject({ status: 'refused', retryIn: null, attempt: 5 })
  })
  await soon(async () => (await open(x)).length === 2, 'both conversations')
  await soon(async () => looks(x).length === 4, 'all pages')
  const other = (await open(x)).find(({ id }) => id !== talk.id)
  const [mine, theirs] = [said.filter((_, index) => index % 3 !== 2), said.filter((_, index) => index % 3 === 2)]
  await soon(async () => (await texts(talk.id)).length === mine.length + 2, 'all messages')
  expect(await texts(talk.id)).toEqual(['before', ...mine, 'an answer from the phone'])
  expect((await texts(other.id)).slice(0, -1)).toEqual(theirs)
  expect((await talk.messages()).at(-1)).toMatchObject({ direction: 'out', state: 'sent' })
  expect(looks(x).map(({ status, request }) => [status, (request as { max_results: string }).max_results])).toEqual([
    [200, '10'],
    [200, '10'],
    [200, '100'],
    [200, '100'],
  ])

  // X delivers all of it once more.
  const kept = inbound(house.hub, x.channel).length
  await pass(house, 40 * MINUTE)
  const stamp = (at: number): string => new Date(at).toISOString().replace(/\D/g, '').slice(0, 12)
  const [hook] = x.account.account.app.hooks.values()
  const replay = await fetch(`${house.lab.url}/api.x.com/2/webhooks/replay`, {
    method: 'POST',
    headers: { authorization: `Bearer ${x.account.credentials.bearer}`, 'content-type': 'application/json' },
    body: JSON.stringify({ webhook_id: hook!.id, from_date: stamp(began - MINUTE), to_date: stamp(began + 2 * MINUTE) }),
  })
  expect(replay.status).toBe(200)
  await quiet()
  expect(x.hooks('dm.received').filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(151)
  expect(inbound(house.hub, x.channel)).toHaveLength(kept)
  expect(await texts(talk.id)).toHaveLength(mine.length + 2)

  // No fifteen minutes with more than fifteen looks, and none refused.
  for (let minute = 0; minute < 60; minute += 5) await pass(house, 5 * MINUTE)
  const times = looks(x).map(({ at }) => at)
  const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 15 * MINUTE).length))
  expect(busiest).toBeLessThanOrEqual(15)
  expect(looks(x).every(({ status }) => status === 200)).toBe(true)
})

test('more than X lets be read at once is read on when it allows it, and nothing is missing', async () => {
  const x = await openX(house)
  const ada = x.person('Ada')
  ada.say('before')
  const talk = await claim(house.agent, x.channel)
  const said = Array.from({ length: 350 }, (_, index) => `message ${index}`)
  await house.restart(async () => {
    house.lab.x.limits = { ...usualLimits, readDms: { user: [{ count: 3, per: 15 * MINUTE }] } }
    house.clock.push(15 * MINUTE)
    for (const words of said) ada.say(words)
    await giveUp()
  })
  await soon(async () => looks(x).some(({ status }) => status === 429), 'the limit')
  const stored = () => inbound(house.hub, x.channel).length
  expect(stored()).toBeLessThan(351)
  await pass(house, 15 * MINUTE + 2000)
  await soon(async () => stored() === 351, 'all messages')
  const limit = looks(x).filter(({ status }) => status === 429).length
  await pass(house, 5 * MINUTE)
  expect(looks(x).filter(({ status }) => status === 429)).toHaveLength(limit)
  const rows = house.hub.desk.kit.sql
    .prepare<{ text: string }>(`SELECT text FROM Message WHERE conversationId = ? ORDER BY seq`)
    .all(Number(talk.id))
    .map(({ text }) => text)
  expect(rows.length).toBe(351)
  expect(new Set(rows)).toEqual(new Set(['before', ...said]))
})

test('a delivery that the hub could not take for a moment is taken when X tries again, before any look', async () => {
  const x = await openX(house)
  const ada = x.person('Ada')
  await house.restart(async () => {
    ada.say('anybody there?')
    await quiet()
    expect(x.hooks('dm.received')).toMatchObject([{ status: expect.stringMatching(/refused|closed/), retryIn: 5000 }])
  })
  await pass(house, 5000)
  const talk = await claim(house.agent, x.channel)
  expect(await texts(talk.id)).toEqual(['anybody there?'])
  expect(x.hooks('dm.received').at(-1)).toMatchObject({ status: 200, attempt: 2 })
})

test('what was said before the channel was there is not brought in, in private or in public', async () => {
  const account = house.lab.x.account({ name: 'Old' })
  const ada = house.lab.x.person({ name: 'Ada', account })
  for (let count = 0; count < 30; count++) ada.say(`history ${count}`)
  ada.post('an old mention')
  account.say(ada, 'an old answer')
  const { consumerKey: apiKey, consumerSecret: apiSecret, accessToken, accessSecret } = account.credentials
  const credentials = { apiKey, apiSecret, accessToken, accessSecret }
  const line = { kind: 'x', name: 'Old', credentials, settings: {}, configure: async () => {} }
  const channel = await house.connect(line, { comments: true })
  await pass(house, 6 * MINUTE)
  await pass(house, 6 * MINUTE)
  expect(inbound(house.hub, channel)).toEqual([])
  ada.say('something new')
  const talk = await claim(house.agent, channel)
  await pass(house, 6 * MINUTE)
  expect(await texts(talk.id)).toEqual(['something new'])
})

test('a channel that was paused is told on what happened meanwhile when it is enabled', async () => {
  const x = await openX(house)
  const ada = x.person('Ada')
  expect((await house.agent.post(`/api/channels/${x.channel}/pause`)).status).toBe(200)
  ada.say('into the pause')
  await giveUp()
  expect(x.hooks('dm.received').map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
  expect((await house.agent.post(`/api/channels/${x.channel}/enable`)).status).toBe(200)
  const talk = await claim(house.agent, x.channel)
  expect(await texts(talk.id)).toEqual(['into the pause'])
})
