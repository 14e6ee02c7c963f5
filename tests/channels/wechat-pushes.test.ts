import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { claim, inbound, stall } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { AES_KEY, type Forgery, type WechatRoom, openWechat, pushOf } from './wechat.ts'

const MODES = ['plain', 'compatible', 'secure'] as const

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterEach(() => house.lab.wechat.faults.reset())
afterAll(() => house.stop())

const words = (text: string, more: { [name: string]: string } = {}) => ({
  FromUserName: 'oStranger',
  Content: text,
  MsgId: `9${text.length}`,
  ...more,
})
const accepted = { status: 200, body: 'success' }

describe.each(MODES)('in %s mode', (mode) => {
  let room: WechatRoom
  beforeAll(async () => {
    room = await openWechat(house, { mode })
  })

  test('the address proves that it knows the token, to whoever knows it too', async () => {
    const { account, hookUrl } = room
    const settings = { url: hookUrl, encodingAesKey: AES_KEY, mode }
    await expect(account.configure({ ...settings, token: 'anothertoken' })).rejects.toThrow('token验证失败')
    await account.configure({ ...settings, token: 'acmetoken' })
    const stranger = await fetch(
      `${hookUrl}?signature=0&timestamp=${Math.floor(house.clock.now() / 1000)}&nonce=1&echostr=4375120948345356249`,
    )
    expect([stranger.status, await stranger.text()]).toEqual([403, ''])
  })

  test('what a follower writes comes in, and is answered with the word that WeChat wants, at once', async () => {
    const ada = room.follower()
    const bubble = ada.say('在吗 👋 <b>&amp;</b> ]]>')
    const talk = await claim(house.agent, room.channel)
    expect((await talk.messages()).map(({ text }) => text)).toEqual(['在吗 👋 <b>&amp;</b> ]]>'])
    await soon(async () => bubble.state === 'delivered', 'the tick')
    const [push] = room.pushes('text')
    expect(push).toMatchObject({ status: 200, response: 'success', attempt: 1 })
    expect(push.ms).toBeLessThan(5000)
    expect(ada.view().notice).toBeUndefined()
  })
})

describe('forgeries', () => {
  const rooms = new Map<string, WechatRoom>()
  beforeAll(async () => {
    for (const mode of MODES) rooms.set(mode, await openWechat(house, { mode }))
  })
  const spoiled = (name: string) => (query: URLSearchParams) => query.set(name, '0'.repeat(40))
  const without = (name: string) => (query: URLSearchParams) => query.delete(name)

  test.each<[string, string, Forgery, number]>([
    ['plain', 'a bad signature', { how: 'plain', spoil: spoiled('signature') }, 403],
    ['plain', 'no signature', { how: 'plain', spoil: without('signature') }, 401],
    ['plain', 'another token', { how: 'plain', token: 'guessed' }, 403],
    ['plain', 'a signature of ten minutes ago', { how: 'plain', off: -600 }, 403],
    ['plain', 'a signature of tomorrow', { how: 'plain', off: 86_400 }, 403],
    ['compatible', 'a wrong msg_signature, though the signature is right', { how: 'compatible', spoil: spoiled('msg_signature') }, 403],
    ['compatible', 'no msg_signature', { how: 'compatible', spoil: without('msg_signature') }, 403],
    ['compatible', 'another account at its end', { how: 'compatible', appId: 'wx0000000000000000' }, 403],
    ['secure', 'no cipher, though the signature is right', { how: 'plain' }, 403],
    ['secure', 'a wrong msg_signature', { how: 'secure', spoil: spoiled('msg_signature') }, 403],
    ['secure', 'no msg_signature', { how: 'secure', spoil: without('msg_signature') }, 403],
    [
      'secure',
      'no signature at all',
      { how: 'secure', spoil: (query) => (without('signature')(query), without('msg_signature')(query)) },
      401,
    ],
    ['secure', 'another account at its end', { how: 'secure', appId: 'wx0000000000000000' }, 403],
    ['secure', 'another key', { how: 'secure', aesKey: 'A'.repeat(43) }, 403],
    ['secure', 'another token', { how: 'secure', token: 'guessed' }, 403],
    ['secure', 'a signature of ten minutes ago', { how: 'secure', off: -600 }, 403],
    ['secure', 'a signature of tomorrow', { how: 'secure', off: 86_400 }, 403],
  ])('in %s mode with %s do not come in', async (mode, _, forgery, status) => {
    const room = rooms.get(mode)!
    expect(await pushOf(room, words('送钱'), house.clock.now(), forgery).post()).toEqual({ status, body: '' })
    expect(inbound(house.hub, room.channel)).toEqual([])
  })

  test.each(MODES)('are refused for what is wrong with them: in %s mode the same push with nothing wrong comes in', async (mode) => {
    const room = rooms.get(mode)!
    const push = pushOf(room, words('真的', { FromUserName: 'oReal' }), house.clock.now(), { how: mode })
    expect(await push.post()).toEqual(accepted)
    expect(inbound(house.hub, room.channel)).toHaveLength(1)
  })

  test('beside a true cipher are not read', async () => {
    const room = rooms.get('secure')!
    const beside = { FromUserName: 'oVictim', MsgType: 'text', Content: '送钱', MsgId: '1' }
    expect(await pushOf(room, words('真的吗'), house.clock.now(), { how: 'secure', beside }).post()).toEqual(accepted)
    const talk = await claim(house.agent, room.channel)
    expect((await talk.messages()).map(({ text }) => text)).toEqual(['真的吗'])
    expect((await talk.view()).contact.identities).toMatchObject([{ externalId: 'oStranger' }])
  })
})

describe('the same push', () => {
  let room: WechatRoom
  beforeAll(async () => {
    room = await openWechat(house)
  })

  test('replayed is answered and not taken twice, and later not believed', async () => {
    const push = pushOf(room, words('一次'), house.clock.now(), { how: 'secure' })
    expect([await push.post(), await push.post()]).toEqual([accepted, accepted])
    const event = pushOf(room, { FromUserName: 'oStranger', MsgType: 'event', Event: 'CLICK', EventKey: 'HUMAN' }, house.clock.now(), {
      how: 'secure',
    })
    expect([await event.post(), await event.post()]).toEqual([accepted, accepted])
    const talk = await claim(house.agent, room.channel)
    expect((await talk.messages()).map(({ content }) => content[0].type)).toEqual(['text', 'press'])
    await house.push(301_000)
    expect(await push.post()).toEqual({ status: 403, body: '' })
  })

  test('several times at once is one message', async () => {
    house.lab.wechat.faults.set({ hooks: { copies: 5 } })
    const bo = room.follower('Bo')
    bo.say('五次')
    await house.lab.wechat.quiet()
    const talk = await claim(house.agent, room.channel)
    expect(await talk.messages()).toHaveLength(1)
    expect(bo.view().notice).toBeUndefined()
  })

  test('three times, because the hub was too slow, is one message; the answer comes later and on its own', async () => {
    const cy = room.follower('Cy')
    await house.lab.wechat.quiet()
    const slow = stall(house.hub, 'waits')
    cy.say('有人吗')
    for (const attempt of [1, 2]) {
      await house.push(5000)
      await soon(async () => room.pushes('text').some((push) => push.attempt === attempt && push.status === 'timeout'), 'a timeout')
    }
    slow.recover()
    await soon(async () => room.pushes('text').find((push) => push.attempt === 3 && push.status === 200), 'the third attempt')
    const sent = room.pushes('text').slice(-3)
    expect(new Set(sent.map(({ request }) => request)).size).toBe(1)
    expect(sent.at(-1)).toMatchObject({ response: 'success' })

    const talk = await claim(house.agent, room.channel)
    expect((await talk.messages()).map(({ text }) => text)).toEqual(['有人吗'])
    expect(cy.view().notice).toBeUndefined()
    await talk.say('在的')
    await cy.waitFor('在的')
  })

  test('that the hub could not take comes again, and nothing is lost', async () => {
    const di = room.follower('Di')
    await house.lab.wechat.quiet()
    const full = stall(house.hub, 'refuses')
    di.say('第一')
    di.say('第二')
    await house.lab.wechat.quiet()
    expect(room.pushes('text').slice(-2)).toMatchObject([{ status: 503 }, { status: 503 }])
    full.recover()
    await house.push(5000)
    await house.lab.wechat.quiet()
    const talk = await claim(house.agent, room.channel)
    expect((await talk.messages()).map(({ text }) => text).toSorted()).toEqual(['第一', '第二'].toSorted())
    expect(di.view().notice).toBeUndefined()
  })
})
