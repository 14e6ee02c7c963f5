import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { emptyVideo, silence } from '../../lab/wechat/files.ts'
import type { LabPerson } from '../../lab/wechat/index.ts'
import { type Talk, bytesOf, claim, inbound, upload } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { PICTURE } from './picture.ts'
import { type WechatRoom, openWechat } from './wechat.ts'
import type { Wire } from '../support/client.ts'

const HOUR = 3_600_000
const MENU = {
  type: 'menu',
  prompt: '请评价 Please rate',
  options: [
    { id: 'good', label: '满意 Good' },
    { id: 'bad', label: '不满意 Bad' },
  ],
}

let house: House
let room: WechatRoom
let ada: LabPerson
let talk: Talk
beforeAll(async () => {
  house = await openHouse()
  room = await openWechat(house)
  ada = room.follower()
  ada.say('你好')
  talk = await claim(house.agent, room.channel)
})
afterEach(() => house.lab.wechat.faults.reset())
afterAll(() => house.stop())

/** What the hub made of what the customer did last. */
const last = async (type: string): Promise<Wire> =>
  soon(
    async () => (await talk.messages()).findLast(({ direction }) => direction === 'in')?.content.find((part: Wire) => part.type === type),
    `a ${type}`,
  )

describe('what customers send', () => {
  test('a picture', async () => {
    ada.sendPhoto(PICTURE)
    await house.lab.wechat.quiet()
    const { part, bytes } = await bytesOf(house.agent, talk, 'image')
    expect([part.mime, bytes]).toEqual(['image/png', PICTURE])
  })

  test('a picture whose media id is of no use any more is fetched from its public address', async () => {
    house.lab.wechat.options = { mediaMs: 0 }
    ada.sendPhoto(PICTURE.slice(0, -1))
    house.lab.wechat.options = { mediaMs: 72 * HOUR }
    await soon(async () => room.calls('picture')[0], 'a call of the public address')
    expect((await bytesOf(house.agent, talk, 'image')).bytes).toEqual(PICTURE.slice(0, -1))
  })

  test('a voice note, with what was understood of it', async () => {
    ada.sendVoice(3, { recognition: '我的包裹在哪里？' })
    const { part, bytes } = await bytesOf(house.agent, talk, 'audio')
    expect(part).toMatchObject({ mime: 'audio/amr', transcript: '我的包裹在哪里？' })
    expect(bytes).toEqual(Uint8Array.from(silence(3)))
  })

  test.each([false, true])('a video, which lies elsewhere (short: %s)', async (short) => {
    const film = Uint8Array.from([...emptyVideo(), Number(short)])
    ada.sendVideo(film, { short })
    await house.lab.wechat.quiet()
    const { part, bytes } = await bytesOf(house.agent, talk, 'video')
    expect([part.mime, bytes]).toEqual(['video/mp4', film])
  })

  test('a place, a link, a sticker that WeChat does not show, an emoji by its code, a file that cannot be had', async () => {
    ada.sendLocation(23.134521, 113.358803, '广州塔')
    expect(await last('location')).toMatchObject({ latitude: 23.134521, longitude: 113.358803, address: '广州塔' })
    ada.sendLink('订单', 'https://shop.example/4711?a=1&b=2', '已发货')
    expect(await last('link')).toMatchObject({ url: 'https://shop.example/4711?a=1&b=2', title: '订单', description: '已发货' })
    ada.sendFile(Buffer.from('%PDF'), { name: '合同.pdf' })
    expect(await last('unsupported')).toMatchObject({ kind: 'file', summary: '合同.pdf' })
    ada.sendSticker()
    expect(await last('text')).toMatchObject({ text: '【收到不支持的消息类型，暂无法显示】' })
    ada.say('/::D')
    await soon(async () => (await talk.messages()).at(-1).text === '/::D', 'the emoji')
  })
})

describe('what agents send', () => {
  test.each([
    ['image', 'image/png', '截图.png', 'photo', PICTURE],
    ['audio', 'audio/amr', 'voice.amr', 'voice', silence(2)],
    ['video', 'video/mp4', 'film.mp4', 'video', emptyVideo()],
  ] as const)('%s', async (type, mime, name, shown, bytes) => {
    ada.say('请发')
    await house.lab.wechat.quiet()
    const file = await upload(house.agent, bytes, name, mime)
    await talk.say([{ type, file }])
    const bubble = await ada.waitFor(({ mine, media }) => !mine && media?.type === shown && media.bytes === bytes.length)
    expect(house.lab.wechat.media(bubble.media!.key)?.bytes).toEqual(Uint8Array.from(bytes))
  })

  test('a file is refused before it is sent: WeChat has no message for it', async () => {
    const file = await upload(house.agent, Buffer.from('%PDF'), 'a.pdf', 'application/pdf')
    expect(await talk.reply([{ type: 'file', file }])).toMatchObject({ status: 422, body: { code: 'media-unsupported' } })
  })

  test('a file that was sent before is not uploaded again, but when WeChat has dropped it', async () => {
    house.lab.wechat.options = { mediaMs: HOUR }
    const file = await upload(house.agent, PICTURE, 'again.png', 'image/png')
    const uploads = room.calls('upload').length
    await talk.say([{ type: 'image', file }])
    await talk.say([{ type: 'image', file }])
    expect(room.calls('upload')).toHaveLength(uploads + 1)
    await house.push(HOUR)
    await talk.say([{ type: 'image', file }])
    house.lab.wechat.options = { mediaMs: 72 * HOUR }
    expect(room.calls('upload')).toHaveLength(uploads + 2)
    expect(ada.screen().filter(({ mine, media }) => !mine && media?.name === 'image.png')).toHaveLength(4)
  })

  test('a long text in pieces, split by bytes and in order', async () => {
    ada.say('请详细说明')
    await house.lab.wechat.quiet()
    const long = Array.from({ length: 1500 }, (_, index) => String.fromCodePoint(0x4e00 + index)).join('')
    const before = ada.screen().length
    await talk.say(long)
    const pieces = ada
      .screen()
      .slice(before)
      .map(({ text = '' }) => text)
    expect(pieces.length).toBe(3)
    expect(pieces.join('')).toBe(long)
    expect(Math.max(...pieces.map((piece) => Buffer.byteLength(piece)))).toBeLessThanOrEqual(2048)
  })
})

describe('menus', () => {
  /** A room of its own, whose customer has been shown the menu. */
  async function shown(options: Parameters<typeof openWechat>[1]) {
    const own = await openWechat(house, options)
    const bo = own.follower('Bo')
    bo.say('评价')
    const with_ = await claim(house.agent, own.channel)
    await with_.say([MENU])
    const menu = await bo.waitFor('请评价')
    const chosen = () =>
      soon(async () => (await with_.messages()).at(-1)?.content.find((part: Wire) => part.type === 'press'), 'the choice')
    return { own, bo, menu, chosen }
  }

  test('of a service account are pressed', async () => {
    const { own, bo, menu, chosen } = await shown({})
    expect(menu.buttons?.flat().map(({ label }) => label)).toEqual(['满意 Good', '不满意 Bad'])
    bo.press('不满意 Bad', menu)
    expect(await chosen()).toEqual({ type: 'press', id: 'bad', label: '不满意 Bad' })
    expect(own.pushes('text').at(-1).request).toContain('<bizmsgmenuid>bad</bizmsgmenuid>')
  })

  test.each([
    ['that says that it has none', { type: 'subscription' }, 1],
    ['that was entered as a service account, whose menu WeChat refuses with 40200', { type: 'subscription', declared: 'service' }, 2],
    ['for tests', { type: 'test' }, 1],
  ] as const)('of an account %s are numbered lines, answered with the number', async (_, options, calls) => {
    const { own, bo, menu, chosen } = await shown(options)
    expect(menu.text).toBe('请评价 Please rate\n1. 满意 Good\n2. 不满意 Bad')
    expect(menu.buttons).toBeUndefined()
    expect(own.calls('send')).toHaveLength(calls)
    bo.say('2')
    expect(await chosen()).toEqual({ type: 'press', id: 'bad', label: '不满意 Bad' })
  })
})

describe('what customers do', () => {
  test('a click on the menu of the account opens a conversation', async () => {
    const own = await openWechat(house)
    const bo = own.follower('Bo')
    bo.menu('HUMAN')
    const clicked = await claim(house.agent, own.channel)
    expect((await clicked.messages()).map(({ content }) => content)).toEqual([[{ type: 'press', id: 'HUMAN' }]])
    await clicked.say('您好')
    await bo.waitFor('您好')
  })

  test('following by a code and scanning one are kept with their scene', async () => {
    const own = await openWechat(house)
    const bo = house.lab.wechat.person({ name: 'Bo', account: own.account })
    bo.follow('shop-7')
    await soon(async () => inbound(house.hub, own.channel).length === 1, 'the subscription')
    bo.scan('shop-8')
    await soon(async () => inbound(house.hub, own.channel).length === 2, 'the scan')
    const raw = inbound(house.hub, own.channel).map((one) => one.raw ?? '')
    expect(raw.filter((one) => one.includes('qrscene_shop-7') && one.includes('subscribe'))).toHaveLength(1)
    expect(raw.filter((one) => one.includes('<![CDATA[shop-8]]>') && one.includes('SCAN'))).toHaveLength(1)
  })

  test('who unfollows cannot be written to, and can again after coming back', async () => {
    const own = await openWechat(house)
    const bo = own.follower('Bo')
    bo.say('再见')
    const left = await claim(house.agent, own.channel)
    bo.unfollow()
    await soon(async () => (await left.view()).contact.blocked, 'the unsubscription')
    expect(await left.view()).toMatchObject({ canWrite: false, window: null })
    expect(await left.reply('等等')).toMatchObject({ status: 422, body: { code: 'window-closed' } })
    bo.follow()
    bo.say('我回来了')
    await soon(async () => (await left.view()).canWrite, 'the return')
    expect((await left.view()).contact.blocked).toBe(false)
    await left.say('欢迎回来')
    await bo.waitFor('欢迎回来')
  })

  test('events that say nothing to a desk are answered and leave nothing', async () => {
    const own = await openWechat(house)
    const bo = own.follower('Bo')
    await house.lab.wechat.quiet()
    const before = inbound(house.hub, own.channel).length
    bo.event('LOCATION')
    bo.event('TEMPLATESENDJOBFINISH')
    bo.event('kf_close_session')
    await house.lab.wechat.quiet()
    expect(['LOCATION', 'TEMPLATESENDJOBFINISH', 'kf_close_session'].map((what) => own.pushes(what)[0]?.response)).toEqual(
      Array(3).fill('success'),
    )
    expect(inbound(house.hub, own.channel)).toHaveLength(before)
    expect(bo.view().notice).toBeUndefined()
  })
})

test('a sign of typing is shown, and none when the customer has been silent for long', async () => {
  ada.say('在吗')
  await house.lab.wechat.quiet()
  expect(await talk.act('typing')).toBe(204)
  await soon(async () => ada.view().activity === 'typing', 'the sign')
  await house.push(31_000)
  expect(await talk.act('typing')).toBe(204)
  await soon(async () => room.calls('typing').at(-1)?.response?.errcode === 45080, 'the refusal')
  expect(ada.view().activity).toBeUndefined()
  expect((await house.agent.get(`/api/channels/${room.channel}`)).body.state).toBe('live')
})
