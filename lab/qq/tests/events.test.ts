import { expect, test } from 'vitest'
import { picture } from '../../samples/picture.ts'
import { hour, talking, type Setting } from './tools.ts'

/** Downloads an attachment as the hub would, through the relay. */
const download = ({ url }: Setting, link: string) => fetch(link.replace('https://', `${url}/`))

test('text, with what quotes it', async () => {
  const { ada, heard } = await talking()
  const first = ada.say('每天坚持阅读半小时')
  ada.say('这个建议很有帮助', { replyTo: first })
  const [plain, quote] = await heard('C2C_MESSAGE_CREATE')
  expect(plain!.d).toMatchObject({
    content: '每天坚持阅读半小时',
    message_type: 0,
    author: { user_openid: ada.openid, username: '', union_openid: '' },
    timestamp: '2026-01-01T08:00:00+08:00',
    message_scene: { source: 'default', ext: ['', expect.stringMatching(/^msg_idx=REFIDX_.*==$/)] },
  })
  expect(ada.openid).toMatch(/^[0-9A-F]{32}$/)
  const index = (plain!.d['message_scene'] as { ext: string[] }).ext[1]!.slice('msg_idx='.length)
  expect(quote!.d).toMatchObject({ message_type: 103, msg_elements: [{ msg_idx: index, content: '每天坚持阅读半小时' }] })
  expect((quote!.d['message_scene'] as { ext: string[] }).ext).toContain(`ref_msg_idx=${index}`)
})

test('attachments of every kind, downloaded without credentials until they expire', async () => {
  const setting = await talking()
  const { ada, heard, clock } = setting
  const photo = picture(40, 30)
  ada.sendPhoto(photo, { caption: '看' })
  ada.sendVoice(2, { transcript: '我的包裹呢' })
  ada.sendVideo()
  ada.sendFile(new TextEncoder().encode('订单'), { name: '订单.pdf' })
  const events = await heard('C2C_MESSAGE_CREATE')
  const attached = events.map(({ d }) => (d['attachments'] as Record<string, unknown>[])[0]!)
  expect(events[0]!.d['content']).toBe('看')
  expect(attached).toMatchObject([
    { content_type: 'image/png', filename: 'photo.png', width: 40, height: 30, size: photo.length },
    { content_type: 'voice', filename: expect.stringMatching(/\.amr$/), asr_refer_text: '我的包裹呢' },
    { content_type: 'video/mp4', filename: 'video.mp4' },
    { content_type: 'file', filename: '订单.pdf', size: 6 },
  ])
  const bytes = async (link: unknown) => new Uint8Array(await (await download(setting, link as string)).arrayBuffer())
  expect(await bytes(attached[0]!['url'])).toEqual(new Uint8Array(photo))
  expect(new TextDecoder().decode(await bytes(attached[3]!['url']))).toBe('订单')
  expect(Buffer.from(await bytes(attached[1]!['voice_wav_url'])).toString('latin1', 8, 12)).toBe('WAVE')
  expect(Buffer.from(await bytes(attached[1]!['url'])).toString('latin1', 1, 10)).toBe('#!SILK_V3')
  clock.advance(2 * hour - 1)
  expect((await download(setting, attached[0]!['url'] as string)).status).toBe(200)
  clock.advance(1)
  expect((await download(setting, attached[0]!['url'] as string)).status).toBe(400)
  expect((await download(setting, (attached[2]!['url'] as string).replace(/rkey=\w+/, 'rkey=x'))).status).toBe(400)
})

test('cards: a place and a link', async () => {
  const { ada, heard } = await talking()
  ada.sendLocation(22.54, 113.93, { title: '腾讯大厦', address: '深圳' })
  ada.sendLink('News', 'https://example.com/a', { description: 'Read' })
  const [place, link] = await heard('C2C_MESSAGE_CREATE')
  expect(place!.d).toMatchObject({ message_type: 3, ark_data: { ark_type: 'map', fields: { title: '腾讯大厦', address: '深圳' } } })
  expect(place!.d['content']).toMatch(/^\[卡片消息\] 位置\n摘要: /)
  expect(link!.d).toMatchObject({ message_type: 3, ark_data: { fields: { url: 'https://example.com/a' } } })
  expect(ada.screen()).toMatchObject([{ place: { latitude: 22.54, title: '腾讯大厦' } }, { link: { title: 'News', description: 'Read' } }])
})

test('friends come and go, switch and come by a link', async () => {
  const { ada, heard } = await talking()
  ada.reject()
  ada.reject()
  ada.receive()
  ada.block()
  ada.start('callback_abc123')
  const seconds = Date.UTC(2026, 0, 1) / 1000
  for (const t of ['C2C_MSG_REJECT', 'C2C_MSG_RECEIVE', 'FRIEND_DEL']) {
    expect((await heard(t)).map(({ d }) => d)).toEqual([{ openid: ada.openid, timestamp: seconds }])
  }
  const [added] = await heard('FRIEND_ADD')
  expect(added!.d).toEqual({
    openid: ada.openid,
    timestamp: seconds,
    scene: 2003,
    scene_param: 'callback_abc123',
    author: { union_openid: '' },
  })
})

test('a group: what calls the bot, what does not, and everything when the owner lets it', async () => {
  const { ada, heard, qq, bot } = await talking()
  const bo = qq.person({ name: '小明', bot })
  const group = qq.group('Shop', ada, { people: [bo], bots: [bot] })
  group.as(bo).say('not for a bot')
  group.as(bo).say('@Acme /今日天气 ')
  const [called] = await heard('GROUP_AT_MESSAGE_CREATE')
  expect(called!.d).toMatchObject({
    content: ' /今日天气 ',
    group_openid: group.openid(bot),
    author: { member_role: 'member', username: '小明', member_openid: expect.stringMatching(/^[0-9A-F]{32}$/) },
  })
  expect((called!.d['author'] as { member_openid: string }).member_openid).not.toBe(bo.openid)
  expect(await heard('GROUP_MESSAGE_CREATE')).toEqual([])
  group.letReadAll(bot)
  group.as(ada).say('for all')
  expect((await heard('GROUP_MESSAGE_CREATE')).map(({ d }) => d)).toMatchObject([{ content: 'for all', author: { member_role: 'owner' } }])
  group.letSpeakUp(bot, false)
  group.letSpeakUp(bot, true)
  group.kick(bot)
  group.as(ada).say('@Acme still there?')
  for (const t of ['GROUP_ADD_ROBOT', 'GROUP_MSG_REJECT', 'GROUP_MSG_RECEIVE', 'GROUP_DEL_ROBOT']) {
    expect((await heard(t)).map(({ d }) => d)).toMatchObject([{ group_openid: group.openid(bot), op_member_openid: expect.any(String) }])
  }
  expect(await heard('GROUP_AT_MESSAGE_CREATE')).toHaveLength(1)
})

test('one person is another to each bot', async () => {
  const { ada, qq } = await talking()
  const other = qq.bot({ appId: '42', secret: 's' })
  expect(ada.with(other).openid).not.toBe(ada.openid)
})

test('private messages in a guild', async () => {
  const setting = await talking()
  const { ada, heard, call, clock, url } = setting
  const there = ada.inGuild()
  there.say('a < b & c')
  there.sendPhoto(picture(4, 4))
  const [event, photo] = await heard('DIRECT_MESSAGE_CREATE')
  expect(event!.d).toMatchObject({
    content: 'a &lt; b &amp; c',
    guild_id: there.openid,
    author: { username: 'Ada', id: expect.stringMatching(/^\d+$/) },
  })
  expect(photo!.d['attachments']).toMatchObject([{ content_type: 'image/png' }])
  const send = (body: object, guild = there.openid) => call('POST', `/dms/${guild}/messages`, body)
  const answered = await send({ content: 'x &lt; y', msg_id: event!.d['id'] })
  expect(answered).toMatchObject({ status: 200, body: { guild_id: there.openid, author: { bot: true } } })
  const image = `${url}/lab/qq/media/${there.screen()[1]!.media!.key}`
  expect((await send({ image, msg_id: event!.d['id'] })).status).toBe(200)
  expect(there.screen().slice(2)).toMatchObject([{ text: 'x < y' }, { media: { type: 'photo', width: 4 } }])
  const actives = [await send({ content: '1' }), await send({ content: '2' }), await send({ content: '3' })]
  expect(actives.map(({ body }) => body['code'])).toEqual([undefined, undefined, 304049])
  clock.advance(5 * 60_000 + 1)
  expect((await send({ content: 'late', msg_id: event!.d['id'] })).body).toMatchObject({ code: 304027 })
  expect((await send({ content: 'x', msg_id: 'none' })).body).toMatchObject({ code: 304026 })
  expect((await send({ content: ' ' })).body).toMatchObject({ code: 50006 })
  expect((await send({ markdown: { content: '# x' } })).body).toMatchObject({ code: 304036 })
  expect((await send({ content: 'x' }, '1')).body).toMatchObject({ code: 304032 })
})
