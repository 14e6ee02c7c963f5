import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LabPerson } from '../../lab/wechat-kf/index.ts'
import { type Talk, claim } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { type KfRoom, openKf } from './wechat-kf.ts'

const [SECOND, MINUTE] = [1000, 60_000]
const WORDS = { greeting: '您好，请问有什么可以帮您？', farewell: '感谢咨询，请评价本次服务。' }
const ENDED = 4

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterEach(() => house.lab.wechatKf.faults.reset())
afterAll(() => house.stop())

const told = (person: LabPerson): string[] => person.screen().flatMap(({ mine, text = '' }) => (mine ? [] : [text]))
const idle = async (): Promise<void> => {
  await house.lab.wechatKf.quiet()
  await house.hub.desk.idle()
}

/** Somebody who has written, and the conversation. */
async function served(settings: object = {}, greeted = false): Promise<{ room: KfRoom; ada: LabPerson; talk: Talk }> {
  const room = await openKf(house, { settings: { ...settings } })
  const ada = room.person()
  if (greeted) await ada.waitFor(WORDS.greeting)
  ada.say('你好')
  return { room, ada, talk: await claim(house.agent, room.channel) }
}

describe('a welcome', () => {
  test('is said with its code, within 20 seconds, and costs none of the five', async () => {
    const { room, ada, talk } = await served(WORDS, true)
    expect(told(ada)).toEqual([WORDS.greeting])
    expect(room.calls('send_msg_on_event').map(({ response }) => response.errcode)).toEqual([0])
    expect(room.calls('send_msg')).toEqual([])
    expect((await talk.view()).window.left).toBe(5)
  })

  test('is not said where there is no code for it: to whoever has written within 48 hours', async () => {
    const { room, ada, talk } = await served(WORDS, true)
    await house.push(MINUTE)
    ada.start('again')
    await idle()
    expect(told(ada)).toEqual([WORDS.greeting])
    expect(room.calls('send_msg_on_event')).toHaveLength(1)
    expect(await talk.act('resolve')).toBe(200)
    await ada.waitFor(WORDS.farewell)
    ada.start('and again')
    await idle()
    // Nor does a conversation begin in which nobody says anything.
    const { body } = await house.agent.get(`/api/conversations?view=resolved&channel=${room.channel}`)
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([talk.id])
    ada.say('接着说')
    expect((await claim(house.agent, room.channel)).id).toBe(talk.id)
  })

  test.each([
    ['15 seconds late is said', 15 * SECOND, 1],
    ['21 seconds late is not said any more', 21 * SECOND, 0],
  ])('that the hub hears of %s', async (_, late, times) => {
    const room = await openKf(house, { settings: WORDS })
    const bo = room.person('Bo', 'stranger')
    room.unheard(() => bo.start())
    await house.push(late)
    // Somebody else's callback rings for the poll that brings it.
    room.person('Cy', 'stranger').start()
    await idle()
    expect(told(bo)).toEqual(Array(times).fill(WORDS.greeting))
    expect(room.calls('send_msg_on_event').filter(({ response }) => response.errcode !== 0)).toEqual([])
  })
})

describe('the end of a conversation', () => {
  test('ends the session, with a last word by its code; what the customer writes then begins it again', async () => {
    const { room, ada, talk } = await served(WORDS, true)
    await talk.say('办好了')
    expect(await talk.act('resolve')).toBe(200)
    await ada.waitFor(WORDS.farewell)
    expect(ada.session.state).toBe(ENDED)
    await idle()
    expect(room.calls('send_msg_on_event').map(({ response }) => response.errcode)).toEqual([0, 0])
    expect(room.calls('send_msg')).toHaveLength(1)

    ada.say('还有一个问题')
    const again = await claim(house.agent, room.channel)
    expect(again.id).toBe(talk.id)
    await again.say('请讲')
    expect(told(ada)).toEqual([WORDS.greeting, '办好了', WORDS.farewell, '请讲'])
  })

  test('waits for a reply that is still under way', async () => {
    const { room, ada, talk } = await served({ farewell: WORDS.farewell })
    const put = house.hub.desk.kit.sql.prepare<{ dueAt: number }>("SELECT dueAt FROM Job WHERE kind = 'farewell'")
    house.lab.wechatKf.faults.set({ slowMs: 3 * SECOND, only: 'send_msg' })
    const reply = (await talk.reply('最后一句')).body
    await talk.becomes(reply, 'sending')
    expect(await talk.act('resolve')).toBe(200)
    await soon(async () => room.calls('service_state/trans').length > 0 || (put.get()?.dueAt ?? 0) > house.clock.now(), 'what comes of it')
    expect(room.calls('service_state/trans')).toEqual([])
    house.lab.wechatKf.faults.set({ slowMs: 0 })
    await house.push(3 * SECOND)
    await talk.becomes(reply, 'sent')
    await house.push(3 * SECOND)
    await ada.waitFor(WORDS.farewell)
    expect(told(ada)).toEqual(['最后一句', WORDS.farewell])
    expect(ada.session.state).toBe(ENDED)
  })

  test('leaves nothing to write, also for who opens the conversation again', async () => {
    const { ada, talk } = await served()
    expect(await talk.act('resolve')).toBe(200)
    await soon(async () => ada.session.state === ENDED, 'the end')
    await idle()
    expect(await talk.act('reopen')).toBe(200)
    expect(await talk.view()).toMatchObject({ status: 'active', canWrite: false })
    expect(await talk.reply('还有一句')).toMatchObject({ status: 422, body: { code: 'window-closed' } })
    ada.say('您说')
    await soon(async () => (await talk.view()).canWrite, 'the customer')
    await talk.say('还有一句')
    expect(told(ada)).toEqual(['还有一句'])
  })

  test('whose answer gets lost: the session is ended, and the last word is left unsaid', async () => {
    const { room, ada, talk } = await served({ farewell: WORDS.farewell })
    house.lab.wechatKf.faults.set({ loseAnswers: 1, only: 'service_state/trans' })
    expect(await talk.act('resolve')).toBe(200)
    await soon(async () => ada.session.state === ENDED, 'the end')
    await idle()
    await house.push(10 * SECOND)
    await idle()
    expect(told(ada)).toEqual([])
    expect(room.calls('service_state/trans')).toHaveLength(1)
    expect((await talk.view()).status).toBe('resolved')
  })
})

describe('a session that is not with the hub', () => {
  test('a colleague in WeCom has it: a reply fails and says so, and resolving leaves it to them', async () => {
    const { room, ada, talk } = await served(WORDS, true)
    const zhang = room.servicer()
    zhang.take(ada.session)
    const message = await talk.say('我来回答', 'failed')
    expect(message.error).toEqual({ code: 'window', text: expect.stringMatching(/^A colleague has this session in WeCom/) })
    expect(await talk.act('resolve')).toBe(200)
    await idle()
    expect(ada.session.state).toBe(3)
    expect(room.calls('service_state/trans')).toEqual([])
    expect(told(ada)).toEqual([WORDS.greeting])

    zhang.end(ada.session)
    ada.say('还在吗')
    const again = await claim(house.agent, room.channel)
    await again.say('在的')
    expect(told(ada)).toEqual([WORDS.greeting, '在的'])
  })

  test('the customer waits in the queue of WeCom', async () => {
    const { ada, talk } = await served()
    ada.session.state = 2
    const message = await talk.say('我来回答', 'failed')
    expect(message.error).toEqual({ code: 'window', text: expect.stringMatching(/^The customer waits in the queue of WeCom/) })
  })

  test('it was ended there: a reply fails and says so, until the customer writes', async () => {
    const { room, ada, talk } = await served()
    const zhang = room.servicer()
    zhang.take(ada.session)
    zhang.end(ada.session)
    const message = await talk.say('我来回答', 'failed')
    expect(message.error).toEqual({ code: 'window', text: expect.stringMatching(/^The session has ended/) })
    ada.say('好的')
    await soon(async () => (await talk.messages()).at(-1).text === '好的', 'the customer')
    await talk.retry(message)
    await ada.waitFor('我来回答')
  })
})
