import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Talk, claim, stall } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { type Forgery, type KfRoom, callbackOf, openKf } from './wechat-kf.ts'
import type { Wire } from '../support/client.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]

let house: House
let room: KfRoom
beforeAll(async () => {
  house = await openHouse()
})
beforeEach(async () => {
  room = await openKf(house)
})
afterEach(() => house.lab.wechatKf.faults.reset())
afterAll(() => house.stop())

const texts = async (talk: Talk): Promise<string[]> => (await talk.messages()).map(({ text }) => text)
const polls = (): { token?: string; cursor?: string }[] => room.calls('sync_msg').map(({ request }) => request)
const idle = async (): Promise<void> => {
  await house.lab.wechatKf.quiet()
  await house.hub.desk.idle()
}

describe('a callback', () => {
  test('is answered at once and rings for a poll, which brings the message and the customer’s name', async () => {
    const ada = room.person('阿达')
    await idle()
    const before = polls().length
    const bubble = ada.say('你好')
    const talk = await claim(house.agent, room.channel)
    expect(await texts(talk)).toEqual(['你好'])
    expect((await talk.view()).contact.name).toBe('阿达')
    expect(bubble.text).toBe('你好')
    expect(room.callbacks().at(-1)).toMatchObject({ status: 200, response: '', attempt: 1 })
    expect(polls()[before]).toMatchObject({ token: expect.stringMatching(/^ENC/), cursor: expect.stringMatching(/^4gw7/) })
  })

  test.each<[string, Forgery, number]>([
    ['a wrong signature', { spoil: (query) => query.set('msg_signature', '0'.repeat(40)) }, 403],
    ['no signature', { spoil: (query) => query.delete('msg_signature') }, 403],
    ['another token', { token: 'guessed' }, 403],
    ['another key', { aesKey: 'A'.repeat(43) }, 403],
    ['another corp at its end', { corpId: 'ww0000000000000000' }, 403],
    ['no cipher', { open: true }, 403],
    ['a signature of ten minutes ago', { off: -600 }, 403],
    ['a signature of tomorrow', { off: 86_400 }, 403],
    ['another event', { fields: { Event: 'kf_account_auth_change' } }, 200],
    ['an account that is nobody’s', { fields: { OpenKfId: 'wkNobody' } }, 200],
  ])('with %s rings for nobody', async (_, forgery, status) => {
    const before = polls().length
    expect(await callbackOf(room, house.clock.now(), forgery)()).toBe(status)
    await idle()
    expect(polls()).toHaveLength(before)
  })

  test('replayed rings for a poll, which finds nothing twice; after five minutes it is not believed', async () => {
    const ada = room.person()
    ada.say('一次')
    const talk = await claim(house.agent, room.channel)
    const call = callbackOf(room, house.clock.now())
    for (const _ of [1, 2, 3]) expect(await call()).toBe(200)
    await idle()
    expect(await texts(talk)).toEqual(['一次'])
    await house.push(301_000)
    await idle()
    const before = polls().length
    expect(await call()).toBe(403)
    await idle()
    expect(polls()).toHaveLength(before)
  })

  test('in several copies, overtaking each other, brings every message once and in order', async () => {
    house.lab.wechatKf.faults.set({ hooks: { copies: 3, shuffle: true } })
    const ada = room.person()
    const said = Array.from({ length: 8 }, (_, index) => `第 ${index} 条`)
    for (const text of said) ada.say(text)
    await house.push(1000)
    const talk = await claim(house.agent, room.channel)
    await soon(async () => (await texts(talk)).length === said.length, 'all of them')
    await idle()
    expect(await texts(talk)).toEqual(said)
  })

  test('that the hub could not take comes again', async () => {
    const ada = room.person()
    await idle()
    const full = stall(house.hub, 'refuses')
    ada.say('还在吗')
    await house.lab.wechatKf.quiet()
    expect(room.callbacks().at(-1)).toMatchObject({ status: 503, retryIn: 1000 })
    full.recover()
    await house.push(1000)
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['还在吗'])
    expect(room.callbacks().at(-1)).toMatchObject({ status: 200, attempt: 2 })
  })
})

describe('polling', () => {
  test('goes on through pages with nothing in them', async () => {
    const ada = room.person()
    await idle()
    const before = polls().length
    room.account.pad(3000)
    ada.say('在后面')
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['在后面'])
    const asked = polls().slice(before)
    expect(asked).toHaveLength(4)
    expect(new Set(asked.map(({ cursor }) => cursor)).size).toBe(4)
    expect(
      room
        .calls('sync_msg')
        .slice(before)
        .map(({ response }) => [response.has_more, response.msg_list.length]),
    ).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ])
  })

  test('goes on also when there are more pages than it reads in one go', async () => {
    const ada = room.person()
    await idle()
    room.account.pad(30_000)
    ada.say('在很后面')
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['在很后面'])
  })

  test('asks without a token when the one of the callback has run out', async () => {
    const ada = room.person()
    await idle()
    house.lab.wechatKf.faults.set({ tooMany: 1, only: 'sync' })
    ada.say('晚了')
    await soon(async () => room.calls('sync_msg').at(-1)?.response?.errcode === 45009, 'the refusal')
    await idle()
    house.lab.wechatKf.faults.reset()
    await house.push(11 * MINUTE)
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['晚了'])
    await idle()
    const at = room.calls('sync_msg').findIndex(({ response }) => response.errcode === 95007)
    const [{ token, ...refused }, next] = polls().slice(at, at + 2) as [{ token?: string }, object]
    expect(token).toMatch(/^ENC/)
    expect(next).toEqual(refused)
  })

  test('finds by itself what no callback told', async () => {
    const ada = room.person()
    await idle()
    const before = polls().length
    room.unheard(() => ada.say('没有人知道'))
    await house.push(4 * MINUTE)
    await idle()
    expect(polls()).toHaveLength(before)
    await house.push(MINUTE)
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['没有人知道'])
    expect(polls().at(-1)).not.toHaveProperty('token')
  })

  test('finds it within five minutes also after WeCom was away for half a day', async () => {
    const ada = room.person()
    await idle()
    house.lab.wechatKf.faults.set({ down: 'bad-gateway' })
    room.unheard(() => ada.say('没有人知道'))
    for (let passed = 0; passed < 12 * HOUR; passed += 10 * MINUTE) {
      await house.push(10 * MINUTE)
      await idle()
    }
    house.lab.wechatKf.faults.reset()
    await house.push(5 * MINUTE)
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['没有人知道'])
  })

  test('begins anew where it had stopped: what was said while the hub was away is there, once', async () => {
    const ada = room.person()
    ada.say('以前')
    const talk = await claim(house.agent, room.channel)
    await idle()
    const asked = polls().length
    await house.restart(() => {
      ada.say('期间一')
      ada.say('期间二')
      house.clock.push(2 * 24 * HOUR)
    })
    await soon(async () => (await texts(talk)).length === 3, 'what was said')
    expect(await texts(talk)).toEqual(['以前', '期间一', '期间二'])
    expect(polls()[asked]?.cursor).toMatch(/^4gw7/)
  })

  test('of another account, entered in place of the first, does not stumble over the cursor of that', async () => {
    const ada = room.person()
    ada.say('旧的')
    await claim(house.agent, room.channel)
    const other = room.corp.openAccount('Acme 新账号')
    const credentials = { ...room.credentials, openKfId: other.id }
    expect((await house.agent.patch(`/api/channels/${room.channel}`, { credentials })).status).toBe(200)
    const bo = house.lab.wechatKf.person({ name: 'Bo', account: other })
    bo.start()
    bo.say('新的')
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['新的'])
  })

  test('from the beginning, without its cursor, brings nothing twice', async () => {
    const ada = room.person()
    const [own] = [ada.say('一'), ada.say('二')]
    const talk = await claim(house.agent, room.channel)
    await soon(async () => (await texts(talk)).length === 2, 'both')
    ada.recall(own)
    await soon(async () => (await talk.messages())[0].recalled, 'the recall')
    const { kit } = house.hub.desk
    await kit.commit(() => kit.sql.prepare('UPDATE Channel SET cursor = NULL WHERE id = ?').run(room.channel))
    const before = polls().length
    ada.say('三')
    await soon(async () => (await texts(talk)).length === 3, 'the third')
    await idle()
    expect(polls()[before]).not.toHaveProperty('cursor')
    expect((await talk.messages()).map(({ text, recalled }) => [text, recalled !== undefined])).toEqual([
      ['一', true],
      ['二', false],
      ['三', false],
    ])
  })

  test.each([
    [42001, () => room.corp.expireTokens()],
    [40014, () => void room.corp.resetSecret(room.corp.secret)],
  ])('replaces an access token that is refused with %i', async (code, end) => {
    const ada = room.person()
    await idle()
    end()
    ada.say('换令牌')
    expect(await texts(await claim(house.agent, room.channel))).toEqual(['换令牌'])
    expect(
      room
        .calls('sync_msg')
        .slice(-2)
        .map(({ response }) => response.errcode),
    ).toContain(0)
    expect(
      house.lab.journal.list({ platform: 'wechat-kf', what: 'sync_msg' }).some(({ response }) => (response as Wire)?.errcode === code),
    ).toBe(true)
    expect((await house.agent.get(`/api/channels/${room.channel}`)).body.state).toBe('live')
  })
})
