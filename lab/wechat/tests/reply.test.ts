import { describe, expect, it } from 'vitest'
import { elements, raw } from '../../weixin/xml.ts'
import { replyXml, scene, sealedReply, send, type Hit, type Scene } from './tools.ts'

const trouble = '该公众号提供的服务出现故障，请稍后再试'

/** What the phone shows after a message was answered like that. */
async function answered({ hub, ada, lab }: Scene, body: string | ((hit: Hit) => string)) {
  hub.answer = (hit) => ({ body: typeof body === 'string' ? body : body(hit) })
  const own = ada.say('hi')
  await lab.wechat.quiet()
  return { bubbles: ada.screen().filter((one) => one.id > own.id), notice: ada.view().notice }
}

describe('passive replies', () => {
  it('"success" and nothing show nothing', async () => {
    const made = await scene()
    for (const body of ['success', '']) expect(await answered(made, body)).toEqual({ bubbles: [], notice: undefined })
  })

  it.each(['{"errcode":0}', 'SUCCESS', 'success\n', '<html></html>', '<xml>', '<xml><MsgType>text</MsgType></xml>'])(
    '%j is trouble, at once',
    async (body) => {
      const made = await scene()
      expect(await answered(made, body)).toEqual({ bubbles: [], notice: trouble })
      expect(made.hub.hits).toHaveLength(1)
      expect(made.lab.journal.list({ what: 'text', way: 'hook' })[0]?.note).toBeTruthy()
      expect(await answered(made, 'success')).toEqual({ bubbles: [], notice: undefined })
    },
  )

  it('each kind is shown, and costs nothing', async () => {
    const made = await scene()
    const { call } = made
    const form = (name: string): FormData => {
      const data = new FormData()
      data.set('media', new File(['x'], name))
      return data
    }
    const image = raw(elements({ MediaId: (await call('media/upload?type=image', form('a.png'))).media_id! }))
    const voice = raw(elements({ MediaId: (await call('media/upload?type=voice', form('a.mp3'))).media_id! }))
    const clip = elements({ MediaId: (await call('media/upload?type=video', form('a.mp4'))).media_id!, Title: 't', Description: 'd' })
    const thumb = String((await call('media/upload?type=thumb', form('a.jpg')))['thumb_media_id'])
    const music = elements({ Title: 'song', Description: 'd', MusicUrl: 'https://m', HQMusicUrl: '', ThumbMediaId: thumb })
    const item = raw(elements({ Title: 'news', Description: 'd', PicUrl: 'https://p', Url: 'https://u' }))
    const seen = async (type: string, fields: Parameters<typeof replyXml>[2]) =>
      (await answered(made, (hit) => replyXml(hit, type, fields))).bubbles[0]
    expect(await seen('text', { Content: '您好' })).toMatchObject({ text: '您好', mine: false, author: 'Acme' })
    expect(await seen('image', { Image: image })).toMatchObject({ media: { type: 'photo', name: 'a.png' } })
    expect(await seen('voice', { Voice: voice })).toMatchObject({ media: { type: 'voice' } })
    expect(await seen('video', { Video: raw(clip) })).toMatchObject({ media: { type: 'video' }, text: 't\nd' })
    expect(await seen('music', { Music: raw(music) })).toMatchObject({ link: { title: 'song', url: 'https://m' } })
    const one = { ArticleCount: 1, Articles: raw(elements({ item })) }
    expect(await seen('news', one)).toMatchObject({ link: { title: 'news', description: 'd', url: 'https://u' } })
    expect(await answered(made, (hit) => replyXml(hit, 'transfer_customer_service', {}))).toEqual({ bubbles: [], notice: undefined })
    for (let n = 0; n < 5; n++) expect(await send(made, 'text', { content: `${n}` })).toMatchObject({ errcode: 0 })
  })

  it.each([
    ['to somebody else', (hit: Hit) => replyXml(hit, 'text', { Content: 'x', ToUserName: 'other' })],
    ['from somebody else', (hit: Hit) => replyXml(hit, 'text', { Content: 'x', FromUserName: 'other' })],
    ['without a time', (hit: Hit) => replyXml(hit, 'text', { Content: 'x', CreateTime: '' })],
    ['of an unknown type', (hit: Hit) => replyXml(hit, 'msgmenu', { Content: 'x' })],
    ['without words', (hit: Hit) => replyXml(hit, 'text', { Content: '' })],
    ['too long', (hit: Hit) => replyXml(hit, 'text', { Content: 'x'.repeat(2049) })],
    ['with unknown media', (hit: Hit) => replyXml(hit, 'image', { Image: raw(elements({ MediaId: 'm' })) })],
    [
      'with two articles',
      (hit: Hit) => replyXml(hit, 'news', { Articles: raw('<item><Title>a</Title></item><item><Title>b</Title></item>') }),
    ],
    ['encrypted in plain mode', (hit: Hit) => sealedReply(hit, 'x', replyXml(hit, 'text', { Content: 'x' }))],
  ])('one %s is trouble', async (_, body) => {
    expect(await answered(await scene(), body)).toEqual({ bubbles: [], notice: trouble })
  })

  it('in secure mode is encrypted and signed', async () => {
    const made = await scene({ mode: 'secure' })
    const { appid } = made.account
    const hello = (hit: Hit) => replyXml(hit, 'text', { Content: 'hello' })
    expect((await answered(made, (hit) => sealedReply(hit, appid, hello(hit)))).bubbles).toMatchObject([{ text: 'hello' }])
    expect((await answered(made, 'success')).notice).toBeUndefined()
    expect((await answered(made, hello)).notice).toBe(trouble)
    expect((await answered(made, (hit) => sealedReply(hit, appid, hello(hit), 'f'.repeat(40)))).notice).toBe(trouble)
    expect((await answered(made, (hit) => sealedReply(hit, 'wx0000000000000000', hello(hit)))).notice).toBe(trouble)
    expect((await answered(made, (hit) => sealedReply(hit, appid, 'no xml'))).notice).toBe(trouble)
  })

  it('in compatible mode may be either', async () => {
    const made = await scene({ mode: 'compatible' })
    const hello = (hit: Hit) => replyXml(hit, 'text', { Content: 'hello' })
    expect((await answered(made, hello)).bubbles).toHaveLength(1)
    expect((await answered(made, (hit) => sealedReply(hit, made.account.appid, hello(hit)))).bubbles).toHaveLength(1)
  })
})
