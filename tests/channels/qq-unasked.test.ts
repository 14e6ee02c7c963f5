import { afterAll, beforeAll, expect, test } from 'vitest'
import { usualLimits } from '../../lab/qq/options.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { DAY, MINUTE, claim, connectQq, drain, statuses } from './qq.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

/** Said an hour ago, so that nothing may be answered any more. */
async function longAgo(options: Parameters<typeof connectQq>[1]) {
  const qq = await connectQq(house, options)
  const flo = qq.friend('Flo')
  flo.say('call me back')
  const talk = await claim(house, qq)
  await house.push(61 * MINUTE)
  return { qq, flo, talk }
}

test('unasked messages go where the admin and the customer allow them', async () => {
  const { qq, flo, talk } = await longAgo({ settings: { activeMessages: true } })
  await talk.tell(flo, 'we are back')
  expect(qq.sent()).toEqual([{ msg_type: 0, content: 'we are back' }])

  flo.reject()
  await soon(async () => !(await talk.view()).canWrite, 'the refusal')
  expect(await talk.refusal()).toBe('window-closed')
  // Who turned them off and writes is answered, and hears nothing else.
  flo.say('stop it')
  await soon(async () => (await talk.view()).window?.left === 4, 'four answers')
  await house.push(61 * MINUTE)
  expect(await talk.refusal()).toBe('window-closed')

  flo.receive()
  await soon(async () => (await talk.view()).canWrite, 'the permission')
  await talk.tell(flo, 'welcome back')
  expect(qq.sent().at(-1)).toMatchObject({ event_id: expect.stringMatching(/^C2C_MSG_RECEIVE:/), msg_seq: 1 })
  await house.push(61 * MINUTE)
  await talk.tell(flo, 'thank you')
  expect(qq.sent().at(-1)).toEqual({ msg_type: 0, content: 'thank you' })
})

test('that the customer has turned them off, and QQ has not told us, is said of the message', async () => {
  const { qq, flo, talk } = await longAgo({ settings: { activeMessages: true } })
  qq.unheard(() => flo.reject())
  expect((await talk.say('news', 'failed')).error).toEqual({ code: 'window', text: '用户拒收消息' })
})

test('after a silence one message in each of four spans', async () => {
  const { qq, flo, talk } = await longAgo({ settings: { wakeupMessages: true } })
  const spans = [
    ['today', 0],
    ['tomorrow', DAY],
    ['this week', 2 * DAY],
    ['this month', 4 * DAY],
  ] as const
  for (const [text, later] of spans) {
    await house.push(later)
    await talk.tell(flo, text)
    expect(await talk.refusal()).toBe('window-closed')
  }
  expect(qq.calls('messages').map(({ request }) => request)).toEqual(spans.map(([content]) => ({ msg_type: 0, content, is_wakeup: true })))
})

test('one whose answer was lost may have arrived, and is not sent again', async () => {
  const { qq, flo, talk } = await longAgo({ settings: { activeMessages: true } })
  house.lab.qq.faults.set({ loseAnswers: 1, only: 'messages' })
  expect(await talk.say('news', 'unknown')).toMatchObject({ error: { code: 'network' } })
  await house.push(10 * MINUTE)
  await talk.tell(flo, 'more news')
  expect(flo.screen().flatMap(({ mine, text }) => (mine ? [] : [text]))).toEqual(['news', 'more news'])
  expect(statuses(qq)).toEqual(['lost', 200])
})

test('they keep to QQ’s pace, and one that is refused for it waits', async () => {
  const { qq, flo, talk } = await longAgo({ settings: { activeMessages: true } })
  qq.bot.refuseNext(40034100)
  await talk.reply('0')
  await drain(house, qq)
  expect(statuses(qq)).toEqual([400, 200])
  await house.push(MINUTE)

  house.lab.qq.set({ limits: { ...usualLimits, active: false } })
  for (let i = 1; i <= 21; i++) await talk.reply(String(i))
  await drain(house, qq)
  house.lab.qq.set({ limits: usualLimits })
  expect(flo.screen().flatMap(({ mine, text }) => (mine ? [] : [text]))).toEqual(Array.from({ length: 22 }, (_, i) => String(i)))
  // Ten in a second by one bot, twenty in a minute to one customer; a call takes a moment.
  const at = qq
    .calls('messages')
    .slice(2)
    .map((call) => call.at)
  const apart = (count: number) => Math.min(...at.slice(count).map((later, index) => later - at[index]!))
  expect(apart(10)).toBeGreaterThan(500)
  expect(apart(20)).toBeGreaterThan(MINUTE - 500)
})

test('the sandbox has a host of its own, which counts no messages', async () => {
  const chat = [{ count: 1, per: MINUTE }]
  const active = { c2c: { bot: chat, chat }, group: { bot: chat, chat }, dm: { bot: chat, chat } }
  house.lab.qq.set({ limits: { ...usualLimits, active } })
  for (const environment of ['sandbox', 'production'] as const) {
    const { qq, flo, talk } = await longAgo({ environment, settings: { activeMessages: true } })
    await talk.tell(flo, 'one')
    await talk.reply('two')
    await soon(async () => statuses(qq).length === 2, 'the second')
    expect(statuses(qq)).toEqual([200, environment === 'sandbox' ? 200 : 400])
  }
  house.lab.qq.set({ limits: usualLimits })
})

test('who removes the bot cannot be written to, until they come back', async () => {
  const { qq, flo, talk } = await longAgo({ settings: { activeMessages: true } })
  flo.block()
  await soon(async () => !(await talk.view()).canWrite, 'the end')
  expect(await talk.view()).toMatchObject({ contact: { blocked: true } })
  expect(await talk.refusal()).toBe('window-closed')
  flo.unblock()
  await soon(async () => (await talk.view()).canWrite, 'the return')
  await talk.tell(flo, 'welcome back')
  expect(qq.sent()).toMatchObject([{ event_id: expect.stringMatching(/^FRIEND_ADD:/) }])
  expect(await talk.view()).toMatchObject({ contact: { blocked: false } })

  qq.unheard(() => flo.block())
  await talk.say('still friends?', 'failed')
  expect(await talk.view()).toMatchObject({ contact: { blocked: true } })
})
