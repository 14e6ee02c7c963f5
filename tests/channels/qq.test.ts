import { afterAll, beforeAll, expect, test } from 'vitest'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { MINUTE, claim, connectQq } from './qq.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const MENU = {
  type: 'menu',
  prompt: '请为 *本次* 服务评分!\n谢谢',
  options: [
    { id: 'csat:5', label: '满意' },
    { id: 'csat:1', label: '不满意' },
  ],
}

test('a message is answered four times, counted on over a restart, and a fifth time by nobody', async () => {
  const qq = await connectQq(house)
  const ada = qq.friend('Ada')
  ada.say('where is my parcel?')
  const talk = await claim(house, qq)
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
  expect(qq.sent().map(({ msg_seq }) => msg_seq)).toEqual([1, 2, 3, 4, 1, 2, 3])
})

test('in a group five times within five minutes, where the admin wants groups', async () => {
  const deaf = await connectQq(house)
  const ed = deaf.friend('Ed')
  house.lab.qq
    .group('Quiet', ed, { bots: [deaf.bot] })
    .as(ed)
    .say(`@${deaf.bot.name} anybody?`)
  await house.lab.qq.quiet()
  expect((await house.agent.get(`/api/conversations?view=open&channel=${deaf.id}`)).body.items).toEqual([])

  const qq = await connectQq(house, { settings: { groups: true } })
  const [owner, bo] = [qq.friend('Owner'), qq.friend('Bo')]
  const shop = house.lab.qq.group('Shop', owner, { people: [bo], bots: [qq.bot] })
  await house.lab.qq.quiet()
  shop.as(bo).say(`@${qq.bot.name} size 42?`)
  const talk = await claim(house, qq)
  // That the bot was added may be answered too, by its event.
  expect(await talk.view()).toMatchObject({ surface: 'group', window: { left: 10 } })
  await house.push(5 * MINUTE + 1000)
  expect(await talk.refusal()).toBe('window-closed')

  shop.as(bo).say(`@${qq.bot.name} hello?`)
  await soon(async () => (await talk.view()).canWrite, 'the next question')
  for (const seq of [1, 2, 3, 4, 5]) await talk.tell(shop.as(bo), `answer ${seq}`)
  expect(qq.sent().map(({ msg_seq }) => msg_seq)).toEqual([1, 2, 3, 4, 5])
  expect(await talk.refusal()).toBe('window-closed')
  expect(qq.calls('messages')).toHaveLength(5)

  const other = house.lab.qq.group('Other', owner, { people: [bo] })
  other.add(qq.bot)
  await house.lab.qq.quiet()
  other.as(bo).say(`@${qq.bot.name} and here?`)
  await (await claim(house, qq)).tell(other.as(bo), 'here too')
  expect(qq.sent().at(-1)).toMatchObject({ event_id: expect.stringMatching(/^GROUP_ADD_ROBOT:/), msg_seq: 1 })
})

test('an hour later nothing may be sent; what QQ refuses earlier says why', async () => {
  const qq = await connectQq(house)
  const cy = qq.friend('Cy')
  cy.say('are you open?')
  const talk = await claim(house, qq)
  cy.expire()
  const message = await talk.say('too late for QQ', 'failed')
  expect(message.error).toEqual({ code: 'window', text: '回复消息msg_id已过期' })
  expect(await talk.view()).toMatchObject({ canWrite: false })

  cy.say('still there?')
  await soon(async () => ((await talk.view()).canWrite ? true : undefined), 'the new permission')
  await house.push(59 * MINUTE)
  expect(await talk.view()).toMatchObject({ canWrite: true, window: { left: 4 } })
  await house.push(2 * MINUTE)
  expect(await talk.view()).toMatchObject({ canWrite: false })
  expect(await talk.refusal()).toBe('window-closed')
  expect((await house.agent.post(`/api/messages/${message.id}/retry`)).body).toMatchObject({ status: 422, code: 'window-closed' })
  expect(qq.calls('messages')).toHaveLength(1)
})

test('a new friend is greeted in answer to the event, and the agent misses no reply', async () => {
  const qq = await connectQq(house, { settings: { greeting: '您好，请问有什么可以帮您？' } })
  const di = qq.person('Di')
  di.start('a link of ours')
  await di.waitFor('您好，请问有什么可以帮您？')
  await soon(async () => qq.sent()[0], 'the greeting')
  expect(qq.sent()).toMatchObject([{ event_id: expect.stringMatching(/^FRIEND_ADD:/), msg_seq: 1 }])
  di.say('my order')
  const talk = await claim(house, qq)
  expect(await talk.view()).toMatchObject({ window: { left: 7 }, entry: 'a link of ours' })
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
  const talk = await claim(house, qq)
  await talk.say([MENU])
  const menu = await ed.waitFor(({ buttons }) => buttons !== undefined)
  expect(menu.text).toBe('请为 *本次* 服务评分!\n谢谢')
  expect(qq.sent()).toMatchObject([{ markdown: { content: String.raw`请为 \*本次\* 服务评分\!`.concat('  \n谢谢') } }])
  for (const text of ['2', '3', '4']) await talk.tell(ed, `answer ${text}`)
  expect(await talk.refusal()).toBe('window-closed')

  ed.press('不满意', menu)
  await soon(async () => qq.calls('interactions')[0], 'the answer')
  const pressed = house.lab.journal.list({ platform: 'qq', way: 'hook', what: 'INTERACTION_CREATE' }).at(-1)!
  expect(qq.calls('interactions')).toMatchObject([{ status: 204, request: { code: 0 } }])
  expect(qq.calls('interactions')[0]!.at - pressed.at).toBeLessThan(5000)
  const said = await soon(async () => (await talk.messages()).find(({ content }) => content[0].type === 'press'), 'the press')
  expect(said).toMatchObject({ content: [{ type: 'press', id: 'csat:1' }], replyTo: expect.any(String) })
  await talk.tell(ed, 'sorry to hear')
  expect(qq.sent().at(-1)).toMatchObject({ event_id: expect.stringMatching(/^INTERACTION_CREATE:/), msg_seq: 1 })

  ed.menu('human')
  await soon(async () => (await talk.messages()).find(({ content }) => content[0].id === 'human'), 'the menu')
  await soon(async () => qq.calls('interactions')[1], 'its answer')
  await house.push(5001)
  expect(qq.chatOf(ed).toast).toBeUndefined()
})

test('a sign of typing costs one reply at most, none when two are left, and none where QQ does not show it', async () => {
  const qq = await connectQq(house)
  const hal = qq.friend('Hal')
  hal.say('hello')
  const talk = await claim(house, qq)
  const typing = () => talk.act('typing')
  expect(await typing()).toBe(204)
  expect(qq.chatOf(hal).activity).toBe('typing')
  await house.push(5000)
  await typing()
  await talk.tell(hal, 'hi')
  expect(qq.chatOf(hal).activity).toBeUndefined()
  expect(qq.sent()).toMatchObject([
    { msg_type: 6, msg_seq: 1 },
    { msg_type: 0, msg_seq: 2 },
  ])
  expect(await talk.view()).toMatchObject({ window: { left: 2 } })
  await house.push(5000)
  await typing()

  // The answer to a press names its event, and typing has to name a message.
  await talk.say([MENU])
  hal.press('满意')
  await soon(async () => (await talk.view()).window?.left === 5, 'the press')
  await house.push(5000)
  await typing()
  expect(await talk.view()).toMatchObject({ window: { left: 5 } })
  for (let i = 1; i <= 5; i++) await talk.tell(hal, `reply ${i}`)
  expect(qq.calls('messages').map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200))
  expect(qq.sent().filter(({ msg_type }) => msg_type === 6)).toHaveLength(1)
})
