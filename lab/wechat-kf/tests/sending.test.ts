import { expect, test } from 'vitest'
import { bench, eventsOf, hour, text, type Bench } from './tools.ts'

/** The hub's messages that failed later, with their reason. */
async function failures({ clock, sync }: Bench): Promise<unknown[]> {
  clock.advance(1000)
  return eventsOf((await sync()).items, 'msg_send_fail').map((event) => [event['fail_msgid'], event['fail_type']])
}

test('five messages for each of the customer; the sixth is accepted and fails', async () => {
  const made = await bench()
  const { ada, send } = made
  ada.say('hi')
  for (const id of ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'])
    expect(await send(text(id), { msgid: id })).toMatchObject({ errcode: 0, msgid: id })
  expect(await failures(made)).toEqual([['m6', 6]])
  expect(ada.screen().map((one) => one.text)).toEqual(['hi', 'm1', 'm2', 'm3', 'm4', 'm5'])
  ada.say('and?')
  await send(text('m7'), { msgid: 'm7' })
  expect(await failures(made)).toHaveLength(1)
  expect(await ada.waitFor('m7')).toMatchObject({ mine: false, author: 'Acme' })
})

test('48 hours, to the millisecond', async () => {
  const made = await bench()
  const { ada, clock, login, send } = made
  ada.say('hi')
  clock.advance(48 * hour - 1)
  await login()
  await send(text('in time'), { msgid: 'in' })
  clock.advance(1)
  await send(text('too late'), { msgid: 'late' })
  expect(await failures(made)).toEqual([['late', 4]])
  ada.say('still there?')
  await send(text('yes'))
  ada.expire()
  await send(text('no more'), { msgid: 'expired' })
  expect(await failures(made)).toEqual([
    ['late', 4],
    ['expired', 4],
  ])
})

test('the same, refused at once', async () => {
  const made = await bench({ failures: 'at-once', windowCount: 1 })
  const { ada, send } = made
  ada.say('hi')
  expect((await send(text('a'))).errcode).toBe(0)
  expect((await send(text('b'))).errcode).toBe(95001)
  ada.say('more')
  ada.expire()
  expect((await send(text('c'), { msgid: 'again' })).errcode).toBe(95002)
  ada.say('more')
  expect((await send(text('c'), { msgid: 'again' })).errcode).toBe(0)
  expect(await failures(made)).toEqual([])
})

test('a customer who blocks, and whatever else makes a message fail', async () => {
  const made = await bench()
  const { ada, account, send } = made
  ada.say('hi')
  ada.block()
  await send(text('a'), { msgid: 'blocked' })
  ada.unblock()
  account.failNext = 13
  await send(text('b'), { msgid: 'unsafe' })
  await send(text('c'))
  expect(await failures(made)).toEqual([
    ['blocked', 10],
    ['unsafe', 13],
  ])
  expect(ada.screen().at(-1)).toMatchObject({ text: 'c' })
})

test('a msgid is the hub’s own, once', async () => {
  const { ada, account, corp, lab, send } = await bench()
  ada.say('hi')
  expect(await send(text('a'), { msgid: 'Az09_-'.padEnd(32, 'x') })).toMatchObject({ errcode: 0 })
  expect((await send(text('a'), { msgid: 'x'.repeat(33) })).errcode).toBe(40058)
  expect((await send(text('a'), { msgid: 'no spaces' })).errcode).toBe(40058)
  const given = await send(text('b'))
  expect(given['msgid']).toMatch(/^[0-9a-zA-Z_-]{1,32}$/)
  expect((await send(text('b'), { msgid: given['msgid'] })).errcode).toBe(95030)
  lab.wechatKf.set({ repeatedMsgid: 'same' })
  expect(await send(text('b'), { msgid: given['msgid'] })).toEqual({ errcode: 0, errmsg: 'ok', msgid: given['msgid'] })
  expect(ada.screen()).toHaveLength(3)
  const other = corp.openAccount('Other')
  ada.with(other).start()
  ada.with(other).say('hi there')
  expect((await send(text('b'), { open_kfid: other.id, msgid: given['msgid'] })).errcode).toBe(0)
  expect(account.msgids.size).toBe(2)
})

test('whom one can write to', async () => {
  const { ada, lab, corp, send } = await bench()
  const bo = lab.wechatKf.person({ name: 'Bo' })
  expect((await send(text('a'), { touser: 'wmNobody' })).errcode).toBe(40096)
  expect((await send(text('a'), { touser: corp.externalId(bo.person) })).errcode).toBe(84061)
  expect((await send(text('a'), { open_kfid: 'wkNobody' })).errcode).toBe(95000)
  expect((await send(text('a'))).errcode).toBe(95018)
  ada.say('hi')
  expect((await send(text('a'))).errcode).toBe(0)
})

const click = (id: string, content: string) => ({ type: 'click', click: { id, content } })
const menu = (more: object) => ({ msgtype: 'msgmenu', msgmenu: { head_content: 'How was it?', list: [click('good', '满意')], ...more } })
const long = (count: number): string => `${'你'.repeat(Math.floor(count / 3))}${'x'.repeat(count % 3)}`

test('lengths in bytes: each at its maximum, and one above', async () => {
  const { ada, send } = await bench({ windowCount: 100 })
  ada.say('hi')
  const cases: [(size: number) => object, number][] = [
    [(size) => text(long(size)), 2048],
    [(size) => menu({ head_content: long(size) }), 1024],
    [(size) => menu({ tail_content: long(size) }), 1024],
    [(size) => menu({ list: [click('i'.repeat(size), 'x')] }), 128],
    [(size) => menu({ list: [click('i', long(size))] }), 128],
    [(size) => menu({ list: Array.from({ length: size }, (_, index) => click(String(index), 'x')) }), 10],
  ]
  for (const [make, max] of cases) {
    expect((await send(make(max))).errcode).toBe(0)
    expect((await send(make(max + 1))).errcode).toBe(40058)
  }
  expect((await send(text(''))).errcode).toBe(40058)
  expect((await send({ msgtype: 'music', music: {} })).errcode).toBe(40058)
})

test('a click on a menu is a text with its id, and opens the window anew', async () => {
  const { ada, send, sync } = await bench({ windowCount: 1 })
  ada.say('hi')
  const list = [
    click('csat-5', '满意'),
    { type: 'text', text: { content: 'or' } },
    { type: 'view', view: { url: 'https://example.com', content: 'Write more' } },
    { type: 'miniprogram', miniprogram: { appid: 'wx1', pagepath: 'a', content: 'Open' } },
  ]
  await send(menu({ list, tail_content: 'Thanks' }))
  const shown = await ada.waitFor('How was it?')
  expect(shown.text).toBe('How was it?\nor\nThanks')
  expect(shown.buttons?.map(([one]) => [one?.label, one?.data])).toEqual([
    ['满意', 'csat-5'],
    ['Write more', undefined],
    ['Open', undefined],
  ])
  ada.press('满意')
  expect((await sync()).items.at(-1)).toMatchObject({ origin: 3, msgtype: 'text', text: { content: '满意', menu_id: 'csat-5' } })
  expect((await send(text('thank you'))).errcode).toBe(0)
  expect(await ada.waitFor('thank you')).toBeDefined()
})
