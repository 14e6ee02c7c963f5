import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LabPerson } from '../../lab/wechat/index.ts'
import { type Talk, claim, upload } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { PICTURE } from './picture.ts'
import { type WechatRoom, openWechat } from './wechat.ts'
import type { Wire } from '../support/client.ts'

const MINUTE = 60_000
const CUSTOMERS = 20

let house: House
let room: WechatRoom
let ada: LabPerson
let talk: Talk
beforeAll(async () => {
  house = await openHouse()
})
beforeEach(async () => {
  room = await openWechat(house)
  ;[ada, talk] = await meet('Ada')
})
afterEach(() => house.lab.wechat.faults.reset())
afterAll(() => house.stop())

async function meet(name: string): Promise<[LabPerson, Talk]> {
  const person = room.follower(name)
  person.say(`我是 ${name}`)
  return [person, await claim(house.agent, room.channel)]
}

/** What the customer was told, in order. */
const told = (person = ada): string[] => person.screen().flatMap(({ mine, text, media }) => (mine ? [] : [text ?? media?.type ?? '']))
const channel = async (): Promise<Wire> => (await house.agent.get(`/api/channels/${room.channel}`)).body
const codes = (what: string): number[] => room.calls(what).map(({ response }) => response?.errcode)
const becomes = (state: string) =>
  soon(async () => {
    const now = await channel()
    return now.state === state ? now : undefined
  }, `the channel to be ${state}`)

/** What is done as soon as the platform has answered a call of this name. */
function onceCalled(what: string, run: () => void): void {
  const stop = house.lab.journal.onEntry((entry) => {
    if (entry.way !== 'call' || entry.what !== what) return
    stop()
    run()
  })
}

describe('the access token', () => {
  test.each([
    [40001, () => room.account.tokens.revoke()],
    [42001, () => room.account.tokens.expire()],
  ])('that ends between an upload and its message (%i) is replaced, and the message arrives once', async (code, end) => {
    const file = await upload(house.agent, PICTURE, 'a.png', 'image/png')
    onceCalled('upload', end)
    await talk.say([{ type: 'image', file }])
    expect(told()).toEqual(['photo'])
    expect(codes('send')).toEqual([code, 0])
    expect(room.calls('upload')).toHaveLength(1)
    expect(await channel()).toMatchObject({ state: 'live', health: { state: 'ok' } })
  })

  test('is asked for once by twenty who write at the same time, and once more when it ends', async () => {
    const all = [[ada, talk] as const]
    while (all.length < CUSTOMERS) all.push(await meet(`Bo ${all.length}`))
    const asked = room.calls('stable_token').length
    await Promise.all(all.map(([, one], index) => one.say(`你好 ${index}`)))
    expect(room.calls('stable_token')).toHaveLength(asked + 1)

    // Half of them are under way with the old token when the others have got the new one.
    house.lab.wechat.faults.set({ slowMs: 4 * MINUTE, only: 'send' })
    const slow = await Promise.all(all.slice(0, 10).map(async ([, one], index) => (await one.reply(`再见 ${index}`)).body))
    await soon(
      async () => (await Promise.all(all.map(([, one]) => one.messages()))).flat().filter(({ state }) => state === 'sending').length === 10,
      'ten under way',
    )
    house.lab.wechat.faults.reset()
    room.account.tokens.revoke()
    await Promise.all(all.slice(10).map(([, one], index) => one.say(`再见 ${index + 10}`)))
    await house.push(4 * MINUTE)
    await Promise.all(slow.map((message, index) => all[index]![1].becomes(message, 'sent')))
    expect(all.map(([person]) => told(person))).toEqual(all.map((_, index) => [`你好 ${index}`, `再见 ${index}`]))
    expect(room.calls('stable_token')).toHaveLength(asked + 2)
    expect(house.trace.filter((line) => line.includes('"code":"auth"') && line.includes(room.channel))).toEqual([])
  })
})

describe('what only the admin can mend turns the light red, and what is to be sent waits', () => {
  /** Two messages wait, and what customers say still comes in. */
  async function waiting(): Promise<Wire> {
    const first = (await talk.reply('第一')).body
    const broken = await becomes('broken')
    await talk.reply('第二')
    ada.say('还在吗')
    await soon(async () => (await talk.messages()).some(({ text }) => text === '还在吗'), 'what the customer says')
    expect(await channel()).toMatchObject({ state: 'broken', health: { state: 'broken' }, waitingSends: 2 })
    expect((await talk.messages()).find(({ id }) => id === first.id)).toMatchObject({ state: 'queued', error: { code: 'auth' } })
    expect(told()).toEqual([])
    return broken.health.advice
  }

  async function mended(): Promise<void> {
    await soon(async () => told().length === 2, 'both messages')
    await house.hub.desk.idle()
    expect(told()).toEqual(['第一', '第二'])
    expect(await channel()).toMatchObject({ state: 'live', health: { state: 'ok' }, waitingSends: 0 })
  }

  test('a secret that was reset (40125), until the new one is entered', async () => {
    room.account.resetSecret('0123456789abcdef0123456789abcdef')
    expect(await waiting()).toEqual({ code: 'auth', text: expect.stringContaining('invalid appsecret') })
    await house.push(MINUTE)
    await house.hub.desk.idle()
    expect((await channel()).state).toBe('broken')
    const credentials = { ...room.credentials, appSecret: '0123456789abcdef0123456789abcdef' }
    expect((await house.agent.patch(`/api/channels/${room.channel}`, { credentials })).status).toBe(200)
    expect((await house.agent.post(`/api/channels/${room.channel}/enable`)).status).toBe(200)
    await mended()
  })

  test('an address that is not on the list (40164), until it is; the light does not flicker', async () => {
    room.account.allowlist = ['198.51.100.1']
    room.account.tokens.revoke()
    expect((await waiting()).text).toContain('invalid ip 127.0.0.1')
    for (const _ of [1, 2, 3]) {
      await house.push(MINUTE)
      await house.hub.desk.idle()
      expect(await channel()).toMatchObject({ state: 'broken', health: { advice: { code: 'address-refused' } } })
    }
    expect(codes('send')).toEqual([])
    room.account.allowlist = ['127.0.0.1']
    await house.push(MINUTE)
    await mended()
  })

  test('a token that is refused although it is new (40001), until it is taken', async () => {
    house.lab.wechat.faults.set({ unauthorized: true, only: 'send' })
    expect(await waiting()).toEqual({ code: 'auth', text: expect.stringContaining('invalid credential') })
    expect(codes('send')).toEqual([40001, 40001])
    house.lab.wechat.faults.reset()
    await house.push(MINUTE)
    await mended()
  })
})

describe('an answer that gets lost', () => {
  test('leaves a message unsure: it arrived, and is not sent again by itself', async () => {
    house.lab.wechat.faults.set({ loseAnswers: 1, only: 'send' })
    const message = await talk.say('只说一次', 'unknown')
    expect(message.error).toMatchObject({ code: 'network' })
    for (const _ of [1, 2, 3]) await house.push(MINUTE)
    await talk.say('还有一句')
    await house.hub.desk.idle()
    expect(told()).toEqual(['只说一次', '还有一句'])
    expect((await talk.messages()).find(({ id }) => id === message.id).state).toBe('unknown')
  })

  test.each(['stable_token', 'upload'])('to %s comes before the customer was told anything: it is done again', async (what) => {
    house.lab.wechat.faults.set({ loseAnswers: 1, only: what })
    const file = await upload(house.agent, PICTURE, 'a.png', 'image/png')
    const message = (await talk.reply([{ type: 'image', file }])).body
    await soon(async () => (await talk.messages()).find(({ id, error }) => id === message.id && error?.code === 'network'), 'the fault')
    await house.push(MINUTE)
    await talk.becomes(message, 'sent')
    expect(told()).toEqual(['photo'])
  })

  test('because nobody was there is certain: it is sent later, once', async () => {
    await house.lab.disconnect()
    const message = (await talk.reply('迟到')).body
    await soon(async () => (await talk.messages()).find(({ id, error }) => id === message.id && error?.code === 'network'), 'the fault')
    await house.lab.reconnect()
    await house.push(MINUTE)
    await talk.becomes(message, 'sent')
    expect(told()).toEqual(['迟到'])
  })
})

describe('too much for WeChat', () => {
  test.each([
    [45011, MINUTE],
    [45009, 10 * MINUTE],
  ] as const)('(%i): the whole account waits, then all goes out in order', async (code, wait) => {
    const [bo, second] = await meet('Bo')
    house.lab.wechat.options = { tooMany: code }
    house.lab.wechat.faults.set({ tooMany: 1, only: 'send' })
    const first = (await talk.reply('一')).body
    await soon(async () => (await talk.messages()).find(({ id, error }) => id === first.id && error?.code === 'rate'), 'the refusal')
    const others = [(await talk.reply('二')).body, (await second.reply('三')).body]
    await house.push(wait - 5000)
    await house.hub.desk.idle()
    expect(codes('send')).toEqual([code])
    expect(await channel()).toMatchObject({ state: 'live', waitingSends: 3 })
    await house.push(6000)
    await talk.becomes(first, 'sent')
    await talk.becomes(others[0]!, 'sent')
    await second.becomes(others[1]!, 'sent')
    expect([told(), told(bo)]).toEqual([['一', '二'], ['三']])
  })
})

test('an account that may not use customer messages: the message fails in WeChat’s own words', async () => {
  room.account.verified = false
  const message = await talk.say('您好', 'failed')
  expect(message.error).toEqual({ code: 'content', text: expect.stringContaining('api unauthorized') })
})
