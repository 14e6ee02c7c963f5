import { expect, test } from 'vitest'
import { rareMessages, type RareMessage } from '../samples.ts'
import { bench, callbackSettings, element, eventsOf, hour, hub, second, text, type Item } from './tools.ts'

const contents = (items: Item[]): unknown[] => items.flatMap((item) => (item['text'] as { content: string } | undefined)?.content ?? [])

test('a cursor goes on where it was given; an old one gives the same again', async () => {
  const { ada, sync } = await bench()
  const first = await sync()
  ada.say('one')
  const second = await sync(first.cursor)
  ada.say('two')
  expect(contents((await sync(second.cursor)).items)).toEqual(['two'])
  const again = await sync(first.cursor)
  expect(contents(again.items)).toEqual(['one', 'two'])
  expect(again.items[0]).toEqual(second.items[0])
  const end = await sync(again.cursor)
  expect(end).toEqual({ items: [], cursor: again.cursor })
  expect(again.cursor.length).toBeLessThanOrEqual(64)
  expect(ada.screen()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
})

test('cursors and accounts belong together', async () => {
  const { ada, corp, account, call } = await bench()
  const other = corp.openAccount('Other')
  ada.with(other).start()
  const page = await call('kf/sync_msg', { open_kfid: other.id })
  const wrong = await call('kf/sync_msg', { open_kfid: account.id, cursor: page['next_cursor'] })
  expect(wrong.errcode).toBe(40058)
  expect((await call('kf/sync_msg', { open_kfid: 'wkNobody' })).errcode).toBe(95000)
  expect((await call('kf/sync_msg', { open_kfid: account.id, cursor: 'x'.repeat(65) })).errcode).toBe(40058)
})

test('pages: 1000 at most, and empty ones before more', async () => {
  const { ada, account, call, sync } = await bench()
  const { cursor } = await sync()
  account.pad(4)
  ada.say('after the gap')
  const page = (from: string, limit: number) => call('kf/sync_msg', { open_kfid: account.id, cursor: from, limit })
  const empty = await page(cursor, 3)
  expect(empty).toMatchObject({ has_more: 1, msg_list: [] })
  const last = await page(String(empty['next_cursor']), 3)
  expect(last).toMatchObject({ has_more: 0, msg_list: [{ text: { content: 'after the gap' } }] })
  expect((await page(cursor, 1000)).errcode).toBe(0)
  expect((await page(cursor, 1001)).errcode).toBe(40058)
})

test('nothing older than three days', async () => {
  const { ada, clock, login, sync } = await bench()
  ada.say('old')
  clock.advance(72 * hour)
  await login()
  ada.say('new')
  expect(contents((await sync()).items)).toEqual(['old', 'new'])
  clock.advance(1)
  expect(contents((await sync()).items)).toEqual(['new'])
})

test('the token of a callback lasts ten minutes; without one the calls are counted', async () => {
  const { ada, account, call, clock, corp, lab } = await bench({ tokenless: { count: 2, perMs: 60_000 } })
  const server = await hub()
  await corp.configure({ ...callbackSettings, url: server.url })
  ada.say('hi')
  await lab.wechatKf.quiet()
  const token = element(server.hits.at(-1)!.message, 'Token')
  const ask = (more: object) => call('kf/sync_msg', { open_kfid: account.id, ...more })
  const codes = await Promise.all([ask({}), ask({}), ask({})])
  expect(codes.map(({ errcode }) => errcode).toSorted()).toEqual([0, 0, 45009])
  clock.advance(60 * second)
  expect((await ask({})).errcode).toBe(0)
  clock.advance(540 * second - 1)
  expect((await ask({ token })).errcode).toBe(0)
  clock.advance(1)
  expect((await ask({ token })).errcode).toBe(95007)
})

test('what a person sends arrives in the shape of the page', async () => {
  const { ada, account, sync, corp, clock } = await bench()
  ada.say('你好')
  ada.sendPhoto()
  ada.sendVoice(3)
  ada.sendVideo()
  ada.sendFile()
  ada.sendLocation(23.1, 113.3, 'n', 'a')
  ada.sendLink('Shop', 'https://example.com', 'd')
  ada.sendMiniprogram('Orders')
  const [enter, hello, ...rest] = (await sync()).items
  const ids = { open_kfid: account.id, external_userid: corp.externalId(ada.person) }
  expect(enter).toMatchObject({ origin: 4, msgtype: 'event', event: { event_type: 'enter_session', ...ids, scene: '' } })
  expect(enter).not.toHaveProperty('open_kfid')
  expect(hello).toEqual({
    msgid: hello!.msgid,
    ...ids,
    send_time: clock.now() / second,
    origin: 3,
    msgtype: 'text',
    text: { content: '你好' },
  })
  expect(rest.map(({ msgtype }) => msgtype)).toEqual(['image', 'voice', 'video', 'file', 'location', 'link', 'miniprogram'])
  expect(rest[4]).toMatchObject({ location: { latitude: 23.1, longitude: 113.3, name: 'n', address: 'a' } })
  expect(rest[5]).toMatchObject({ link: { title: 'Shop', desc: 'd', url: 'https://example.com', pic_url: '' } })
  expect(rest[6]).toMatchObject({ miniprogram: { title: 'Orders', appid: 'wx0000000000000001' } })
  expect(ada.screen().map(({ media }) => media?.type)).toContain('voice')
})

test('the rare types too, from customers and from servicers', async () => {
  const { ada, account, sync, lab } = await bench()
  const { cursor } = await sync()
  const types = Object.keys(rareMessages) as RareMessage[]
  for (const type of types) ada.sendRare(type)
  lab.wechatKf.servicer(account, 'zhangsan').sendRare(ada.session, 'msgmenu')
  const items = (await sync(cursor)).items.filter(({ msgtype }) => msgtype !== 'event')
  expect(items.map(({ msgtype }) => msgtype)).toEqual([...types, 'msgmenu'])
  expect(items.every((item) => item.msgtype in item)).toBe(true)
  expect(items.at(-1)).toMatchObject({ origin: 5, servicer_userid: 'zhangsan' })
})

test('what the API sends does not come back', async () => {
  const { ada, send, sync } = await bench()
  ada.say('hi')
  const { cursor } = await sync()
  await send(text('hello'))
  expect((await sync(cursor)).items).toEqual([])
})

test('recalls', async () => {
  const { ada, account, clock, sync, lab } = await bench()
  const zhang = lab.wechatKf.servicer(account, 'zhangsan')
  const own = ada.say('oops')
  const late = ada.say('too late')
  const theirs = zhang.say(ada.session, 'wrong')
  clock.advance(120 * second)
  ada.recall(own)
  zhang.recall(ada.session, theirs)
  clock.advance(1)
  expect(() => ada.recall(late)).toThrow('too late')
  const { items } = await sync()
  const idOf = (content: string) => items.find((item) => (item['text'] as { content?: string } | undefined)?.content === content)!.msgid
  expect(eventsOf(items, 'user_recall_msg')).toMatchObject([{ recall_msgid: idOf('oops'), external_userid: ada.externalId }])
  expect(eventsOf(items, 'servicer_recall_msg')).toMatchObject([{ recall_msgid: idOf('wrong'), servicer_userid: 'zhangsan' }])
  expect(ada.screen().map((one) => one.recalled === true)).toEqual([true, false, true])
})
