import { describe, expect, it } from 'vitest'
import { hour, scene, send, type Reply, type Scene } from './tools.ts'

function upload({ call }: Scene, type: string, name: string, bytes: Uint8Array | string = 'bytes'): Promise<Reply> {
  const form = new FormData()
  form.set('media', new File([bytes as BlobPart], name, { type: 'image/png' }))
  return call(`media/upload?type=${type}`, form)
}

async function fetched({ lab, account }: Scene, path: string): Promise<Response> {
  const { access_token: token } = account.tokens.stable(false)
  return fetch(`${lab.url}/api.weixin.qq.com/cgi-bin/${path}&access_token=${token}`)
}

const viaRelay = ({ lab }: Scene, address: string): Promise<Response> => fetch(`${lab.url}/${address.replace(/^http:\/\//, '')}`)

describe('upload', () => {
  it('gives an id that is good for three days', async () => {
    const made = await scene()
    const uploaded = await upload(made, 'image', 'a.png')
    expect(uploaded).toEqual({ type: 'image', media_id: expect.any(String), created_at: 1767225600 })
    const id = uploaded.media_id!
    expect(await send(made, 'image', { media_id: id })).toMatchObject({ errcode: 0 })
    expect(made.ada.screen().at(-1)?.media).toMatchObject({ type: 'photo', name: 'a.png', bytes: 5 })
    made.clock.advance(72 * hour - 1)
    expect(await (await fetched(made, `media/get?media_id=${id}`)).text()).toBe('bytes')
    made.clock.advance(1)
    expect(await (await fetched(made, `media/get?media_id=${id}`)).json()).toMatchObject({ errcode: 40007 })
    made.ada.say('hi')
    expect(await send(made, 'image', { media_id: id })).toMatchObject({ errcode: 40007 })
  })

  it.each([
    ['image', 'a.png', 10 * 1024 * 1024, 40009],
    ['voice', 'a.amr', 2 * 1024 * 1024, 40010],
    ['video', 'a.mp4', 10 * 1024 * 1024, 40011],
    ['thumb', 'a.jpg', 64 * 1024, 40012],
  ] as const)('%s: as large as allowed, and one byte more', async (type, name, most, code) => {
    const made = await scene()
    expect(await upload(made, type, name, new Uint8Array(most))).toMatchObject({ type })
    expect(await upload(made, type, name, new Uint8Array(most + 1))).toMatchObject({ errcode: code })
  })

  it('calls the id of a thumbnail otherwise', async () => {
    const made = await scene()
    const { thumb_media_id: thumb, media_id: none } = await upload(made, 'thumb', 'a.jpg')
    expect(none).toBeUndefined()
    const { media_id: video } = await upload(made, 'video', 'a.mp4')
    expect(await send(made, 'video', { media_id: video, thumb_media_id: thumb, title: 't' })).toMatchObject({ errcode: 0 })
    expect(await send(made, 'video', { media_id: video, thumb_media_id: 'none' })).toMatchObject({ errcode: 40007 })
    expect(await send(made, 'voice', { media_id: video })).toMatchObject({ errcode: 40007 })
    expect(await send(made, 'music', { title: 's', musicurl: 'https://m', thumb_media_id: thumb })).toMatchObject({ errcode: 0 })
  })

  it('says what is wrong', async () => {
    const made = await scene()
    expect(await upload(made, 'file', 'a.pdf')).toMatchObject({ errcode: 40004 })
    expect(await upload(made, 'voice', 'a.ogg')).toMatchObject({ errcode: 40005 })
    expect(await upload(made, 'image', 'a.png', '')).toMatchObject({ errcode: 41005 })
    expect(await made.call('media/upload?type=image', new FormData())).toMatchObject({ errcode: 41005 })
  })
})

describe('what people send', () => {
  it('a picture has an address of its own, and an id', async () => {
    const made = await scene()
    made.ada.sendPhoto(Buffer.from('picture'))
    await made.lab.wechat.quiet()
    const hit = made.hub.hits[0]!
    const picture = await viaRelay(made, hit.at('PicUrl'))
    expect([picture.headers.get('content-type'), await picture.text()]).toEqual(['image/png', 'picture'])
    const same = await fetched(made, `media/get?media_id=${hit.at('MediaId')}`)
    expect(same.headers.get('content-disposition')).toBe(`attachment; filename="${hit.at('MediaId')}.png"`)
    expect(await same.text()).toBe('picture')
    expect((await viaRelay(made, hit.at('PicUrl').replace('/0', '/1'))).status).toBe(404)
  })

  it('a voice message is AMR, a video another address', async () => {
    const made = await scene()
    made.ada.sendVoice(2)
    await made.lab.wechat.quiet()
    made.ada.sendVideo(Buffer.from('film'))
    await made.lab.wechat.quiet()
    const [voice, video] = made.hub.hits
    const amr = Buffer.from(await (await fetched(made, `media/get?media_id=${voice!.at('MediaId')}`)).arrayBuffer())
    expect([amr.toString('latin1', 0, 6), amr.length]).toEqual(['#!AMR\n', 106])
    const { video_url: address } = (await (await fetched(made, `media/get?media_id=${video!.at('MediaId')}`)).json()) as Record<
      string,
      string
    >
    expect(await (await fetch(address!)).text()).toBe('film')
    const thumb = await fetched(made, `media/get?media_id=${video!.at('ThumbMediaId')}`)
    expect(thumb.headers.get('content-type')).toBe('image/png')
  })
})
