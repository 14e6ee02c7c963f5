import { expect, test } from 'vitest'
import { picture } from '../../samples/picture.ts'
import { amr, mp4 } from '../media.ts'
import { bench, callbackSettings, eventsOf, hour, hub, type Answer, type Bench } from './tools.ts'

async function upload({ lab, token }: Bench, type: string, bytes: Uint8Array, name = 'a.bin'): Promise<Answer> {
  const form = new FormData()
  form.set('media', new File([new Uint8Array(bytes)], name))
  const url = `${lab.url}/qyapi.weixin.qq.com/cgi-bin/media/upload?access_token=${token}&type=${type}`
  return (await (await fetch(url, { method: 'POST', body: form })).json()) as Answer
}

const download = ({ lab, token }: Bench, id: unknown) =>
  fetch(`${lab.url}/qyapi.weixin.qq.com/cgi-bin/media/get?access_token=${token}&media_id=${String(id)}`)

test('an upload is sent and shown, and lasts three days', async () => {
  const made = await bench()
  made.ada.say('hi')
  const png = picture(20, 20)
  const up = await upload(made, 'image', png, 'a.png')
  expect(up).toMatchObject({ errcode: 0, type: 'image', created_at: String(made.clock.now() / 1000) })
  const image = { msgtype: 'image', image: { media_id: up['media_id'] } }
  expect((await made.send(image)).errcode).toBe(0)
  expect((await made.send({ msgtype: 'file', file: { media_id: up['media_id'] } })).errcode).toBe(40007)
  const { media } = await made.ada.waitFor((one) => one.media !== undefined)
  expect(media).toMatchObject({ type: 'photo', bytes: png.length })
  expect(made.lab.wechatKf.media(media!.key)!.bytes).toEqual(Buffer.from(png))
  made.clock.advance(72 * hour - 1)
  await made.login()
  expect(Buffer.from(await (await download(made, up['media_id'])).arrayBuffer())).toEqual(Buffer.from(png))
  made.clock.advance(1)
  expect(await (await download(made, up['media_id'])).json()).toMatchObject({ errcode: 40007 })
  made.ada.say('again')
  expect((await made.send(image)).errcode).toBe(40007)
})

test('sizes and types of uploads', async () => {
  const made = await bench({ mediaBytes: { image: 400, voice: 60, video: 60, file: 60 } })
  const padded = (start: Uint8Array, size: number) => Buffer.concat([start, Buffer.alloc(Math.max(0, size - start.length))])
  const cases: [string, Uint8Array, number, number][] = [
    ['image', picture(1, 1), 400, 40009],
    ['voice', amr(0), 60, 40006],
    ['video', mp4(), 60, 40011],
    ['file', Buffer.from('x'), 60, 40006],
  ]
  for (const [type, start, max, tooLarge] of cases) {
    expect((await upload(made, type, padded(start, max))).errcode).toBe(0)
    expect((await upload(made, type, padded(start, max + 1))).errcode).toBe(tooLarge)
  }
  expect((await upload(made, 'file', Buffer.from('1234'))).errcode).toBe(40006)
  expect((await upload(made, 'file', Buffer.from('12345'))).errcode).toBe(0)
  expect((await upload(made, 'voice', Buffer.from('OggS------'))).errcode).toBe(40004)
  expect((await upload(made, 'sticker', picture(1, 1))).errcode).toBe(40005)
})

test('a voice note comes as AMR, or as SILK when asked for', async () => {
  const made = await bench()
  made.ada.sendVoice(2)
  const bytesOf = async (voice_format: number) => {
    const page = await made.call('kf/sync_msg', { open_kfid: made.account.id, voice_format })
    const voice = (page['msg_list'] as { voice?: { media_id: string } }[]).at(-1)!.voice!
    return Buffer.from(await (await download(made, voice.media_id)).arrayBuffer()).toString('latin1')
  }
  expect((await bytesOf(0)).slice(0, 6)).toBe('#!AMR\n')
  expect((await bytesOf(1)).slice(0, 10)).toBe('\u0002#!SILK_V3')
})

test('every kind of message is shown', async () => {
  const made = await bench({ windowCount: 20 })
  made.ada.say('hi')
  const id = async (type: string, bytes: Uint8Array) => String((await upload(made, type, bytes, `a.${type}`))['media_id'])
  const thumb_media_id = await id('image', picture(9, 9))
  const contents = [
    { msgtype: 'voice', voice: { media_id: await id('voice', amr(1)) } },
    { msgtype: 'video', video: { media_id: await id('video', mp4()) } },
    { msgtype: 'file', file: { media_id: await id('file', Buffer.from('12345')) } },
    { msgtype: 'link', link: { title: 'Shop', desc: 'd', url: 'https://example.com', thumb_media_id } },
    { msgtype: 'miniprogram', miniprogram: { appid: 'wx1', title: 'Orders', pagepath: 'p', thumb_media_id } },
    { msgtype: 'location', location: { name: 'n', address: 'a', latitude: 1, longitude: 2 } },
    { msgtype: 'business_card', business_card: { userid: 'zhangsan' } },
    { msgtype: 'ca_link', ca_link: { link_url: 'https://work.weixin.qq.com/ca/x' } },
  ]
  for (const content of contents) expect(await made.send(content)).toMatchObject({ errcode: 0 })
  const shown = made.ada.screen().slice(1)
  expect(shown.map(({ media }) => media?.type).slice(0, 3)).toEqual(['voice', 'video', 'file'])
  expect(shown.map(({ link }) => link?.title).slice(3, 5)).toEqual(['Shop', 'Orders'])
  expect(shown.slice(5)).toMatchObject([
    { place: { latitude: 1, title: 'n' } },
    { card: { name: 'zhangsan' } },
    { link: { url: 'https://work.weixin.qq.com/ca/x' } },
  ])
})

test('lengths on cards, at their maximum and one above', async () => {
  const made = await bench({ windowCount: 20 })
  made.ada.say('hi')
  const thumb_media_id = String((await upload(made, 'image', picture(9, 9)))['media_id'])
  const link = (more: object) => ({ msgtype: 'link', link: { title: 't', url: 'https://example.com', thumb_media_id, ...more } })
  const applet = (title: string) => ({ msgtype: 'miniprogram', miniprogram: { appid: 'wx1', pagepath: 'p', thumb_media_id, title } })
  const cases: [(text: string) => object, number][] = [
    [(title) => link({ title }), 128],
    [(desc) => link({ desc }), 512],
    [(url) => link({ url }), 2048],
    [applet, 64],
  ]
  for (const [make, max] of cases) {
    expect((await made.send(make('x'.repeat(max)))).errcode).toBe(0)
    expect((await made.send(make('x'.repeat(max + 1)))).errcode).toBe(40058)
  }
  expect((await made.send(link({ thumb_media_id: 'unknown' }))).errcode).toBe(40007)
})

test('accounts: listed in pages, added, renamed, deleted', async () => {
  const made = await bench()
  const { media_id } = await upload(made, 'image', picture(9, 9))
  const added = await made.call('kf/account/add', { name: 'Second', media_id })
  const list = async (more = {}) =>
    ((await made.call('kf/account/list', more))['account_list'] as { name: string }[]).map(({ name }) => name)
  expect(await list()).toEqual(['Acme', 'Second'])
  expect(await list({ offset: 1, limit: 1 })).toEqual(['Second'])
  expect((await made.call('kf/account/list', { limit: 101 })).errcode).toBe(40058)
  expect((await made.call('kf/account/update', { open_kfid: added['open_kfid'], name: 'New' })).errcode).toBe(0)
  expect((await made.call('kf/account/del', { open_kfid: made.account.id })).errcode).toBe(0)
  expect(await list()).toEqual(['New'])
  expect((await made.call('kf/sync_msg', { open_kfid: made.account.id })).errcode).toBe(95000)
  expect(made.lab.wechatKf.phones()[0]!.chats.map(({ title }) => title)).toEqual(['New'])
})

test('a link with a scene and a parameter leads into the chat', async () => {
  const made = await bench()
  const way = (scene: string) => made.call('kf/add_contact_way', { open_kfid: made.account.id, scene })
  const url = String((await way('web'))['url'])
  const bo = made.lab.wechatKf.person({ name: 'Bo' })
  bo.scan(`${url}&scene_param=order%3D42`)
  bo.scan(`${url}&scene_param=${'x'.repeat(129)}`)
  expect(() => bo.scan('https://work.weixin.qq.com/kfid/x?enc_scene=y')).toThrow('nowhere')
  const [, first, second] = eventsOf((await made.sync()).items, 'enter_session')
  expect(first).toMatchObject({ scene: 'web', scene_param: 'order=42', external_userid: made.corp.externalId(bo.person) })
  expect(second).toMatchObject({ scene: 'web', scene_param: '' })
  expect((await way('s'.repeat(32))).errcode).toBe(0)
  expect((await way('s'.repeat(33))).errcode).toBe(40058)
})

test('who a customer is', async () => {
  const made = await bench()
  made.ada.start('order42', { scene: 'app' })
  const ask = (ids: string[], more = {}) => made.call('kf/customer/batchget', { external_userid_list: ids, ...more })
  const found = await ask([made.ada.externalId, 'wmNobody'], { need_enter_session_context: 1 })
  const [ada] = found['customer_list'] as { nickname: string; avatar: string; enter_session_context: object }[]
  expect(ada).toMatchObject({ nickname: 'Ada', enter_session_context: { scene: 'app', scene_param: 'order42' } })
  expect(found['invalid_external_userid']).toEqual(['wmNobody'])
  const avatar = await fetch(ada!.avatar.replace('https:/', made.lab.url))
  expect(avatar.headers.get('content-type')).toBe('image/png')
  const many = Array.from({ length: 100 }, () => made.ada.externalId)
  expect((await ask(many)).errcode).toBe(0)
  expect((await ask([...many, 'x'])).errcode).toBe(40058)
})

test('all of it over HTTP', async () => {
  const { lab } = await bench()
  const act = async (name: string, body: object) => {
    const response = await fetch(`${lab.url}/lab/wechat-kf/actions/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { result: Record<string, string>; error?: string }
  }
  const { result: made } = await act('newAccount', { name: 'Shop' })
  const server = await hub()
  expect(await act('configure', { corpId: 'wwNobody', url: server.url, ...callbackSettings })).toHaveProperty('error')
  expect(await act('configure', { corpId: made['corpId'], url: server.url, ...callbackSettings })).toEqual({ result: null })
  const { result: person } = await act('newPerson', { name: 'Bo' })
  const place = { phone: person['phone'], chat: `kf:${made['openKfid']}` }
  expect(await act('say', { ...place, text: 'too soon' })).toHaveProperty('error')
  await act('start', { ...place, payload: 'order42' })
  for (const name of ['photo', 'video', 'file', 'voice']) expect(await act(name, place)).not.toHaveProperty('error')
  await act('location', { ...place, latitude: 1, longitude: 2 })
  await act('link', { ...place, title: 'Shop', url: 'https://example.com' })
  await act('rare', { ...place, type: 'note' })
  const { result: said } = await act('say', { ...place, text: 'hello' })
  await act('recall', { ...place, message: said['id'] })
  for (const what of ['say', 'photo', 'transfer', 'refuse', 'accept', 'pause']) {
    expect(await act('servicer', { ...place, do: what })).not.toHaveProperty('error')
  }
  await act('block', place)
  await lab.wechatKf.quiet()
  expect(server.hits.length).toBeGreaterThan(15)
  const chat = lab.wechatKf.phones(new Set([person['phone']!]))[0]!.chats.find(({ id }) => id === place.chat)!
  expect(chat).toMatchObject({ title: 'Shop', fresh: false, blocked: true })
  expect(chat.bubbles).toHaveLength(10)
})
