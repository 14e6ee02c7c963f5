import { expect, test } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { picture } from '../../samples/picture.ts'
import { usualLimits } from '../limits.ts'
import { call, lab, token } from './tools.ts'

async function withAda(options: Parameters<typeof lab>[0] = {}) {
  const started = await lab(options)
  const bot = started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  const send = (method: string, args: Record<string, unknown>) => call(started.root, method, { chat_id: ada.id, ...args })
  return { started, bot, ada, send }
}

const bad = (description: string) => ({ status: 400, body: { ok: false, error_code: 400, description: `Bad Request: ${description}` } })

test('text has 1 to 4096 characters after the entities are parsed, an emoji being one', async () => {
  const { send } = await withAda()
  expect((await send('sendMessage', { text: 'x'.repeat(4096) })).status).toBe(200)
  expect(await send('sendMessage', { text: 'x'.repeat(4097) })).toMatchObject(bad('message is too long'))
  expect((await send('sendMessage', { text: '😀'.repeat(4096) })).status).toBe(200)
  expect(await send('sendMessage', { text: '😀'.repeat(4097) })).toMatchObject(bad('message is too long'))
  expect((await send('sendMessage', { text: `<b>${'x'.repeat(4096)}</b>`, parse_mode: 'HTML' })).status).toBe(200)
  expect(await send('sendMessage', { text: '' })).toMatchObject(bad('message text is empty'))
  expect(await send('sendMessage', { text: ' \n ' })).toMatchObject(bad('text must be non-empty'))
})

test('a caption has up to 1024 characters, button data 1 to 64 bytes, an answer 200 characters', async () => {
  const { send, ada, started } = await withAda()
  const photo = `${started.url}/lab/telegram/media/${ada.sendPhoto(picture(9, 9)).media!.key}`
  expect((await send('sendPhoto', { photo, caption: 'c'.repeat(1024) })).status).toBe(200)
  expect(await send('sendPhoto', { photo, caption: 'c'.repeat(1025) })).toMatchObject(bad('message caption is too long'))
  const button = (data: string) => ({ text: 'b', reply_markup: { inline_keyboard: [[{ text: 'b', callback_data: data }]] } })
  expect((await send('sendMessage', button('é'.repeat(32)))).status).toBe(200)
  expect(await send('sendMessage', button(`é${'e'.repeat(63)}`))).toMatchObject(bad('BUTTON_DATA_INVALID'))
  expect(await send('sendMessage', button(''))).toMatchObject(
    bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
  )
  const answer = (text: string) => send('answerCallbackQuery', { callback_query_id: ada.press('b'), text })
  expect((await answer('t'.repeat(200))).status).toBe(200)
  expect((await answer('t'.repeat(201))).status).toBe(400)
})

test('an album has 2 to 10 parts, documents only among themselves', async () => {
  const { send, ada, started } = await withAda()
  const media = `${started.url}/lab/telegram/media/${ada.sendPhoto(picture(9, 9)).media!.key}`
  const album = (types: string[]) => send('sendMediaGroup', { media: types.map((type) => ({ type, media })) })
  expect((await album(Array.from({ length: 10 }, () => 'photo'))).status).toBe(200)
  expect(await album(Array.from({ length: 11 }, () => 'photo'))).toMatchObject(bad('too many messages to send as an album'))
  expect(await album([])).toMatchObject(bad('there are no messages to send'))
  expect(await album(['photo', 'document'])).toMatchObject(bad("document can't be mixed with other media types"))
  expect(await album(['animation'])).toMatchObject(bad('can\'t parse InputMedia: type "animation" can\'t be used in sendMediaGroup'))
})

test('photos are checked for size, shape and being photos', async () => {
  const { send, started, ada } = await withAda()
  const upload = async (bytes: Uint8Array) => {
    const form = new FormData()
    form.set('chat_id', String(ada.id))
    form.set('photo', new Blob([new Uint8Array(bytes)]), 'p.png')
    return (await (await fetch(`${started.root}/bot${token}/sendPhoto`, { method: 'POST', body: form })).json()) as { description?: string }
  }
  expect((await upload(picture(200, 10))).description).toBeUndefined()
  expect((await upload(picture(210, 10))).description).toBe('Bad Request: PHOTO_INVALID_DIMENSIONS')
  expect((await upload(new Uint8Array(10 * 1024 * 1024 + 1))).description).toBe('Bad Request: file is too big for a photo')
  expect((await upload(new TextEncoder().encode('no photo'))).description).toBe('Bad Request: IMAGE_PROCESS_FAILED')
  expect(await send('sendPhoto', {})).toMatchObject(bad('there is no photo in the request'))
  expect(await send('sendPhoto', { photo: 'AgACnonsense' })).toMatchObject(bad('wrong file identifier/HTTP URL specified'))
})

test('getFile gives links to files of up to 20 MB', async () => {
  const { started, ada } = await withAda()
  const fileOf = async (bytes: number) => {
    const key = ada.sendDocument(new Uint8Array(bytes)).media!.key
    const { body } = await call(started.root, 'getUpdates', { offset: -1 })
    const update = (body.result as { message: { document: { file_id: string; file_unique_id: string } } }[])[0]!
    expect(update.message.document.file_unique_id).toBe(key)
    return call(started.root, 'getFile', { file_id: update.message.document.file_id })
  }
  expect((await fileOf(20 * 1024 * 1024)).status).toBe(200)
  expect(await fileOf(20 * 1024 * 1024 + 1)).toMatchObject(bad('file is too big'))
})

test('a chat takes a burst, then a message a second; the answer says how long to wait', async () => {
  const clock = new FakeClock()
  const { send, ada } = await withAda({ clock, telegram: { limits: usualLimits } })
  const statuses = async (count: number) => {
    const all: number[] = []
    for (let sent = 0; sent < count; sent++) all.push((await send('sendMessage', { text: `${sent}` })).status)
    return all
  }
  expect(await statuses(4)).toEqual([200, 200, 200, 429])
  const refused = await send('sendMessage', { text: 'x' })
  expect(refused.body).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  })
  expect(refused.headers.get('retry-after')).toBe('1')
  clock.advance(1000)
  expect(await statuses(2)).toEqual([200, 429])
  expect(ada.screen()).toHaveLength(5)
})

test('a group takes 20 messages a minute, a bot 30 a second', async () => {
  const clock = new FakeClock()
  const limits = { ...usualLimits, chat: { count: 1000, per: 1, burst: 1000 } }
  const { started, bot, ada } = await withAda({ clock, telegram: { limits } })
  const group = started.telegram.group('G', ada, { bots: [bot] })
  const send = (chat: number) => call(started.root, 'sendMessage', { chat_id: chat, text: 'x' })
  for (let sent = 0; sent < 20; sent++) expect((await send(group.id)).status).toBe(200)
  expect((await send(group.id)).body.parameters).toEqual({ retry_after: 3 })
  for (let sent = 0; sent < 10; sent++) expect((await send(ada.id)).status).toBe(200)
  expect((await send(ada.id)).body.parameters).toEqual({ retry_after: 1 })
  clock.advance(1000)
  expect((await send(ada.id)).status).toBe(200)
  expect((await send(group.id)).body.parameters).toEqual({ retry_after: 2 })
})

test('setWebhook twice within a second is too often', async () => {
  const started = await lab({ clock: new FakeClock(), telegram: { limits: usualLimits } })
  const set = () => call(started.root, 'setWebhook', { url: 'http://127.0.0.1:1/' })
  expect((await set()).status).toBe(200)
  expect((await set()).body.parameters).toEqual({ retry_after: 1 })
})

test('messages older than 48 hours and those of others in a group are not deleted', async () => {
  const clock = new FakeClock()
  const { started, bot, ada, send } = await withAda({ clock })
  const id = async () => ((await send('sendMessage', { text: 'x' })).body.result as { message_id: number }).message_id
  const first = await id()
  clock.advance(48 * 3600 * 1000)
  expect((await send('deleteMessage', { message_id: first })).status).toBe(200)
  const second = await id()
  clock.advance(48 * 3600 * 1000 + 1000)
  expect(await send('deleteMessage', { message_id: second })).toMatchObject(bad("message can't be deleted for everyone"))
  const group = started.telegram.group('G', ada, { bots: [bot] })
  const other = group.as(ada).say('mine')
  const remove = () => call(started.root, 'deleteMessage', { chat_id: group.id, message_id: other.id })
  expect(await remove()).toMatchObject(bad("message can't be deleted for everyone"))
  group.promote(bot)
  expect((await remove()).status).toBe(200)
})
