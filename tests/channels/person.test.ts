import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Adapter } from '../../src/contract/adapter.ts'
import { registry } from '../../adapters/registry.node.ts'
import { wechatyAdapter } from '../../adapters/wechaty/index.ts'
import type { Wire } from '../support/client.ts'
import { claimed, soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { connectQq } from './qq.ts'
import { openWechat } from './wechat.ts'

/** What each platform sends when its customer writes the word, or presses the button that a greeting offers. */
let house: House
const wechaty = wechatyAdapter({ puppet: () => house.lab.wechaty.puppet() }) as Adapter
beforeAll(async () => {
  house = await openHouse({ adapters: { ...registry, wechaty } })
})
afterAll(() => house.stop())

const LINES = ['telegram', 'qq', 'wechat', 'wechat-kf', 'x']
const GREETING = '您好，请问有什么可以帮您？'
const BUTTON = '转人工'

const casesOf = async (channel: string): Promise<Wire[]> =>
  (await house.agent.get(`/api/conversations?view=open&channel=${channel}`)).body.items
/** Waits in its queue, or is on its way to somebody. */
const asked = (channel: string): Promise<Wire> =>
  soon(async () => {
    const found = (await casesOf(channel)).find(({ status }) => status === 'waiting' || status === 'offered')
    const view = found && (await house.agent.get(`/api/conversations/${found.id}`)).body
    return view?.person ? view : undefined
  }, 'somebody who waits for a person')

test('no kind of channel is left out', () => {
  expect([...LINES, 'wechaty', 'web'].toSorted()).toEqual(Object.keys({ ...registry, wechaty }).toSorted())
})

test.each(LINES)('%s: the word, and the button where there are buttons, lead to a person in one step', async (kind) => {
  const line = house.line(kind)
  const channel = await house.connect(line, { greeting: GREETING })
  if (line.buttons) {
    const bo = line.customer('Bo')
    bo.start()
    const greeting = await bo.waitFor(({ mine, text }) => !mine && text?.includes(GREETING) === true, { timeoutMs: 15_000 })
    expect(greeting.buttons?.flat().map(({ label }) => label)).toEqual([BUTTON])
    bo.press(BUTTON, greeting)
    const view = await asked(channel)
    expect(view).toMatchObject({ preview: BUTTON, person: { steps: 1, how: 'press', answeredAt: null } })
    await house.agent.post(`/api/conversations/${view.id}/claim`)
    await house.agent.post(`/api/conversations/${view.id}/resolve`)
  }
  const ada = line.customer('Ada')
  ada.start()
  ada.say('轉人工，谢谢')
  expect(await asked(channel)).toMatchObject({ person: { steps: 1, how: 'word' } })
})

test.each([
  [
    'qq',
    async () => {
      const qq = await connectQq(house, { menu: [{ label: '转人工', key: 'human' }] })
      const person = qq.friend('Cy')
      person.menu('human')
      return qq.id
    },
  ],
  [
    'wechat',
    async () => {
      const room = await openWechat(house)
      room.follower('Cy').menu('HUMAN')
      return room.channel
    },
  ],
])("%s: so does an entry of the account's own menu", async (_, press) => {
  expect(await asked(await press())).toMatchObject({ person: { steps: 1, how: 'press' } })
})

test('wechaty: the word leads to a person; there are no buttons', async () => {
  const acme = house.lab.wechaty.account({ name: 'Acme' })
  const created = await house.agent.post('/api/channels', { kind: 'wechaty', name: 'Acme', credentials: { puppet: 'wechaty-puppet-mock' } })
  const channel = created.body.id as string
  await house.agent.post(`/api/channels/${channel}/enable`)
  const code = await soon(
    async () => (await house.agent.get(`/api/channels/${channel}`)).body.health.advice?.qr as string | undefined,
    'a code',
  )
  await acme.scan(code)
  await soon(async () => (await house.agent.get(`/api/channels/${channel}`)).body.health.state === 'ok' || undefined, 'the sign-in')
  house.lab.wechaty.person({ name: 'Ada' }).say('人工客服')
  expect(await asked(channel)).toMatchObject({ person: { steps: 1, how: 'word' } })
})

test('web: the word, and the button of the greeting', async () => {
  const created = await house.agent.post('/api/channels', { kind: 'web', name: 'Site', credentials: {}, settings: { greeting: GREETING } })
  const channel = created.body.id as string
  await house.agent.post(`/api/channels/${channel}/enable`)
  for (const [said, how] of [
    [{ type: 'message', key: 'a', parts: [{ type: 'text', text: 'Human, please' }] }, 'word'],
    [{ type: 'press', key: 'b', id: 'person', label: BUTTON }, 'press'],
  ] as const) {
    const session = await fetch(`${house.hub.url}/widget/${channel}/session`, { method: 'POST', body: '{}' })
    const { token } = (await session.json()) as { token: string }
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${house.hub.url}/hooks/${channel}`, { method: 'POST', headers, body: JSON.stringify(said) })
    expect(answer.ok).toBe(true)
    const view = await asked(channel)
    expect(view).toMatchObject({ person: { steps: 1, how } })
    await house.agent.post(`/api/conversations/${view.id}/claim`)
  }
})

test('seconds are counted until a person answers', async () => {
  const line = house.line('telegram')
  const eve = line.customer('Eve')
  eve.start()
  eve.say('talk to a person')
  const talk = await claimed(house.agent, 'talk to a person')
  await talk.reply([{ type: 'text', text: 'Eve here' }])
  const { person } = (await house.agent.get(`/api/conversations/${talk.id}`)).body
  expect(person).toMatchObject({ steps: 1, how: 'word', seconds: expect.any(Number) })
  const why = (await house.agent.get(`/api/conversations/${talk.id}/why`)).body
  expect(why.text).toMatch(/The customer asked for a person in one step, who answered after \d+ s\.$/)
})
