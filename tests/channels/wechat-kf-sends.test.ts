import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LabPerson } from '../../lab/wechat-kf/index.ts'
import { type Talk, claim } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { type KfRoom, openKf } from './wechat-kf.ts'
import type { Wire } from '../support/client.ts'

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]

let house: House
let room: KfRoom
let ada: LabPerson
let talk: Talk
beforeAll(async () => {
  house = await openHouse()
})
beforeEach(async () => {
  room = await openKf(house)
  ada = room.person()
  ada.say('你好')
  talk = await claim(house.agent, room.channel)
})
afterEach(() => {
  house.lab.wechatKf.faults.reset()
  house.lab.wechatKf.set({ failures: 'later', repeatedMsgid: 'refused' })
})
afterAll(() => house.stop())

const told = (person = ada): string[] => person.screen().flatMap(({ mine, text = '' }) => (mine ? [] : [text]))
const msgids = (): string[] => room.calls('send_msg').map(({ request }) => request.msgid)
const codes = (): number[] => room.calls('send_msg').map(({ response }) => response?.errcode)
const channel = async (): Promise<Wire> => (await house.agent.get(`/api/channels/${room.channel}`)).body
const left = async (): Promise<number | null> => (await talk.view()).window?.left ?? null

/** Sends what WeCom takes and does not deliver; the message, once it has failed. */
async function failing(text: string): Promise<Wire> {
  const message = await talk.say(text)
  await house.push(SECOND)
  return talk.becomes(message, 'failed')
}

describe('what WeCom took and could not deliver', () => {
  test.each<[number, () => void, () => void, string, RegExp]>([
    [4, () => ada.expire(), () => ada.say('我回来了'), 'window', /48 hours/],
    [6, () => void (ada.session.window.left = 0), () => ada.say('请继续'), 'window', /more than five/],
    [10, () => ada.block(), () => ada.unblock(), 'blocked', /refuses/],
    [13, () => void (room.account.failNext = 13), () => {}, 'content', /security/],
  ])('(type %i) fails with the reason, and an agent’s second try is another message', async (type, spoil, mend, code, words) => {
    spoil()
    const message = await failing('收得到吗')
    expect(message.error).toEqual({ code, text: expect.stringMatching(words) })
    expect(message.error.text).toContain(`(fail_type ${type})`)
    expect(told()).toEqual([])
    expect((await channel()).state).toBe('live')

    const { lastSeq } = await talk.view()
    mend()
    if (type === 4 || type === 6) await soon(async () => (await talk.view()).lastSeq > lastSeq, 'the customer')
    await talk.retry(message)
    await ada.waitFor('收得到吗')
    const sent = await talk.becomes(message, 'sent')
    expect(sent.error).toBeUndefined()
    expect(new Set(msgids()).size).toBe(2)
    expect(codes()).toEqual([0, 0])
  })

  test('is told of the piece that failed, and only that piece is sent again', async () => {
    room.account.failNext = 12
    const message = await failing('长'.repeat(900))
    expect(told()).toHaveLength(1)
    await talk.retry(message)
    await talk.becomes(message, 'sent')
    await soon(async () => told().length === 2, 'both pieces')
    expect(
      told()
        .map((text) => text.length)
        .toSorted(),
    ).toEqual([900 - 682, 682])
  })
})

describe('five messages in 48 hours', () => {
  test('are counted; the sixth is refused before it is sent, a message or a click gives five again', async () => {
    expect(await left()).toBe(5)
    for (const count of [1, 2, 3, 4]) await talk.say(`第 ${count} 条`)
    await talk.say([{ type: 'menu', prompt: '请选择', options: [{ id: 'a', label: '退款' }] }])
    expect(await talk.reply('第 6 条')).toMatchObject({ status: 422, body: { code: 'window-closed' } })
    expect(codes()).toEqual([0, 0, 0, 0, 0])
    await house.push(47 * HOUR)
    ada.press('退款')
    await soon(async () => (await left()) === 5, 'the click')
    await house.push(47 * HOUR)
    await talk.say('还来得及')
    await house.push(HOUR)
    expect(await talk.reply('来不及了')).toMatchObject({ status: 422, body: { code: 'window-closed' } })
    expect(codes()).toEqual([0, 0, 0, 0, 0, 0])
  })

  test.each([
    ['the count', 95001, () => void (ada.session.window.left = 0)],
    ['the time', 95002, () => ada.expire()],
  ])('where WeCom says at once that %s is over (%i), the message fails at once', async (_, code, spoil) => {
    house.lab.wechatKf.set({ failures: 'at-once' })
    spoil()
    const message = await talk.say('太晚了', 'failed')
    expect(message.error).toEqual({ code: 'window', text: expect.stringContaining('limit') })
    expect(codes()).toEqual([code])
    expect(told()).toEqual([])
  })
})

describe('an answer that gets lost', () => {
  test('leaves a message unsure: it arrived, and is not sent again by itself', async () => {
    house.lab.wechatKf.faults.set({ loseAnswers: 1, only: 'send_msg' })
    const message = await talk.say('只说一次', 'unknown')
    for (const _ of [1, 2, 3]) await house.push(MINUTE)
    await talk.say('还有一句')
    expect(told()).toEqual(['只说一次', '还有一句'])
    expect((await talk.messages()).find(({ id }) => id === message.id).state).toBe('unknown')
  })

  test('and fails later is told all the same: its id is ours', async () => {
    house.lab.wechatKf.faults.set({ loseAnswers: 1, only: 'send_msg' })
    room.account.failNext = 13
    const message = await talk.say('可疑', 'unknown')
    await house.push(SECOND)
    expect((await talk.becomes(message, 'failed')).error.code).toBe('content')
  })

  // What WeCom does with an id that it has had is not documented but for "must be unique".
  test.each([
    ['refuses an id that it has had', 'refused', 'unknown'],
    ['answers it as the first time', 'same', 'sent'],
  ] as const)('tried again by an agent keeps its id, so that nothing arrives twice, where WeCom %s', async (_, repeatedMsgid, state) => {
    house.lab.wechatKf.set({ repeatedMsgid })
    house.lab.wechatKf.faults.set({ loseAnswers: 1, only: 'send_msg' })
    const message = await talk.say('只说一次', 'unknown')
    await talk.retry(message)
    await soon(async () => msgids().length === 2, 'the second try')
    await talk.becomes(message, state)
    expect(told()).toEqual(['只说一次'])
    expect(new Set(msgids()).size).toBe(1)
  })

  test('to an upload comes before the customer was told anything: it is done again', async () => {
    house.lab.wechatKf.faults.set({ loseAnswers: 1, only: 'media' })
    const form = new FormData()
    form.set('file', new File(['%PDF-1.7'], 'a.pdf', { type: 'application/pdf' }))
    const file = ((await (await house.agent.fetch('/api/files', { method: 'POST', body: form })).json()) as { id: string }).id
    const message = (await talk.reply([{ type: 'file', file }])).body
    await soon(async () => (await talk.messages()).find(({ id, error }) => id === message.id && error?.code === 'network'), 'the fault')
    await house.push(MINUTE)
    await talk.becomes(message, 'sent')
    expect(ada.screen().filter(({ mine }) => !mine)).toHaveLength(1)
  })
})

describe('an access token that is refused', () => {
  test.each([
    [42001, () => room.corp.expireTokens()],
    [40014, () => void room.corp.resetSecret(room.corp.secret)],
  ])('with %i is replaced, and the message arrives once', async (code, end) => {
    await talk.say('一')
    end()
    await talk.say('二')
    expect(told()).toEqual(['一', '二'])
    expect(codes()).toEqual([0, code, 0])
    expect(new Set(msgids()).size).toBe(2)
  })
})

test('too fast (45009): all of the account waits a minute, then goes out in order', async () => {
  const bo = room.person('Bo')
  bo.say('我也有事')
  const second = await claim(house.agent, room.channel)
  house.lab.wechatKf.faults.set({ tooMany: 1, only: 'send_msg' })
  const first = (await talk.reply('一')).body
  await soon(async () => (await talk.messages()).find(({ id, error }) => id === first.id && error?.code === 'rate'), 'the refusal')
  const others = [(await talk.reply('二')).body, (await second.reply('三')).body]
  await house.push(MINUTE - 5 * SECOND)
  await house.hub.desk.idle()
  expect(codes()).toEqual([45009])
  await house.push(6 * SECOND)
  await talk.becomes(first, 'sent')
  await talk.becomes(others[0]!, 'sent')
  await second.becomes(others[1]!, 'sent')
  expect([told(), told(bo)]).toEqual([['一', '二'], ['三']])
})

test('an address that is not trusted (60020) turns the light red, and what is to be sent waits until it is', async () => {
  room.corp.trustedIps = ['198.51.100.1']
  await talk.reply('一')
  await soon(async () => (await channel()).state === 'broken', 'the red light')
  await talk.reply('二')
  for (const _ of [1, 2, 3]) {
    await house.push(MINUTE)
    await house.hub.desk.idle()
    expect(await channel()).toMatchObject({ state: 'broken', health: { advice: { code: 'address-refused' } }, waitingSends: 2 })
  }
  room.corp.trustedIps = undefined
  await house.push(MINUTE)
  await soon(async () => told().length === 2, 'both messages')
  expect(told()).toEqual(['一', '二'])
  expect(await channel()).toMatchObject({ state: 'live', waitingSends: 0 })
})
