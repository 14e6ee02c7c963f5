import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { amr, mp4 } from '../../lab/wechat-kf/media.ts'
import type { LabPerson } from '../../lab/wechat-kf/index.ts'
import { type Talk, bytesOf, claim, upload } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { PICTURE } from './picture.ts'
import { type KfRoom, openKf } from './wechat-kf.ts'
import type { Wire } from '../support/client.ts'

const MENU = {
  type: 'menu',
  prompt: '请评价 Please rate',
  options: [
    { id: 'good', label: '满意 Good' },
    { id: 'bad', label: '不满意 Bad' },
  ],
}

let house: House
let room: KfRoom
let ada: LabPerson
let talk: Talk
beforeAll(async () => {
  house = await openHouse()
})
beforeEach(async () => {
  room = await openKf(house)
  ada = room.person('Ada')
  ada.say('你好')
  talk = await claim(house.agent, room.channel)
})
afterAll(() => house.stop())

/** What a gesture becomes: the message after those that there are. */
async function becomes(gesture: () => unknown): Promise<Wire> {
  const seen = (await talk.messages()).length
  gesture()
  return soon(async () => (await talk.messages())[seen], 'a message')
}

describe('what customers send', () => {
  const TEXT = Buffer.from('订单\n')
  test.each([
    ['image', 'image/png', () => ada.sendPhoto(PICTURE), PICTURE],
    ['audio', 'audio/amr', () => ada.sendVoice(3), amr(3)],
    ['video', 'video/mp4', () => ada.sendVideo(mp4()), mp4()],
    ['file', 'text/plain', () => ada.sendFile(TEXT, '订单.txt'), TEXT],
  ] as const)('%s', async (type, mime, send, bytes) => {
    send()
    const got = await bytesOf(house.agent, talk, type)
    expect([got.part.mime, got.bytes]).toEqual([mime, Uint8Array.from(bytes)])
  })

  test('a place, a link, and what is shown as one line', async () => {
    const place = await becomes(() => ada.sendLocation(23.1, 113.3, '广州塔', '阅江西路'))
    expect(place.content[0]).toMatchObject({ latitude: 23.1, longitude: 113.3, name: '广州塔', address: '阅江西路' })
    const link = await becomes(() => ada.sendLink('订单', 'https://shop.example/4711', '已发货'))
    expect(link.content[0]).toMatchObject({ url: 'https://shop.example/4711', title: '订单', description: '已发货' })
    const order = await becomes(() => ada.sendRare('channels_shop_order'))
    expect(order.content[0]).toEqual({
      type: 'unsupported',
      kind: 'channels_shop_order',
      summary: 'channels shop order: 蓝牙耳机 x1 · 3000000000000001 · ¥199.00 · 待发货 · 示例小店',
    })
    const record = await becomes(() => ada.sendRare('merged_msg'))
    expect(record.content.map((part: Wire) => part.text ?? part.summary)).toEqual([
      'merged msg: 群聊的聊天记录',
      '小王: 收到的货是坏的',
      '小李: [image]',
    ])
  })

  test('and take back', async () => {
    const { id } = await becomes(() => ada.say('发错了'))
    ada.recall(ada.screen().at(-1)!)
    await soon(async () => (await talk.messages()).find((one) => one.id === id).recalled, 'the recall')
    expect((await talk.messages()).filter(({ recalled }) => recalled)).toHaveLength(1)
  })
})

describe('what agents send', () => {
  test.each([
    ['image', 'image/png', '截图.png', 'photo', PICTURE],
    ['audio', 'audio/amr', 'note.amr', 'voice', amr(2)],
    ['video', 'video/mp4', 'film.mp4', 'video', mp4()],
    ['file', 'application/pdf', '合同 "1".pdf', 'file', Buffer.from('%PDF-1.7')],
  ] as const)('%s', async (type, mime, name, shown, bytes) => {
    const file = await upload(house.agent, bytes, name, mime)
    await talk.say([{ type, file }])
    const { media } = await ada.waitFor((bubble) => !bubble.mine && bubble.media?.type === shown)
    expect(house.lab.wechatKf.media(media!.key)?.bytes).toEqual(Buffer.from(bytes))
    if (type === 'file') expect(media?.name).toBe('合同 "1".pdf')
  })

  test('a place, a long text in pieces, a menu that is pressed', async () => {
    await talk.say([{ type: 'location', latitude: 22.5, longitude: 113.9, name: '深圳湾' }])
    expect((await ada.waitFor(({ place }) => place !== undefined)).place).toMatchObject({ latitude: 22.5, title: '深圳湾' })
    const long = Array.from({ length: 900 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')
    const before = ada.screen().length
    await talk.say(long)
    const pieces = ada
      .screen()
      .slice(before)
      .map(({ text = '' }) => text)
    expect([pieces.length, pieces.join('')]).toEqual([2, long])
    expect(Math.max(...pieces.map((piece) => Buffer.byteLength(piece)))).toBeLessThanOrEqual(2048)

    await talk.say([MENU])
    const menu = await ada.waitFor('请评价')
    const pressed = await becomes(() => ada.press('不满意 Bad', menu))
    expect(pressed.content).toEqual([{ type: 'press', id: 'bad', label: '不满意 Bad' }])
  })

  test('a menu below a text that is too long for one as numbered lines, answered with the number', async () => {
    const prompt = '说明'.repeat(200)
    await talk.say([{ ...MENU, prompt }])
    const menu = await ada.waitFor(prompt)
    expect([menu.text, menu.buttons]).toEqual([`${prompt}\n1. 满意 Good\n2. 不满意 Bad`, undefined])
    const chosen = await becomes(() => ada.say('1'))
    expect(chosen.content).toEqual([{ type: 'press', id: 'good', label: '满意 Good' }])
  })
})

describe('a colleague in WeCom', () => {
  test('is shown as speaking for us, with pictures, and may take it back', async () => {
    const zhang = room.servicer()
    const message = await becomes(() => zhang.say(ada.session, '您好，我是小张'))
    const said = ada.screen().at(-1)!
    expect(message).toMatchObject({ direction: 'out', state: 'sent', text: '您好，我是小张', author: { kind: 'agent', name: 'zhangsan' } })
    zhang.sendPhoto(ada.session)
    const { bytes } = await bytesOf(house.agent, talk, 'image')
    expect(bytes.length).toBeGreaterThan(100)
    zhang.recall(ada.session, said)
    await soon(async () => (await talk.messages()).find(({ id }) => id === message.id).recalled, 'the recall')
    expect(await talk.messages()).toHaveLength(3)
  })

  test('who writes first begins the conversation; the customer has a name at once', async () => {
    const bo = room.person('Bo')
    room.servicer().say(bo.session, '有什么可以帮您？')
    const found = await soon(async () => {
      const { body } = await house.agent.get(`/api/conversations?view=open&channel=${room.channel}`)
      return body.items.find((one: Wire) => one.contact.name === 'Bo')
    }, 'the conversation')
    expect(found.preview).toBe('有什么可以帮您？')
  })

  test('what the hub sends does not come back', async () => {
    await talk.say('由系统发送')
    await becomes(() => room.servicer().say(ada.session, '由小张发送'))
    await house.hub.desk.idle()
    expect((await talk.messages()).map(({ text }) => text)).toEqual(['你好', '由系统发送', '由小张发送'])
  })
})

test('customers of one page are asked for in one call, once a day, and a new name is taken', async () => {
  const people = Array.from({ length: 30 }, (_, index) => room.person(`客户 ${index}`))
  await house.hub.desk.idle()
  const asked = room.calls('customer/batchget').length
  room.unheard(() => people.forEach((person, index) => person.say(`问题 ${index}`)))
  await house.push(5 * 60_000)
  await soon(async () => {
    const { body } = await house.agent.get(`/api/conversations?view=waiting&channel=${room.channel}&limit=200`)
    return (
      body.items.length === people.length &&
      body.items.every(({ contact, preview }: Wire) => contact.name === preview.replace('问题', '客户'))
    )
  }, 'everybody, by name')
  expect(room.calls('customer/batchget').length).toBeLessThanOrEqual(asked + 1)
  ada.person.name = 'Ada Lovelace'
  await house.push(24 * 3_600_000)
  ada.say('改名了')
  await soon(async () => (await talk.view()).contact.name === 'Ada Lovelace', 'the new name')
})

test('two accounts of one corp, which has one address for callbacks, each have a channel and are told at once', async () => {
  const sales = await openKf(house, { beside: room, name: 'Acme 销售' })
  await house.hub.desk.idle()
  const polls = sales.calls('sync_msg').length
  const there = ada.with(sales.account)
  there.start()
  there.say('想买东西')
  await becomes(() => ada.say('想退货'))
  const second = await claim(house.agent, sales.channel)
  expect((await second.messages()).map(({ text }) => text)).toEqual(['想买东西'])
  expect(sales.calls('sync_msg')[polls]?.request).toMatchObject({ token: expect.stringMatching(/^ENC/) })
  expect((await talk.messages()).map(({ text }) => text)).toEqual(['你好', '想退货'])
  await second.say('欢迎')
  await there.waitFor('欢迎')
  await talk.say('请说明原因')
  await ada.waitFor('请说明原因')
  expect(there.screen().map(({ text }) => text)).toEqual(['想买东西', '欢迎'])

  // Where there is no channel for it, or it is switched off, nothing happens.
  expect((await house.agent.post(`/api/channels/${sales.channel}/pause`)).status).toBe(200)
  there.say('还在吗')
  await house.lab.wechatKf.quiet()
  expect(sales.callbacks().at(-1)?.status).toBe(200)
})
