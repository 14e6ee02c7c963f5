import { afterAll, beforeAll, expect, test } from 'vitest'
import { picture } from '../../lab/samples/picture.ts'
import { defaults, usualLimits } from '../../lab/qq/options.ts'
import type { LabPerson } from '../../lab/qq/person.ts'
import { clip, tone } from '../../lab/qq/samples.ts'
import { bytesOf, upload } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { MINUTE, claim, connectQq, drain, statuses } from './qq.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

async function asked() {
  const qq = await connectQq(house)
  const ada = qq.friend('Ada')
  ada.say('look')
  return { qq, ada, talk: await claim(house, qq) }
}

test('pictures, videos, voices and files of customers are there, byte for byte', async () => {
  const { ada, talk } = await asked()
  const [png, pdf] = [Uint8Array.from(picture(80, 60)), new TextEncoder().encode('%PDF-1.7 订单')]
  ada.sendPhoto(png, { caption: 'broken' })
  const photo = await bytesOf(house.agent, talk, 'image')
  expect(same(photo.bytes, png)).toBe(true)
  expect(photo.part).toMatchObject({ mime: 'image/png', width: 80, height: 60, name: 'photo.png' })
  expect((await talk.messages()).at(-1).text).toContain('broken')

  ada.sendVideo()
  const video = await bytesOf(house.agent, talk, 'video')
  expect(same(video.bytes, clip())).toBe(true)
  expect(video.part).toMatchObject({ mime: 'video/mp4' })

  ada.sendFile(pdf, { name: '订单.pdf' })
  const file = await bytesOf(house.agent, talk, 'file')
  expect(same(file.bytes, pdf)).toBe(true)
  expect(file.part).toMatchObject({ name: '订单.pdf' })

  // As a WAV, which browsers play, and with what was said.
  ada.sendVoice(2, { transcript: '我的包裹呢' })
  const voice = await bytesOf(house.agent, talk, 'audio')
  expect(same(voice.bytes, tone(2))).toBe(true)
  expect(voice.part).toMatchObject({ mime: 'audio/wav', transcript: '我的包裹呢', name: expect.stringMatching(/\.wav$/) })
  expect((await talk.messages()).at(-1).text).toBe('我的包裹呢')
})

test('a file whose address has run out is said to be gone', async () => {
  const { ada, talk } = await asked()
  house.lab.qq.set({ attachmentMs: 0 })
  ada.sendPhoto()
  const failed = await soon(async () => (await talk.messages()).find(({ failedFiles }) => failedFiles.length > 0), 'the failure')
  expect(failed.content).toMatchObject([{ type: 'image' }])
  house.lab.qq.set({ attachmentMs: defaults.attachmentMs })
})

test('quotes, cards and places', async () => {
  const { qq, ada, talk } = await asked()
  const own = ada.say('it is number 4711')
  ada.say('that one', { replyTo: own })
  ada.sendLocation(22.5431, 113.9584, { title: '腾讯大厦', address: '深圳' })
  ada.sendLink('The parcel', 'https://example.com/4711', { description: 'on its way' })
  ada.sendCard({ ark_type: 'mini', ark_name: '小程序', prompt: '[小程序]点餐', fields: { title: '点餐' } })
  const said = await soon(async () => {
    const messages = await talk.messages()
    return messages.length === 6 ? messages : undefined
  }, 'all of it')
  expect(said.slice(2).map(({ content }) => content)).toEqual([
    [
      { type: 'quote', text: 'it is number 4711' },
      { type: 'text', text: 'that one' },
    ],
    [{ type: 'location', latitude: 22.5431, longitude: 113.9584, name: '腾讯大厦', address: '深圳' }],
    [{ type: 'link', url: 'https://example.com/4711', title: 'The parcel', description: 'on its way' }],
    [{ type: 'unsupported', kind: 'mini', summary: '[小程序]点餐 点餐' }],
  ])

  const content = [{ type: 'text', text: 'found it' }]
  const { body } = await house.agent.post(`/api/conversations/${talk.id}/messages`, { content, key: 'quoting', replyTo: said[1].id })
  await talk.becomes(body, 'sent')
  expect(await ada.waitFor('found it')).toMatchObject({ reply: { id: own.id, text: 'it is number 4711' } })
  expect(qq.sent().at(-1)).toMatchObject({ message_reference: { message_id: expect.stringMatching(/^REFIDX_/) } })

  const ours = ada.screen().at(-1)!
  ada.say('really?', { replyTo: ours })
  await soon(async () => (await talk.messages()).at(-1).content[0].text === 'found it', 'our words, quoted')
})

test('files of agents take two calls each, and large ones are brought in parts', async () => {
  const { qq, ada, talk } = await asked()
  const large = Uint8Array.from({ length: 6 * 1024 * 1024 }, (_, index) => (index * 7919) % 251)
  const files = [
    ['image', 'photo', Uint8Array.from(picture(64, 48)), 'label.png', 'image/png'],
    ['audio', 'voice', tone(1), 'hello.wav', 'audio/wav'],
    ['video', 'video', clip(), 'how-to.mp4', 'video/mp4'],
    ['file', 'file', large, '手册.zip', 'application/zip'],
  ] as const
  for (const [type, shown, bytes, name, mime] of files) {
    const file = await upload(house.agent, bytes, name, mime)
    await talk.say([{ type, file }])
    const { media } = await ada.waitFor(({ mine, media }) => !mine && media?.type === shown)
    expect(media).toMatchObject({ bytes: bytes.length, name })
    expect(same(house.lab.qq.media(media!.key)!.bytes, bytes)).toBe(true)
  }
  const small = Array.from({ length: 3 }, () => ['files', 'messages'])
  const parts = ['upload_prepare', 'upload_part_finish', 'upload_part_finish', 'files', 'messages']
  expect(qq.calls().map(({ what }) => what)).toEqual(['@me', ...small.flat(), ...parts])
  expect(qq.sent().map(({ msg_type, msg_seq }) => [msg_type, msg_seq])).toEqual([1, 2, 3, 4].map((seq) => [7, seq]))
})

test('a file that QQ does not take costs nothing and says why; one whose upload is unsure is tried again', async () => {
  const { qq, ada, talk } = await asked()
  const file = await upload(house.agent, new TextEncoder().encode('no picture'), 'x.png', 'image/png')
  expect((await talk.say([{ type: 'image', file }], 'failed')).error).toEqual({ code: 'content', text: '不支持的文件格式' })
  expect(qq.calls('messages')).toEqual([])

  house.lab.qq.faults.set({ loseAnswers: 1, only: 'files' })
  const good = await upload(house.agent, Uint8Array.from(picture(64, 48)), 'y.png', 'image/png')
  const { body } = await talk.reply([{ type: 'image', file: good }])
  await drain(house, qq)
  await talk.becomes(body, 'sent')
  expect(ada.screen().filter(({ media }) => media)).toHaveLength(1)
})

test('a long text is split between words, and each piece is a reply', async () => {
  const { qq, ada, talk } = await asked()
  const text = Array.from({ length: 700 }, (_, i) => `word${i}`).join(' ')
  expect(text.length).toBeGreaterThan(4000)
  await talk.say(text)
  const pieces = ada.screen().flatMap((one) => (one.mine ? [] : [one.text!]))
  expect(pieces).toHaveLength(3)
  expect(pieces.every(({ length }) => length <= 2000)).toBe(true)
  expect(pieces.join(' ')).toBe(text)
  expect(qq.sent().map(({ msg_seq }) => msg_seq)).toEqual([1, 2, 3])
  expect(await talk.view()).toMatchObject({ window: { left: 1 } })
})

test('a menu whose every character is escaped is taken all the same, with numbers where it grows too long', async () => {
  const { qq, ada, talk } = await asked()
  for (const [length, shown] of [
    [800, { buttons: [[{ label: 'A' }]] }],
    [1200, { text: `${'`*'.repeat(600)}\n1. A` }],
  ] as const) {
    await talk.say([{ type: 'menu', prompt: '`*'.repeat(length / 2), options: [{ id: 'a', label: 'A' }] }])
    expect(ada.screen().at(-1)).toMatchObject(shown)
  }
  expect(statuses(qq)).toEqual([200, 200])
})

test('what looks like a tag of QQ’s calls nobody', async () => {
  const { ada, talk } = await asked()
  await talk.say('hi <qqbot-at-everyone /> & <b>')
  expect(ada.screen().at(-1)?.text).toBe('hi <\u2060qqbot-at-everyone /> & <b>')
})

const bubble = (person: LabPerson, text: string) => person.screen().find((one) => !one.mine && one.text === text)

test('a message is taken back within two minutes, and not later', async () => {
  const { qq, ada, talk } = await asked()
  const wrong = await talk.tell(ada, 'wrong customer')
  const recall = ({ id }: { id: string }) => house.agent.post(`/api/messages/${id}/recall`)
  expect(await recall(wrong)).toMatchObject({ status: 200, body: { recalled: expect.any(String) } })
  expect(ada.screen().at(-1)).toMatchObject({ recalled: true })
  expect((await recall(wrong)).status).toBe(200)
  expect(qq.calls('recall')).toMatchObject([{ status: 200 }])

  const late = await talk.tell(ada, 'too late')
  await house.push(2 * MINUTE + 1000)
  expect(await recall(late)).toMatchObject({ status: 409, body: { code: 'too-late', withinMs: 2 * MINUTE } })
  // QQ's clock may be ahead of ours.
  house.lab.qq.set({ limits: { ...usualLimits, recallMs: -1 } })
  const early = await talk.tell(ada, 'by QQ’s clock')
  expect(await recall(early)).toMatchObject({
    status: 422,
    body: { code: 'channel-window', platformCode: '40064004', title: '已超出消息撤回时限' },
  })
  house.lab.qq.set({ limits: usualLimits })
  expect(bubble(ada, 'by QQ’s clock')).toBeDefined()
  expect(qq.calls('recall')).toHaveLength(2)
})

test('a thumb is a rating of the message, another one replaces it, and it can be taken away', async () => {
  const { ada, talk } = await asked()
  const { id } = await talk.tell(ada, 'all done')
  const rating = async () => (await talk.messages()).find((one) => one.id === id).rating
  const shown = bubble(ada, 'all done')!
  for (const [thumb, score] of [
    ['like', 5],
    ['dislike', 1],
    ['dislike', undefined],
  ] as const) {
    ada.rate(shown, thumb)
    await soon(async () => ((await rating()) === score ? true : undefined), `${score}`)
  }
})

test('direct messages of a guild are answered in their own interface', async () => {
  const { qq } = await asked()
  const bo = qq.person('Bo').inGuild()
  bo.say('a < b & c')
  const talk = await claim(house, qq)
  expect((await talk.messages())[0].text).toBe('a < b & c')
  await talk.say('<b> & more')
  expect(bo.screen().at(-1)?.text).toBe('<b> & more')
  const file = await upload(house.agent, Uint8Array.from(picture(64, 48)), 'label.png', 'image/png')
  await talk.say([{ type: 'image', file }])
  expect(bo.screen().at(-1)?.media?.type).toBe('photo')
  bo.expire()
  expect((await talk.say('late', 'failed')).error).toEqual({ code: 'window', text: '回复的消息过期' })
  await house.push(5 * MINUTE + 1000)
  expect(await talk.refusal()).toBe('window-closed')
})
