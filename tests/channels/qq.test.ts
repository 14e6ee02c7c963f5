import { afterAll, beforeAll, expect, test } from 'vitest'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { DAY, MINUTE, answer, connectQq } from './qq.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const MENU = {
  type: 'menu',
  prompt: '请为 *本次* 服务评分',
  options: [
    { id: 'csat:5', label: '满意' },
    { id: 'csat:1', label: '不满意' },
  ],
}

test('a message is answered four times, counted on over a restart, and a fifth time by nobody', async () => {
  const qq = await connectQq(house)
  const ada = qq.friend('Ada')
  ada.say('where is my parcel?')
  const talk = await answer(house, 'where is my parcel?')
  for (const text of ['one', 'two']) await talk.tell(ada, text)
  await house.restart()
  for (const text of ['three', 'four']) await talk.tell(ada, text)
  expect(qq.sent().map(({ msg_seq }) => msg_seq)).toEqual([1, 2, 3, 4])
  expect(new Set(qq.sent().map(({ msg_id }) => msg_id)).size).toBe(1)
  expect(await talk.view()).toMatchObject({ canWrite: false, window: null })
  expect(await talk.refusal()).toBe('window-closed')
  expect(qq.calls('messages')).toHaveLength(4)

  ada.say('hello?')
  await soon(async () => (await talk.view()).window?.left === 4, 'four more')
  for (const text of ['a', 'b', 'c']) await talk.tell(ada, text)
  expect(await talk.refusal('x'.repeat(2001))).toBe('window-too-small')
})

test('in a group five times within five minutes, where the admin wants groups', async () => {
  const deaf = await connectQq(house)
  const gone = deaf.friend('Ed')
  const quiet = house.lab.qq.group('Quiet', gone, { bots: [deaf.bot] })
  quiet.as(gone).say(`@${deaf.bot.name} anybody?`)
  await house.lab.qq.quiet()
  expect((await house.agent.get(`/api/conversations?view=open&channel=${deaf.id}`)).body.items).toEqual([])

  const qq = await connectQq(house, { settings: { groups: true } })
  const [owner, bo] = [qq.friend('Owner'), qq.friend('Bo')]
  const shop = house.lab.qq.group('Shop', owner, { people: [bo], bots: [qq.bot] })
  await house.push(6 * MINUTE)
  shop.as(bo).say(`@${qq.bot.name} size 42?`)
  const talk = await answer(house, 'size 42?')
  for (const text of ['1', '2', '3', '4', '5']) await talk.tell(shop.as(bo), `answer ${text}`)
  expect(qq.sent().map(({ msg_seq }) => msg_seq)).toEqual([1, 2, 3, 4, 5])
  expect(await talk.refusal()).toBe('window-closed')

  shop.as(bo).say(`@${qq.bot.name} thanks`)
  await soon(async () => (await talk.view()).window?.left === 5, 'five more')
  await house.push(5 * MINUTE + 1000)
  expect(await talk.refusal()).toBe('window-closed')
  expect(qq.calls('messages')).toHaveLength(5)
})

test('an hour later nothing may be sent; what QQ refuses earlier says why', async () => {
  const qq = await connectQq(house)
  const cy = qq.friend('Cy')
  cy.say('are you open?')
  const talk = await answer(house, 'are you open?')
  cy.expire()
  const { id } = await talk.reply([{ type: 'text', text: 'too late for QQ' }])
  expect(await talk.settled(id)).toMatchObject({ state: 'failed', error: { code: 'window', text: '回复消息msg_id已过期' } })

  await house.push(61 * MINUTE)
  expect(await talk.view()).toMatchObject({ canWrite: false })
  expect(await talk.refusal()).toBe('window-closed')
  expect((await house.agent.post(`/api/messages/${id}/retry`)).body).toMatchObject({ status: 422, code: 'window-closed' })
  expect(qq.calls('messages')).toHaveLength(1)
})

test('a new friend is greeted by an answer to the event, which agents do not miss', async () => {
  const qq = await connectQq(house, { settings: { greeting: '您好，请问有什么可以帮您？' } })
  const di = qq.person('Di')
  di.start()
  await di.waitFor('您好，请问有什么可以帮您？')
  await soon(async () => qq.sent()[0], 'the greeting')
  expect(qq.sent()).toMatchObject([{ event_id: expect.stringMatching(/^FRIEND_ADD:/), msg_seq: 1 }])
  di.say('my order')
  const talk = await answer(house, 'my order')
  expect(await talk.view()).toMatchObject({ window: { left: 7 } })
  for (let i = 1; i <= 7; i++) await talk.tell(di, `reply ${i}`)
  expect(qq.sent().map(({ event_id, msg_seq }) => [event_id !== undefined, msg_seq])).toEqual([
    ...[1, 2, 3, 4].map((seq) => [true, seq]),
    ...[1, 2, 3, 4].map((seq) => [false, seq]),
  ])
  expect(await talk.refusal()).toBe('window-closed')
})

test('a press is answered at once, and may be answered in words by its event', async () => {
  const qq = await connectQq(house, { menu: [{ label: '转人工', key: 'human' }] })
  const ed = qq.friend('Ed')
  ed.say('rate me')
  const talk = await answer(house, 'rate me')
  await talk.reply([MENU])
  const menu = await ed.waitFor(({ buttons }) => buttons !== undefined)
  expect(menu.text).toBe(String.raw`请为 \*本次\* 服务评分`)
  for (const text of ['2', '3', '4']) await talk.tell(ed, `answer ${text}`)
  expect(await talk.refusal()).toBe('window-closed')

  ed.press('不满意', menu)
  await soon(async () => qq.calls('interactions')[0], 'the answer')
  const pressed = house.lab.journal.list({ platform: 'qq', way: 'hook', what: 'INTERACTION_CREATE' }).at(-1)!
  expect(qq.calls('interactions')).toMatchObject([{ status: 204, request: { code: 0 } }])
  expect(qq.calls('interactions')[0]!.at - pressed.at).toBeLessThan(5000)
  const found = await soon(async () => (await talk.messages()).find(({ content }) => content[0].type === 'press'), 'the press')
  expect(found).toMatchObject({ content: [{ type: 'press', id: 'csat:1' }] })
  await talk.tell(ed, 'sorry to hear')
  expect(qq.sent().at(-1)).toMatchObject({ event_id: expect.stringMatching(/^INTERACTION_CREATE:/), msg_seq: 1 })

  ed.menu('human')
  await soon(async () => (await talk.messages()).find(({ content }) => content[0].id === 'human'), 'the menu')
  await soon(async () => qq.calls('interactions')[1], 'its answer')
  await house.push(6000)
  const toast = house.lab.qq.phones(new Set([ed.person.phone]))[0]!.chats.find(({ title }) => title === qq.bot.name)?.toast
  expect(toast).toBeUndefined()
})

test('unasked messages go where the admin and the customer allow them', async () => {
  const qq = await connectQq(house, { settings: { activeMessages: true } })
  const flo = qq.friend('Flo')
  flo.say('call me back')
  const talk = await answer(house, 'call me back')
  await house.push(61 * MINUTE)
  await talk.tell(flo, 'we are back')
  const [sent] = qq.sent()
  expect(Object.keys(sent!).toSorted()).toEqual(['content', 'msg_type'])

  flo.reject()
  await soon(async () => (await talk.view()).canWrite === false, 'the refusal')
  expect(await talk.refusal()).toBe('window-closed')
  // Who turned them off and writes is answered, and hears nothing unasked.
  flo.say('stop it')
  await soon(async () => (await talk.view()).window?.left === 4, 'four answers')
  await house.push(61 * MINUTE)
  expect(await talk.refusal()).toBe('window-closed')
  flo.receive()
  await soon(async () => (await talk.view()).canWrite, 'the permission')
  await house.push(61 * MINUTE)
  await talk.tell(flo, 'thank you')
  expect(qq.sent().at(-1)).toEqual({ msg_type: 0, content: 'thank you' })
})

test('after a silence one message in each of four spans', async () => {
  const qq = await connectQq(house, { settings: { wakeupMessages: true } })
  const gus = qq.friend('Gus')
  gus.say('I think about it')
  const talk = await answer(house, 'I think about it')
  await house.push(61 * MINUTE)
  for (const [day, text] of [
    [0, 'today'],
    [1, 'tomorrow'],
    [3, 'this week'],
    [7, 'this month'],
  ] as const) {
    if (day > 0) await house.push((day === 1 ? 1 : day === 3 ? 2 : 4) * DAY)
    await talk.tell(gus, text)
    expect(await talk.refusal(`${text} again`)).toBe('window-closed')
  }
  expect(qq.sent()).toEqual(['today', 'tomorrow', 'this week', 'this month'].map((content) => ({ msg_type: 0, content, is_wakeup: true })))
  expect(qq.calls('messages')).toHaveLength(4)
})

test('a sign of typing costs one reply at most, and none when two are left', async () => {
  const qq = await connectQq(house)
  const hal = qq.friend('Hal')
  hal.say('hello')
  const talk = await answer(house, 'hello')
  const typing = () => house.agent.post(`/api/conversations/${talk.id}/typing`)
  const activity = () => house.lab.qq.phones(new Set([hal.person.phone]))[0]!.chats.find(({ title }) => title === qq.bot.name)?.activity
  expect((await typing()).status).toBe(204)
  expect(activity()).toBe('typing')
  await house.push(5000)
  await typing()
  await soon(async () => qq.sent()[0], 'the sign')
  expect(qq.sent()).toMatchObject([{ msg_type: 6, msg_seq: 1 }])
  expect(await talk.view()).toMatchObject({ window: { left: 3 } })
  await talk.tell(hal, 'hi')
  expect(activity()).toBeUndefined()

  hal.say('still there?')
  await soon(async () => (await talk.view()).window?.left === 6, 'the next message')
  for (const text of ['a', 'b', 'c', 'd']) await talk.tell(hal, text)
  await house.push(5000)
  await typing()
  expect(await talk.view()).toMatchObject({ window: { left: 2 } })
  for (const text of ['e', 'f']) await talk.tell(hal, text)
  expect(qq.calls('messages').every(({ status }) => status === 200)).toBe(true)
})
