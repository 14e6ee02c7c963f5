import { describe, expect, it } from 'vitest'
import { ask, hour, minute, scene, send, type Scene } from './tools.ts'

const text = (made: Scene, content = 'hi') => send(made, 'text', { content })
const codes = async (made: Scene, count: number): Promise<(number | undefined)[]> => {
  const found: (number | undefined)[] = []
  for (let n = 0; n < count; n++) found.push((await text(made)).errcode)
  return found
}

describe('what a trigger allows', () => {
  it('a message: five within 48 hours, renewed by the next', async () => {
    const made = await scene()
    const { ada, clock } = made
    ada.expire()
    ada.say('one')
    expect(await codes(made, 6)).toEqual([0, 0, 0, 0, 0, 45047])
    ada.say('two')
    clock.advance(48 * hour - 1)
    expect(await codes(made, 1)).toEqual([0])
    clock.advance(1)
    expect(await codes(made, 1)).toEqual([45015])
  })

  it.each([
    ['following', ({ ada }: Scene) => ada.follow()],
    ['a click in the menu', ({ ada }: Scene) => ada.menu('K')],
    ['scanning from the menu', ({ ada }: Scene) => ada.menu('S')],
    ['a code', ({ ada }: Scene) => ada.scan('7')],
  ])('%s: three within a minute', async (name, trigger) => {
    const menu = [{ name: 'k', type: 'click', key: 'K' } as const, { name: 's', type: 'scancode_push', key: 'S' } as const]
    const made = await scene({ profile: { menu } })
    if (name === 'following') made.ada.unfollow()
    made.ada.expire()
    trigger(made)
    expect(await codes(made, 4)).toEqual([0, 0, 0, 45047])
    made.clock.advance(minute)
    expect(await codes(made, 1)).toEqual([45015])
  })

  it('a link in the menu: nothing; a payment: as many as one likes', async () => {
    const made = await scene({ profile: { menu: [{ name: 'v', type: 'view', url: 'https://x' }] } })
    made.ada.expire()
    made.ada.menu('v')
    expect(await codes(made, 1)).toEqual([45015])
    made.ada.pay()
    expect(new Set(await codes(made, 30))).toEqual(new Set([0]))
  })

  it('what ends first is used first', async () => {
    const made = await scene()
    made.ada.expire()
    made.ada.say('hi')
    made.ada.scan('7')
    expect(await codes(made, 9)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 45047])
  })

  it('not counted where that is switched off', async () => {
    const made = await scene({ wechat: { quota: false } })
    expect(new Set(await codes(made, 20))).toEqual(new Set([0]))
  })
})

describe('who may not be written to', () => {
  it('strangers, those who left, those who refuse', async () => {
    const made = await scene()
    const { ada, lab, account, call } = made
    const bo = lab.wechat.person({ name: 'Bo', account })
    const toBo = { touser: bo.openid, msgtype: 'text', text: { content: 'hi' } }
    expect(await call('message/custom/send', toBo)).toMatchObject({ errcode: 43004 })
    expect(await call('message/custom/send', { ...toBo, touser: 'oNobody' })).toMatchObject({ errcode: 40003 })
    ada.say('hi')
    ada.block()
    expect(ada.view().blocked).toBe(true)
    expect(await text(made)).toMatchObject({ errcode: 48002 })
    ada.unblock()
    expect(await text(made)).toMatchObject({ errcode: 0 })
    ada.unfollow()
    expect(await text(made)).toMatchObject({ errcode: 45015 })
    lab.wechat.options = { unsubscribed: 43004 }
    expect(await text(made)).toMatchObject({ errcode: 43004 })
    account.verified = false
    expect(await text(made)).toMatchObject({ errcode: 48001 })
  })
})

describe('messages', () => {
  it('answer "ok" without an id, and a refusal with a rid', async () => {
    const made = await scene()
    expect(await text(made)).toEqual({ errcode: 0, errmsg: 'ok' })
    const refused = await send(made, 'text', { content: '' })
    expect(refused.errcode).toBe(44004)
    expect(refused.errmsg).toMatch(/^empty content rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/)
  })

  it('text: 2048 bytes and no more; links', async () => {
    const made = await scene()
    expect(await text(made, '好'.repeat(682) + 'ab')).toMatchObject({ errcode: 0 })
    expect(await text(made, '好'.repeat(683))).toMatchObject({ errcode: 45002 })
    await text(made, '看 <a href="https://x.example/?a=1">这里</a>!')
    const { text: shown, marks } = made.ada.screen().at(-1)!
    expect([shown, marks]).toEqual(['看 这里!', [{ type: 'text_link', offset: 2, length: 2, url: 'https://x.example/?a=1' }]])
  })

  it('news: one article; a mini-program: with a picture', async () => {
    const made = await scene()
    const article = { title: 't', description: 'd', url: 'https://u', picurl: 'https://p' }
    expect(await send(made, 'news', { articles: [] })).toMatchObject({ errcode: 44003 })
    expect(await send(made, 'news', { articles: [article, article] })).toMatchObject({ errcode: 45008 })
    expect(await send(made, 'news', { articles: [article] })).toMatchObject({ errcode: 0 })
    const page = { title: 'shop', appid: 'wx1', pagepath: 'pages/index', thumb_media_id: 'none' }
    expect(await send(made, 'miniprogrampage', page)).toMatchObject({ errcode: 40007 })
    expect(made.ada.screen().at(-1)?.link).toEqual({ title: 't', description: 'd', url: 'https://u' })
  })

  it('bodies that can’t be read', async () => {
    const made = await scene()
    const { call, ada } = made
    expect(await call('message/custom/send', '{')).toMatchObject({ errcode: 47001 })
    expect(await call('message/custom/send', ' ')).toMatchObject({ errcode: 44002 })
    const escaped = JSON.stringify({ touser: ada.openid, msgtype: 'text', text: { content: 'X' } }).replace('X', '\\u4f60')
    expect(await call('message/custom/send', escaped)).toMatchObject({ errcode: 40033 })
    expect(await text(made, 'a path: C:\\users, a tab:\t')).toMatchObject({ errcode: 0 })
    expect(await send(made, 'text', { content: 7 })).toMatchObject({ errcode: 47001 })
    expect(await send(made, 'carrier_pigeon', {})).toMatchObject({ errcode: 40008 })
    expect(await call('message/custom/send')).toMatchObject({ errcode: 43002 })
    expect(await call('no/such')).toMatchObject({ errcode: 40066 })
  })
})

const menu = {
  head_content: '您对本次服务是否满意呢?',
  list: [
    { id: '101', content: '满意' },
    { id: '102', content: '不满意' },
  ],
  tail_content: '欢迎再次光临',
}

describe('msgmenu', () => {
  it('a press comes as a text with its id, and opens a minute, not two days', async () => {
    const made = await scene()
    const { ada, hub, lab } = made
    expect(await send(made, 'msgmenu', menu)).toMatchObject({ errcode: 0 })
    const shown = ada.screen().at(-1)!
    expect(shown.text).toBe('您对本次服务是否满意呢?\n欢迎再次光临')
    expect(shown.buttons?.flat().map(({ label, data }) => [label, data])).toEqual([
      ['满意', '101'],
      ['不满意', '102'],
    ])
    ada.expire()
    expect(ada.press('102', shown)).toMatchObject({ text: '不满意', mine: true })
    await lab.wechat.quiet()
    expect(hub.hits[0]?.body).toMatch(
      /<Content><!\[CDATA\[不满意\]\]><\/Content><MsgId>\d+<\/MsgId><bizmsgmenuid>102<\/bizmsgmenuid><\/xml>$/,
    )
    expect(await codes(made, 4)).toEqual([0, 0, 0, 45047])
    expect(() => ada.press('一般')).toThrow('nothing to press')
  })

  it.each(['subscription', 'test'] as const)('not for a %s account', async (type) => {
    const made = await scene({ profile: { type } })
    expect(await send(made, 'msgmenu', menu)).toMatchObject({ errcode: 40200 })
  })

  it('nothing without items', async () => {
    expect(await send(await scene(), 'msgmenu', { ...menu, list: [] })).toMatchObject({ errcode: 44004 })
  })

  it.each([
    ['service', '<bizmsgmenuid>101</bizmsgmenuid>'],
    ['test', '</MsgId></xml>'],
  ] as const)('a link like one in a text, for a %s account', async (type, end) => {
    const made = await scene({ profile: { type } })
    await text(made, '请评价：<a href="weixin://bizmsgmenu?msgmenucontent=满意&msgmenuid=101">满意</a>')
    expect(made.ada.screen().at(-1)?.text).toBe('请评价：满意')
    made.ada.press('满意')
    await made.lab.wechat.quiet()
    expect(made.hub.hits[0]?.at('Content')).toBe('满意')
    expect(made.hub.hits[0]?.body).toContain(end)
  })
})

describe('typing', () => {
  it('lasts a while, not twice, and only within thirty seconds', async () => {
    const made = await scene()
    const { ada, call, clock } = made
    const typing = (command: string) => call('message/custom/typing', { touser: ada.openid, command })
    ada.say('hi')
    expect(await typing('Dancing')).toMatchObject({ errcode: 45072 })
    expect(await typing('Typing')).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(ada.view().activity).toBe('typing')
    expect(await typing('Typing')).toMatchObject({ errcode: 45081 })
    expect(await typing('CancelTyping')).toMatchObject({ errcode: 0 })
    expect(ada.view().activity).toBeUndefined()
    expect(await typing('Typing')).toMatchObject({ errcode: 0 })
    await text(made)
    expect(ada.view().activity).toBeUndefined()
    await typing('Typing')
    clock.advance(15_000)
    expect(ada.view().activity).toBeUndefined()
    clock.advance(15_000)
    expect(await typing('Typing')).toMatchObject({ errcode: 0 })
    clock.advance(15_001)
    expect(await typing('Typing')).toMatchObject({ errcode: 45080 })
  })
})

describe('faults', () => {
  it('too many, refused, lost', async () => {
    const made = await scene()
    const { lab, account } = made
    lab.wechat.faults.set({ tooMany: 1, only: 'send' })
    expect(await text(made)).toMatchObject({ errcode: 45011 })
    expect(await text(made)).toMatchObject({ errcode: 0 })
    lab.wechat.options = { tooMany: 45009 }
    lab.wechat.faults.set({ tooMany: 1 })
    expect(await text(made)).toMatchObject({ errcode: 45009 })
    lab.wechat.faults.set({ unauthorized: true, only: '' })
    expect(await text(made)).toMatchObject({ errcode: 40001 })
    const asked = `cgi-bin/token?grant_type=client_credential&appid=${account.appid}&secret=${account.secret}`
    expect(await ask(lab, asked)).toMatchObject({ errcode: 40125 })
    lab.wechat.faults.reset()
    lab.wechat.faults.set({ loseAnswers: 1 })
    await expect(text(made, 'lost but shown')).rejects.toThrow()
    expect(made.ada.screen().at(-1)?.text).toBe('lost but shown')
  })
})
