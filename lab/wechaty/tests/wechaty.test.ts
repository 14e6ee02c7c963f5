import { WechatyBuilder } from 'wechaty'
import { log } from 'wechaty-puppet'
import { expect, onTestFinished, test } from 'vitest'
import { startLab } from '../../server.ts'
import type { Phone } from '../../screen.ts'

// Wechaty tells of everything that stops.
log.level('silent')

type Bot = ReturnType<typeof WechatyBuilder.build>
const next = <T>(bot: Bot, event: string): Promise<T> => new Promise((resolve) => void bot.once(event as 'login', resolve as never))
const nextMessage = (bot: Bot): Promise<Awaited<ReturnType<Bot['Message']['find']>> & object> => next(bot, 'message')

/** A lab with wechaty itself as the hub: an account that is signed in, and a customer. */
async function bench() {
  const lab = await startLab()
  onTestFinished(() => lab.stop())
  const acme = lab.wechaty.account({ name: 'Acme' })
  const ada = lab.wechaty.person({ name: 'Ada' })
  const puppet = await lab.wechaty.puppet()
  const bot = WechatyBuilder.build({ puppet })
  const scanned = next(bot, 'scan')
  await bot.start()
  await scanned
  const login = next(bot, 'login')
  await acme.scan()
  await login
  return { lab, bot, puppet, acme, ada }
}

test('the code is shown, and good once', async () => {
  const lab = await startLab()
  onTestFinished(() => lab.stop())
  const bot = WechatyBuilder.build({ puppet: await lab.wechaty.puppet() })
  const code = next<string>(bot, 'scan')
  await bot.start()
  const acme = lab.wechaty.find('wechaty:1')!
  expect(lab.wechaty.phones()[0]).toMatchObject({ owner: { name: 'Acme' }, chats: [{ id: 'login', fresh: true }] })
  await expect(acme.scan('http://weixin.qq.com/x/other')).rejects.toThrow('not valid')
  const shown = await code
  await acme.scan(shown)
  expect(bot.isLoggedIn && bot.currentUser.name()).toBe('Acme')
  expect(lab.wechaty.phones()[0]).toMatchObject({ chats: [{ id: 'login', fresh: false }] })
  await expect(acme.scan(shown)).rejects.toThrow('not valid')
})

test('a customer writes, the program answers, and hears itself and the phone', async () => {
  const { bot, acme, ada } = await bench()
  let message = nextMessage(bot)
  ada.say('ping')
  const asked = await message
  expect([asked.text(), asked.self(), asked.talker().name(), asked.listener()?.name()]).toEqual(['ping', false, 'Ada', 'Acme'])
  message = nextMessage(bot)
  const sent = await asked.say('pong')
  expect(await message).toMatchObject({ id: sent?.id })
  expect(await ada.waitFor('pong')).toMatchObject({ author: 'Acme', mine: false })
  message = nextMessage(bot)
  acme.with(ada).say('by hand')
  expect([(await message).self(), (await message).text()]).toEqual([true, 'by hand'])
  expect(
    acme
      .with(ada)
      .screen()
      .map(({ text, mine }) => [text, mine]),
  ).toEqual([
    ['ping', false],
    ['pong', true],
    ['by hand', true],
  ])
})

test('files, places, links and cards, both ways', async () => {
  const { lab, bot, ada } = await bench()
  const heard = async (gesture: () => unknown) => {
    const message = nextMessage(bot)
    gesture()
    return message
  }
  const file = await (await heard(() => ada.sendFile(Buffer.from('hello'), 'a.txt'))).toFileBox()
  expect([file.name, (await file.toBuffer()).toString()]).toEqual(['a.txt', 'hello'])
  const types = []
  for (const gesture of [() => ada.sendPhoto(), () => ada.sendVoice(1), () => ada.sendSticker(), () => ada.sendVideo(Buffer.from('v'))])
    types.push((await heard(gesture)).type())
  expect(types).toEqual([6, 2, 5, 15])
  // `message.toLocation()` of wechaty 1.20.2 throws whatever it is given.
  const { id } = await heard(() => ada.sendLocation(48.1, 11.5, 'Shop'))
  expect(await bot.puppet.messageLocation(id)).toMatchObject({ latitude: 48.1, name: 'Shop' })
  expect((await (await heard(() => ada.sendLink('Order', 'https://shop.example/1'))).toUrlLink()).url()).toBe('https://shop.example/1')
  expect((await (await heard(() => ada.sendContact())).toContact()).name()).toBe('Ada')

  const contact = await bot.Contact.find({ name: 'Ada' })
  await contact?.say(file)
  const { media } = await ada.waitFor((bubble) => bubble.media !== undefined)
  expect(media).toMatchObject({ type: 'file', name: 'a.txt' })
  expect(Buffer.from(lab.wechaty.media(media!.key)!.bytes).toString()).toBe('hello')
})

test('groups, mentions and recalls', async () => {
  const { lab, bot, acme, ada } = await bench()
  const group = lab.wechaty.group('Neighbours')
  let message = nextMessage(bot)
  const own = ada.with(group).say('@Acme help')
  const asked = await message
  expect([await asked.room()?.topic(), await asked.mentionSelf(), asked.room()?.id]).toEqual([
    'Neighbours',
    true,
    expect.stringMatching(/@chatroom$/),
  ])
  message = nextMessage(bot)
  ada.with(group).recall(own)
  expect((await (await message).toRecalled())?.id).toBe(asked.id)
  expect(acme.with(group).screen()).toMatchObject([{ recalled: true }])
  const sent = await asked.say('on our way')
  expect(await sent?.recall()).toBe(true)
  expect(await asked.recall()).toBe(false)
})

test('signing out on the phone shows another code; a session that was kept needs none', async () => {
  const { lab, bot, acme, puppet } = await bench()
  const code = next<string>(bot, 'scan')
  const out = next(bot, 'logout')
  await acme.logout()
  await out
  expect(await code).toMatch(/^http:\/\/weixin/)
  await acme.scan()
  const later = await lab.wechaty.puppet()
  await later.memory.load()
  for await (const [key, value] of puppet.memory.entries()) await later.memory.set(key, value)
  await bot.stop()
  await later.start()
  expect([later.isLoggedIn, later.currentUserId]).toEqual([true, acme.person.id])
})

test('what goes wrong', async () => {
  const { lab, bot, ada } = await bench()
  const contact = await bot.Contact.find({ name: 'Ada' })
  lab.wechaty.faults.set({ loseAnswers: 1 })
  await expect(contact?.say('lost')).rejects.toThrow('hang up')
  await ada.waitFor('lost')
  lab.wechaty.faults.set({ down: 'refused' })
  await expect(contact?.say('never')).rejects.toThrow('ECONNREFUSED')
  lab.wechaty.faults.set({ down: 'no' })
  const code = next(bot, 'scan')
  lab.wechaty.faults.set({ unauthorized: true })
  await code
  expect(bot.isLoggedIn).toBe(false)
  expect(lab.journal.list({ platform: 'wechaty', what: 'qrcode' })).toHaveLength(2)
})

test('everything the page does, over HTTP', async () => {
  const { lab } = await bench()
  const act = async (name: string, input: object): Promise<Record<string, string>> => {
    const response = await fetch(`${lab.url}/lab/wechaty/actions/${name}`, { method: 'POST', body: JSON.stringify(input) })
    const { result, error } = (await response.json()) as { result: Record<string, string>; error?: string }
    if (error !== undefined) throw new Error(error)
    return result
  }
  const { phone } = await act('newPerson', { name: 'Bo' })
  const { account, phone: other } = await act('newAccount', { name: 'Shop' })
  const { chat: room } = await act('newGroup', { phone, title: 'Neighbours' })
  const at = { phone, chat: `with:${account}` }
  await act('say', { ...at, text: 'hi' })
  for (const name of ['photo', 'file', 'voice', 'sticker', 'contact']) await act(name, at)
  await act('location', { ...at, latitude: 1, longitude: 2 })
  await act('link', { ...at, title: 't', url: 'https://x.example' })
  await act('recall', { ...at, message: 1 })
  await act('say', { phone, chat: room, text: 'hi all' })
  await expect(act('scan', { phone: other, code: 'x' })).rejects.toThrow('not valid')
  await expect(act('say', { phone: other, chat: 'login', text: 'x' })).rejects.toThrow('Nobody reads')
  await act('logout', { phone: other })

  const { phones } = (await (await fetch(`${lab.url}/lab/state`)).json()) as { phones: Phone[] }
  const bo = phones.find(({ id }) => id === phone)!
  expect(bo.chats.map(({ title, kind }) => [title, kind])).toEqual([
    ['Acme', 'private'],
    ['Shop', 'private'],
    ['Neighbours', 'group'],
  ])
  expect(bo.chats[1]?.bubbles).toHaveLength(8)
  expect(bo.chats[1]?.bubbles[0]).toMatchObject({ recalled: true })
  const picture = await fetch(`${lab.url}/lab/wechaty/media/${bo.chats[1]?.bubbles[1]?.media?.key}`)
  expect(picture.headers.get('content-type')).toBe('image/png')
})
