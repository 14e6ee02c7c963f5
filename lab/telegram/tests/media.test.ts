import { InputFile } from 'grammy'
import { expect, test } from 'vitest'
import { picture } from '../../samples/picture.ts'
import { grammy, polling } from './grammy-tools.ts'
import { call, lab, token } from './tools.ts'

test('what a person sends can be downloaded byte for byte, the largest size of a photo too', async () => {
  const started = await lab()
  const photo = picture(1000, 500, 0x336699)
  const document = new TextEncoder().encode('订单')
  const ids: Record<string, string> = {}
  const bot = await polling(started, (bot) => {
    bot.on('message:photo', ({ message }) => void (ids['photo'] = message.photo.at(-1)!.file_id))
    bot.on('message:voice', ({ message }) => void (ids['voice'] = message.voice.file_id))
    bot.on('message:document', async (context) => {
      const { file_id: id, file_name: name, mime_type: mime } = context.message.document
      ids['document'] = id
      await context.reply(`${name} ${mime}`)
    })
  })
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  ada.sendPhoto(photo)
  ada.sendVoice(2)
  ada.sendDocument(document, { name: '订单.pdf', mime: 'application/pdf' })
  await ada.waitFor('订单.pdf application/pdf')
  const download = async (id: string): Promise<Uint8Array> => {
    const file = await bot.api.getFile(id)
    return new Uint8Array(await (await fetch(`${started.root}/file/bot${token}/${file.file_path}`)).arrayBuffer())
  }
  expect(await download(ids['photo']!)).toEqual(new Uint8Array(photo))
  expect(await download(ids['document']!)).toEqual(document)
  expect(new TextDecoder('latin1').decode((await download(ids['voice']!)).slice(0, 4))).toBe('OggS')
})

test('uploads of every kind, by bytes, by attach:// in an album, by file_id and by address', async () => {
  const started = await lab()
  const { api } = grammy(started)
  started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  const photo = await api.sendPhoto(ada.id, new InputFile(picture(640, 480), 'p.png'), { caption: 'one' })
  expect(photo.photo.at(-1)).toMatchObject({ width: 640, height: 480 })
  const again = await api.sendPhoto(ada.id, photo.photo.at(-1)!.file_id)
  expect(again.photo.at(-1)!.file_unique_id).toBe(photo.photo.at(-1)!.file_unique_id)
  const bytes = new Uint8Array([1, 2, 3])
  expect((await api.sendDocument(ada.id, new InputFile(bytes, 'a.bin'))).document).toMatchObject({ file_name: 'a.bin', file_size: 3 })
  expect((await api.sendVoice(ada.id, new InputFile(bytes, 'v.oga'), { duration: 4 })).voice).toMatchObject({ duration: 4 })
  expect((await api.sendAudio(ada.id, new InputFile(bytes, 'a.mp3'), { title: 'T' })).audio).toMatchObject({ title: 'T' })
  expect((await api.sendVideo(ada.id, new InputFile(bytes, 'v.mp4'))).video.mime_type).toBe('video/mp4')
  expect((await api.sendAnimation(ada.id, new InputFile(bytes, 'g.mp4'))).animation).toBeDefined()
  expect((await api.sendSticker(ada.id, new InputFile(picture(512, 512), 's.webp'))).sticker).toMatchObject({ width: 512 })
  const album = await api.sendMediaGroup(ada.id, [
    { type: 'photo', media: new InputFile(picture(100, 100, 1), 'a.png'), caption: 'first' },
    { type: 'photo', media: new InputFile(picture(100, 100, 2), 'b.png') },
  ])
  expect(new Set(album.map((one) => 'media_group_id' in one && one.media_group_id)).size).toBe(1)
  const address = `${started.url}/lab/telegram/media/${photo.photo.at(-1)!.file_unique_id}`
  expect((await api.sendPhoto(ada.id, address)).photo.at(-1)).toMatchObject({ width: 640 })
  expect(ada.screen().filter((one) => !one.mine)).toHaveLength(11)
})

test('location, venue and contact', async () => {
  const started = await lab()
  const { api } = grammy(started)
  started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  await api.sendLocation(ada.id, 48.1, 11.5)
  await api.sendVenue(ada.id, 48.1, 11.5, 'Shop', 'Main street 1')
  await api.sendContact(ada.id, '+49301234', 'Bo')
  expect(ada.screen().slice(1)).toMatchObject([
    { place: { latitude: 48.1, longitude: 11.5 } },
    { place: { title: 'Shop', address: 'Main street 1' } },
    { card: { name: 'Bo', phone: '+49301234' } },
  ])
})

test('a file id of one bot is nothing to another; the unique id is the same', async () => {
  const started = await lab({ telegram: { privacy: false } })
  const other = '8000:AAotherBot'
  started.telegram.bot(token)
  started.telegram.bot(other)
  const ada = started.telegram.person({ name: 'Ada' })
  const group = started.telegram.group('Both', ada, { bots: [started.telegram.bot(token), started.telegram.bot(other)] })
  group.as(ada).sendPhoto()
  const photoOf = async (bot: string): Promise<{ file_id: string; file_unique_id: string }> => {
    const { body } = await call(started.root, 'getUpdates', {}, bot)
    const updates = body.result as { message?: { photo?: { file_id: string; file_unique_id: string }[] } }[]
    return updates.at(-1)!.message!.photo!.at(-1)!
  }
  const [mine, theirs] = [await photoOf(token), await photoOf(other)]
  expect(mine.file_unique_id).toBe(theirs.file_unique_id)
  expect(mine.file_id).not.toBe(theirs.file_id)
  expect((await call(started.root, 'getFile', { file_id: mine.file_id })).status).toBe(200)
  expect((await call(started.root, 'getFile', { file_id: mine.file_id }, other)).body).toMatchObject({
    error_code: 400,
    description: 'Bad Request: invalid file_id',
  })
})
