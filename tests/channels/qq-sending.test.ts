import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LabPerson } from '../../lab/qq/person.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { DAY, claim, connectQq, statuses, drain } from './qq.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(() => house.lab.qq.faults.reset())

/** A friend of a new bot has said something, and an agent has it. */
async function asked(options: Parameters<typeof connectQq>[1] = {}) {
  const qq = await connectQq(house, options)
  const ada = qq.friend('Ada')
  ada.say('help')
  return { qq, ada, talk: await claim(house, qq) }
}
const heard = (person: LabPerson) => person.screen().flatMap(({ mine, text }) => (mine ? [] : [text]))
const MENU = {
  type: 'menu',
  prompt: '请选择',
  options: [
    { id: 'refund', label: '退款' },
    { id: 'parcel', label: '包裹' },
  ],
}

test('a reply whose answer was lost is sent again under its number, and shown once', async () => {
  const { qq, ada, talk } = await asked()
  for (const content of ['we look', [MENU]]) {
    house.lab.qq.faults.set({ loseAnswers: 1, only: 'messages' })
    const { body } = await talk.reply(content)
    await drain(house, qq)
    expect(await talk.becomes(body, 'sent')).not.toHaveProperty('error')
  }
  expect(heard(ada)).toEqual(['we look', '请选择'])
  expect(statuses(qq)).toEqual(['lost', 400, 'lost', 400])
  const [first, again, third, fourth] = qq.calls('messages').map(({ request }) => request)
  expect([first, third]).toEqual([again, fourth])
  expect(await talk.view()).toMatchObject({ window: { left: 2 } })
})

test('a token that is refused in between is asked for anew, and the reply is sent once', async () => {
  const { qq, ada, talk } = await asked()
  await talk.tell(ada, 'before')
  const before = qq.bot.tokenCalls
  qq.bot.expireTokens()
  await talk.tell(ada, 'after')
  expect(heard(ada)).toEqual(['before', 'after'])
  expect(qq.bot.tokenCalls).toBe(before + 1)
  expect(house.lab.journal.list({ platform: 'qq', way: 'call', what: 'messages' }).filter(({ status }) => status === 401)).toHaveLength(1)

  await house.push(DAY)
  ada.say('next day')
  await soon(async () => (await talk.view()).canWrite, 'the next question')
  await talk.tell(ada, 'a day later')
  expect(house.lab.journal.list({ platform: 'qq', way: 'call', what: 'messages' }).filter(({ status }) => status === 401)).toHaveLength(1)
})

test('a secret that is not taken turns the channel red; what is to be sent waits, and goes when it is taken again', async () => {
  const { qq, ada, talk } = await asked()
  qq.bot.expireTokens()
  house.lab.qq.faults.set({ unauthorized: true, only: 'getAppAccessToken' })
  const { body: first } = await talk.reply('one')
  await soon(async () => (await qq.shown()).state === 'broken', 'the red light')
  expect((await qq.shown()).health).toMatchObject({ state: 'broken', advice: { code: 'auth', text: 'invalid appid or secret' } })
  const { body: second } = await talk.reply('two')
  expect((await talk.messages()).slice(-2)).toMatchObject([{ state: 'queued', error: { code: 'auth' } }, { state: 'queued' }])
  expect(await qq.shown()).toMatchObject({ waitingSends: 2 })
  // What customers say still comes in.
  ada.say('are you there?')
  await soon(async () => (await talk.messages()).find(({ text }) => text === 'are you there?'), 'the question')

  const tokens = (): number => house.lab.journal.list({ platform: 'qq', way: 'call', what: 'getAppAccessToken' }).length
  const before = tokens()
  await house.push(61_000)
  await soon(async () => tokens() > before, 'the probe')
  expect(await qq.shown()).toMatchObject({ state: 'broken', waitingSends: 2 })
  house.lab.qq.faults.reset()
  await house.push(61_000)
  for (const message of [first, second]) await talk.becomes(message, 'sent')
  expect(await qq.shown()).toMatchObject({ state: 'live', health: { state: 'ok' }, waitingSends: 0 })
  expect(heard(ada)).toEqual(['one', 'two'])
})

test('a wrong secret is told to the admin in QQ’s words, and a right one heals the channel', async () => {
  const { lab, agent } = house
  const { qq, ada, talk } = await asked()
  const path = `/api/channels/${qq.id}`
  const wrong = { appId: qq.bot.appId, appSecret: 'not-the-secret' }
  expect(await agent.patch(path, { credentials: wrong })).toMatchObject({ status: 200 })
  const { status, body } = await agent.post(`${path}/enable`)
  expect({ status, ...body }).toMatchObject({ status: 422, code: 'channel-auth', platformCode: '100016', title: 'invalid appid or secret' })
  const { body: reply } = await talk.reply('still here')
  await soon(async () => (await qq.shown()).state === 'broken', 'the red light')
  ada.say('who are you?')
  await lab.qq.quiet()
  expect(lab.journal.list({ platform: 'qq', way: 'hook' }).at(-1)).toMatchObject({ status: 403, retryIn: 2000 })

  await agent.patch(path, { credentials: { ...wrong, appSecret: qq.secret } })
  expect(await agent.post(`${path}/enable`)).toMatchObject({ status: 200, body: { state: 'live' } })
  await talk.becomes(reply, 'sent')
  await house.push(2000)
  await soon(async () => (await talk.messages()).find(({ text }) => text === 'who are you?'), 'what QQ tries again')
})

test.each([
  ['calls', 'messages', [429, 429, 200]],
  ['tokens', 'getAppAccessToken', [401, 200]],
])('too many %s: it waits its turn', async (_, only, expected) => {
  const { qq, ada, talk } = await asked()
  const after = house.lab.journal.list().at(-1)?.n
  if (only !== 'messages') qq.bot.expireTokens()
  house.lab.qq.faults.set({ tooMany: 2, only })
  const { body } = await talk.reply('patience')
  await drain(house, qq)
  await talk.becomes(body, 'sent')
  const calls = house.lab.journal.list({ after, platform: 'qq', way: 'call', what: 'messages' })
  expect(calls.map(({ status }) => status)).toEqual(expected)
  const faults = house.trace.map((line) => JSON.parse(line)).filter(({ event, channel }) => event === 'outbox.fault' && channel === qq.id)
  expect(faults.map(({ code }) => code)).toEqual(['rate', 'rate'])
  expect(heard(ada)).toEqual(['patience'])
  expect(await qq.shown()).toMatchObject({ state: 'live' })
})

test('where a bot may have no buttons, a menu is numbered, and the number is a press', async () => {
  const { qq, ada, talk } = await asked({ keyboards: false })
  const { id } = await talk.say([MENU])
  const shown = await ada.waitFor('请选择')
  expect(shown.text).toBe('请选择\n1. 退款\n2. 包裹')
  expect(shown.buttons).toBeUndefined()
  expect(statuses(qq)).toEqual([400, 200])
  expect(qq.sent()).toMatchObject([{ msg_seq: 1 }])
  ada.say('2')
  const press = await soon(async () => (await talk.messages()).find(({ content }) => content[0].type === 'press'), 'the press')
  expect(press).toMatchObject({ content: [{ type: 'press', id: 'parcel', label: '包裹' }], replyTo: id })
})

test('what QQ censors fails with its words', async () => {
  const { qq, ada, talk } = await asked()
  qq.bot.refuseNext(40034006)
  expect((await talk.say('bad words', 'failed')).error).toEqual({ code: 'content', text: '消息内容违规' })
  await talk.tell(ada, 'good words')
  expect(heard(ada)).toEqual(['good words'])
})

test.each(['one to one', 'in a group'])('what a censor looks at first arrives when it passes (%s)', async (where) => {
  const qq = await connectQq(house, { settings: { groups: true } })
  const ada = qq.friend('Ada')
  const here = where === 'one to one' ? ada : house.lab.qq.group('Shop', ada, { bots: [qq.bot] }).as(ada)
  here.say(`@${qq.bot.name} medicine?`)
  const talk = await claim(house, qq)
  for (const [verdict, state] of [
    ['pass', 'delivered'],
    ['reject', 'failed'],
  ] as const) {
    qq.bot.auditNext(verdict)
    const message = await talk.say(verdict)
    expect(heard(here)).not.toContain(verdict)
    expect((await house.agent.post(`/api/messages/${message.id}/recall`)).body).toMatchObject({ status: 422, code: 'channel-content' })
    await house.push(3000)
    await talk.becomes(message, state)
  }
  expect(heard(here)).toEqual(['pass'])
  expect((await talk.messages()).at(-1).error).toEqual({ code: 'content', text: expect.stringContaining('未通过 QQ 审核') })
  expect(statuses(qq)).toEqual([202, 202])
})
