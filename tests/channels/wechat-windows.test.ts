import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LabPerson } from '../../lab/wechat/index.ts'
import { type Talk, claim, talkOf } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { type WechatRoom, openWechat } from './wechat.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]
const MENU = { type: 'menu', prompt: '请选择', options: [{ id: 'a', label: '退款' }] }

let house: House
let room: WechatRoom
beforeAll(async () => {
  house = await openHouse()
})
beforeEach(async () => {
  room = await openWechat(house)
})
afterAll(() => house.stop())

/** Whoever has just written, and the conversation. */
async function writer(text = '你好'): Promise<{ ada: LabPerson; talk: Talk }> {
  const ada = room.follower()
  // What following allows is over, so that only what is written counts.
  await house.lab.wechat.quiet()
  await house.push(MINUTE)
  ada.say(text)
  return { ada, talk: await claim(house.agent, room.channel) }
}

/** What the customer does, and that the hub has it. */
async function does(talk: Talk, gesture: () => unknown): Promise<void> {
  const { lastSeq } = await talk.view()
  gesture()
  await soon(async () => (await talk.view()).lastSeq > lastSeq, 'what the customer did')
}

const left = async (talk: Talk): Promise<number | null> => (await talk.view()).window?.left ?? null
const closed = { status: 422, body: { code: 'window-closed' } }

describe('a message of the customer', () => {
  test('allows five in 48 hours: the sixth is refused before it is sent', async () => {
    const { ada, talk } = await writer()
    const { window } = await talk.view()
    expect(window.left).toBe(5)
    expect(Date.parse(window.expiresAt) - house.clock.now()).toBeGreaterThan(47.99 * HOUR)
    for (const count of [1, 2, 3, 4, 5]) {
      await talk.say(`第 ${count} 条`)
      expect(await left(talk)).toBe(count === 5 ? null : 5 - count)
    }
    expect(await talk.reply('第 6 条')).toMatchObject(closed)
    expect(room.calls('send').map(({ response }) => response.errcode)).toEqual([0, 0, 0, 0, 0])
    expect(ada.screen().filter(({ mine }) => !mine)).toHaveLength(5)
  })

  test('does not begin a text that takes more messages than are left', async () => {
    const { talk } = await writer()
    for (const count of [1, 2, 3]) await talk.say(`第 ${count} 条`)
    expect(await talk.reply('长'.repeat(1500))).toMatchObject({ status: 422, body: { code: 'window-too-small', limit: 2 } })
    expect(room.calls('send')).toHaveLength(3)
  })

  test('renews all five, and the 48 hours', async () => {
    const { ada, talk } = await writer()
    for (const count of [1, 2, 3, 4, 5]) await talk.say(`第 ${count} 条`)
    await house.push(47 * HOUR)
    await does(talk, () => ada.say('还在吗'))
    expect(await left(talk)).toBe(5)
    await house.push(47 * HOUR)
    await talk.say('在的')
    await ada.waitFor('在的')
  })

  test('is too old after 48 hours, for the hub as for WeChat', async () => {
    const { talk } = await writer()
    await house.push(48 * HOUR)
    expect(await talk.reply('太晚了')).toMatchObject(closed)
    expect((await talk.view()).canWrite).toBe(false)
    expect(room.calls('send')).toEqual([])
  })
})

describe('a click on a menu in a message', () => {
  test('allows three in a minute beside what is left, and does not renew the 48 hours', async () => {
    const { ada, talk } = await writer()
    await talk.say([MENU])
    const { window } = await talk.view()
    await house.push(47 * HOUR)
    await does(talk, () => ada.press('退款'))
    expect(await talk.view()).toMatchObject({ window: { left: 4 + 3, expiresAt: window.expiresAt } })
    await talk.say('好的')
    expect(await left(talk)).toBe(4 + 2)
    await house.push(MINUTE)
    expect(await left(talk)).toBe(4)
    await house.push(HOUR)
    expect(await talk.reply('太晚了')).toMatchObject(closed)
  })

  test('twice renews its three and adds none', async () => {
    const { ada, talk } = await writer()
    await talk.say([MENU])
    for (const count of [2, 3, 4, 5]) await talk.say(`第 ${count} 条`)
    await does(talk, () => ada.press('退款'))
    await talk.say('已收到')
    await house.push(5000)
    await does(talk, () => ada.press('退款'))
    expect(await left(talk)).toBe(3)
    for (const count of [1, 2, 3]) await talk.say(`又 ${count}`)
    expect(await talk.reply('又 4')).toMatchObject(closed)
    expect(room.calls('send').every(({ response }) => response.errcode === 0)).toBe(true)
  })
})

describe('who follows', () => {
  const bot = async (): Promise<Talk> => {
    const { sql } = house.hub.desk.kit
    const row = await soon(
      async () => sql.prepare<{ id: number }>("SELECT id FROM Conversation WHERE channelId = ? AND status = 'bot'").get(room.channel),
      'the greeting',
    )
    return talkOf(house.agent, String(row.id))
  }

  test.each([
    ['by hand', undefined],
    ['by a code', 'shop-7'],
  ])('%s is greeted with one of three, and two are left for a minute', async (_, code) => {
    room = await openWechat(house, { settings: { greeting: '欢迎关注 Acme！' } })
    const bo = house.lab.wechat.person({ name: 'Bo', account: room.account })
    bo.follow(code)
    await bo.waitFor('欢迎关注 Acme！')
    const talk = await bot()
    expect(await left(talk)).toBe(2)
    expect(await talk.act('claim')).toBe(200)
    await talk.say('需要帮忙吗？')
    await talk.say('我在')
    expect(await talk.reply('还有')).toMatchObject(closed)
    expect(room.calls('send').map(({ response }) => response.errcode)).toEqual([0, 0, 0])
    expect(bo.screen().filter(({ mine }) => !mine)).toHaveLength(3)
  })

  test('and writes has those five beside', async () => {
    room = await openWechat(house, { settings: { greeting: '欢迎关注 Acme！' } })
    const bo = room.follower('Bo')
    await bo.waitFor('欢迎关注 Acme！')
    bo.say('在吗')
    const talk = await claim(house.agent, room.channel)
    expect(await left(talk)).toBe(2 + 5)
    await house.push(MINUTE)
    expect(await left(talk)).toBe(5)
  })

  test('and scans a code has three more, which are not those of following', async () => {
    const { ada, talk } = await writer()
    for (const count of [1, 2, 3, 4, 5]) await talk.say(`第 ${count} 条`)
    ada.scan('shop-8')
    await soon(async () => (await left(talk)) === 3, 'the scan')
    ada.scan('shop-9')
    await house.lab.wechat.quiet()
    expect(await left(talk)).toBe(3)
    for (const count of [1, 2, 3]) await talk.say(`又 ${count}`)
    expect(await talk.reply('又 4')).toMatchObject(closed)
  })
})

describe('what WeChat refuses although the hub would have sent it', () => {
  test('out of time: the message fails and says so', async () => {
    const { ada, talk } = await writer()
    ada.expire()
    const message = await talk.say('还在吗', 'failed')
    expect(message.error).toEqual({
      code: 'window',
      text: expect.stringContaining('response out of time limit or subscription is canceled'),
    })
    await does(talk, () => ada.say('在'))
    await talk.retry(message)
    await ada.waitFor('还在吗')
  })

  test('used up by somebody else who writes for the account', async () => {
    const { talk } = await writer()
    house.lab.wechat.options = { quota: { ...QUOTA, message: { count: 1, ms: 48 * HOUR } } }
    const other = room.follower('Bo')
    other.say('你好')
    const second = await claim(house.agent, room.channel)
    await house.push(MINUTE)
    await second.say('一')
    const message = await second.say('二', 'failed')
    house.lab.wechat.options = { quota: QUOTA }
    expect(message.error).toEqual({ code: 'window', text: expect.stringContaining('out of response count limit') })
    await talk.say('别人不受影响')
  })

  test.each([
    ['turned messages off', (ada: LabPerson) => ada.block(), 'user block receive message'],
    ['is gone, and the hub was not told', (ada: LabPerson) => void (ada.chat.following = undefined), 'require subscribe'],
  ])('from somebody who has %s', async (_, gesture, words) => {
    house.lab.wechat.options = { unsubscribed: 43004 }
    const { ada, talk } = await writer()
    gesture(ada)
    const message = await talk.say('在吗', 'failed')
    house.lab.wechat.options = { unsubscribed: 45015 }
    expect(message.error).toEqual({ code: 'blocked', text: expect.stringContaining(words) })
    expect((await talk.view()).contact.blocked).toBe(true)
  })
})

const QUOTA = {
  message: { count: 5, ms: 48 * HOUR },
  menu: { count: 3, ms: MINUTE },
  subscribe: { count: 3, ms: MINUTE },
  scan: { count: 3, ms: MINUTE },
  pay: { count: Infinity, ms: 48 * HOUR },
}
