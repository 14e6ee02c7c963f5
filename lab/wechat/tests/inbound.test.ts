import { describe, expect, it } from 'vitest'
import { childOf, raw } from '../../weixin/xml.ts'
import { otherEvents, type OtherEvent } from '../events.ts'
import type { MenuItem } from '../menu.ts'
import { scene, type Hit, type Scene } from './tools.ts'

/** The elements of the message beside the four that all have. */
const own = (hit: Hit | undefined): string[] => (hit?.xml?.children ?? []).slice(4).map((one) => one.name)

/** What the hub is told of one gesture. */
async function told({ lab, hub }: Scene, gesture: () => void): Promise<Hit> {
  const before = hub.hits.length
  gesture()
  await lab.wechat.quiet()
  expect(hub.hits).toHaveLength(before + 1)
  return hub.hits.at(-1)!
}

describe('messages', () => {
  it('image, voice, video', async () => {
    const made = await scene()
    const { ada } = made
    const image = await told(made, () => ada.sendPhoto())
    expect([image.at('MsgType'), own(image)]).toEqual(['image', ['PicUrl', 'MediaId', 'MsgId']])
    expect(image.at('PicUrl')).toMatch(/^http:\/\/mmbiz\.qpic\.cn\//)
    const voice = await told(made, () => ada.sendVoice(2))
    expect([voice.at('Format'), own(voice)]).toEqual(['amr', ['MediaId', 'Format', 'MsgId']])
    const understood = await told(made, () => ada.sendVoice(1, { recognition: '你好' }))
    expect(understood.at('Recognition')).toBe('你好')
    const video = await told(made, () => ada.sendVideo())
    expect([video.at('MsgType'), own(video)]).toEqual(['video', ['MediaId', 'ThumbMediaId', 'MsgId']])
    expect((await told(made, () => ada.sendVideo(undefined, { short: true }))).at('MsgType')).toBe('shortvideo')
    expect(ada.screen().map((one) => one.media?.type)).toEqual(['photo', 'voice', 'voice', 'video', 'video'])
    const { key, bytes } = ada.screen()[0]!.media!
    expect(made.lab.wechat.media(key)?.bytes).toHaveLength(bytes)
  })

  it('location, link, file, sticker, and a text below an article', async () => {
    const made = await scene()
    const { ada } = made
    const place = await told(made, () => ada.sendLocation(23.134521, 113.358803))
    expect(place.body).toContain('<Location_X>23.134521</Location_X><Location_Y>113.358803</Location_Y><Scale>15</Scale>')
    const link = await told(made, () => ada.sendLink('公众平台官网链接', 'https://x', 'd'))
    expect([link.at('Title'), link.at('Description'), link.at('Url')]).toEqual(['公众平台官网链接', 'd', 'https://x'])
    const file = await told(made, () => ada.sendFile(Buffer.from('abc'), { name: 'order.pdf' }))
    expect(file.at('Title')).toBe('order.pdf')
    expect(file.body).toContain('<FileTotalLen>3</FileTotalLen>')
    expect((await told(made, () => ada.sendSticker())).at('Content')).toBe('【收到不支持的消息类型，暂无法显示】')
    const below = await told(made, () => ada.say('hi', { article: '2247483650_2' }))
    expect(below.body).toContain('<MsgDataId>2247483650</MsgDataId><Idx>2</Idx></xml>')
  })

  it('only from somebody who follows', async () => {
    const { lab, account } = await scene()
    const bo = lab.wechat.person({ name: 'Bo', account })
    expect(() => bo.say('hi')).toThrow('follow')
    expect(() => bo.menu('x')).toThrow('follow')
    expect(bo.view()).toMatchObject({ fresh: true, kind: 'private', title: 'Acme' })
    expect(bo.openid).not.toBe(lab.wechat.person({ name: 'Cy', account }).openid)
  })
})

describe('following', () => {
  it('subscribe and unsubscribe; nobody sees what answers the latter', async () => {
    const made = await scene()
    const { ada } = made
    made.hub.answer = () => ({ body: 'nonsense' })
    const left = await told(made, () => ada.unfollow())
    expect([left.at('Event'), left.at('EventKey'), own(left)]).toEqual(['unsubscribe', '', ['Event', 'EventKey']])
    expect(ada.view()).toMatchObject({ fresh: true })
    expect(ada.view().notice).toBeUndefined()
    const back = await told(made, () => ada.follow())
    expect([back.at('MsgType'), back.at('Event'), back.at('EventKey')]).toEqual(['event', 'subscribe', ''])
    expect(ada.view().notice).toContain('故障')
  })

  it('by a code: qrscene_ and a ticket the first time, SCAN afterwards', async () => {
    const made = await scene()
    const { lab, account, call, clock } = made
    const bo = lab.wechat.person({ name: 'Bo', account })
    const asked = { expire_seconds: 600, action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 'shop' } } }
    const code = await call('qrcode/create', asked)
    expect(code).toMatchObject({ expire_seconds: 600 })
    const ticket = String(code['ticket'])
    const first = await told(made, () => bo.scan(ticket))
    expect([first.at('Event'), first.at('EventKey'), first.at('Ticket')]).toEqual(['subscribe', 'qrscene_shop', ticket])
    const second = await told(made, () => bo.scan(String(code['url'])))
    expect([second.at('Event'), second.at('EventKey'), second.at('Ticket')]).toEqual(['SCAN', 'shop', ticket])
    expect(await call(`user/info?openid=${bo.openid}`)).toMatchObject({
      subscribe_scene: 'ADD_SCENE_QR_CODE',
      qr_scene: 0,
      qr_scene_str: 'shop',
    })
    clock.advance(600_000)
    expect(() => bo.scan(ticket)).toThrow('expired')
    const printed = await told(made, () => bo.scan('123'))
    expect([printed.at('Event'), printed.at('EventKey')]).toEqual(['SCAN', '123'])
    const lasting = await call('qrcode/create', { action_name: 'QR_LIMIT_SCENE', action_info: { scene: { scene_id: 7 } } })
    expect(Object.keys(lasting)).toEqual(['ticket', 'url'])
    expect(await call('qrcode/create', { action_name: 'QR_SCENE', action_info: {} })).toMatchObject({ errcode: 40053 })
  })
})

const menu: MenuItem[] = [
  { name: '客服', type: 'click', key: 'SUPPORT' },
  {
    name: '更多',
    sub_button: [
      { name: '官网', type: 'view', url: 'https://shop.example/' },
      { name: '小程序', type: 'miniprogram', url: 'https://shop.example/old', pagepath: 'pages/index', key: 'MINI' },
      ...(['scancode_push', 'scancode_waitmsg', 'pic_sysphoto', 'pic_photo_or_album', 'pic_weixin', 'location_select'] as const).map(
        (type) => ({ name: type, type, key: `K_${type}` }),
      ),
    ],
  },
]

describe('the menu', () => {
  it('is on the phone, and every entry pushes its event', async () => {
    const made = await scene({ profile: { menu } })
    const { ada } = made
    expect(ada.view().menu?.[0]).toEqual({ label: '客服', key: 'SUPPORT' })
    expect(ada.view().menu?.[1]?.entries?.[0]).toEqual({ label: '官网', key: 'https://shop.example/' })
    const click = await told(made, () => ada.menu('SUPPORT'))
    expect([click.at('Event'), click.at('EventKey'), own(click)]).toEqual(['CLICK', 'SUPPORT', ['Event', 'EventKey']])
    const view = await told(made, () => ada.menu('官网'))
    expect([view.at('Event'), view.at('EventKey'), own(view)]).toEqual(['VIEW', 'https://shop.example/', ['Event', 'EventKey', 'MenuId']])
    expect((await told(made, () => ada.menu('小程序'))).at('Event')).toBe('view_miniprogram')
    const scan = await told(made, () => ada.menu('scancode_waitmsg'))
    expect([scan.at('Event'), scan.at('ScanCodeInfo', 'ScanType')]).toEqual(['scancode_waitmsg', 'qrcode'])
    const pictures = await told(made, () => ada.menu('pic_weixin'))
    expect(pictures.at('SendPicsInfo', 'PicList', 'item', 'PicMd5Sum')).toMatch(/^[0-9a-f]{32}$/)
    expect((await told(made, () => ada.menu('location_select'))).at('SendLocationInfo', 'Scale')).toBe('15')
    expect(() => ada.menu('更多')).toThrow('no entry')
    expect(() => ada.menu('NOTHING')).toThrow('no entry')
  })
})

describe('other events', () => {
  it.each(Object.keys(otherEvents) as OtherEvent[])('%s', async (event) => {
    const made = await scene()
    const hit = await told(made, () => made.ada.event(event))
    expect([hit.at('MsgType'), hit.at('Event')]).toEqual(['event', event])
    expect(own(hit)).toEqual(['Event', ...Object.keys(otherEvents[event].fields)])
  })

  it('with elements of one’s own', async () => {
    const made = await scene()
    const hit = await told(made, () => made.ada.event('TEMPLATESENDJOBFINISH', { Status: 'failed:user block', MsgID: raw('9') }))
    expect([hit.at('Status'), hit.at('MsgID')]).toEqual(['failed:user block', '9'])
    expect(childOf(hit.xml, 'MsgId')).toBeUndefined()
  })
})
