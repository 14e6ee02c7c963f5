import { expect, test } from 'vitest'
import { usualLimits } from '../options.ts'
import { hour, minute, second, talking } from './tools.ts'

const text = (content: string) => ({ msg_type: 0, content })

test('four answers to a message of a friend, each with its own msg_seq', async () => {
  const { ada, send, heard, qq } = await talking()
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  const answer = (seq: number | undefined) =>
    send(ada, { ...text(`answer ${seq}`), msg_id: event!.d['id'], ...(seq === undefined ? {} : { msg_seq: seq }) })
  const first = await answer(undefined)
  expect(first).toMatchObject({
    status: 200,
    body: { id: expect.stringMatching(/^ROBOT1\.0_/), timestamp: expect.stringMatching(/T.*\+08:00$/) },
  })
  expect(first.body['ext_info']).toMatchObject({ ref_idx: expect.stringMatching(/^REFIDX_.*==$/) })
  expect(await answer(1)).toMatchObject({ status: 400, body: { err_code: 40054005 } })
  for (const seq of [2, 3, 4]) expect((await answer(seq)).status).toBe(200)
  expect(await answer(5)).toMatchObject({ status: 400, body: { err_code: 40034128, message: '被动回复时间或次数超限' } })
  expect(await answer(4)).toMatchObject({ body: { err_code: 40054005 } })
  expect(ada.screen().filter(({ mine }) => !mine)).toHaveLength(4)
  qq.set({ limits: { ...usualLimits, passive: { ...usualLimits.passive, c2c: { ms: hour, count: 5 } } } })
  expect((await answer(5)).status).toBe(200)
})

test('a friend is answered for an hour, a group for five minutes and five times', async () => {
  const { ada, send, call, heard, qq, bot, clock } = await talking()
  const group = qq.group('Shop', ada, { bots: [bot] })
  ada.say('hello')
  group.as(ada).say('@Acme hello')
  const [mine] = await heard('C2C_MESSAGE_CREATE')
  const [ours] = await heard('GROUP_AT_MESSAGE_CREATE')
  const toGroup = (seq: number, id: unknown = ours!.d['id']) =>
    call('POST', `/v2/groups/${group.openid(bot)}/messages`, { ...text('hi'), msg_id: id, msg_seq: seq })
  clock.advance(5 * minute)
  for (const seq of [1, 2, 3, 4]) expect((await toGroup(seq)).status).toBe(200)
  clock.advance(1)
  expect((await toGroup(5)).body).toMatchObject({ err_code: 40034005, message: '回复消息msg_id已过期' })
  expect((await toGroup(1, mine!.d['id'])).body).toMatchObject({ err_code: 40034024 })
  clock.advance(55 * minute - 1)
  const answer = (seq: number) => send(ada, { ...text('hi'), msg_id: mine!.d['id'], msg_seq: seq })
  expect((await answer(1)).status).toBe(200)
  clock.advance(1)
  expect((await answer(2)).body).toMatchObject({ err_code: 40034005 })
  group.as(ada).say('@Acme again')
  const again = (await heard('GROUP_AT_MESSAGE_CREATE'))[1]!.d['id'] as unknown
  for (const seq of [1, 2, 3, 4, 5]) expect((await toGroup(seq, again)).status).toBe(200)
  expect((await toGroup(6, again)).body).toMatchObject({ err_code: 40034128 })
})

test('the answer to one is not to another, and not to another bot', async () => {
  const { ada, send, heard, qq, bot } = await talking()
  const bo = qq.person({ name: 'Bo', bot })
  bo.start()
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  expect((await send(bo, { ...text('hi'), msg_id: event!.d['id'] })).body).toMatchObject({ err_code: 40034024 })
  expect((await send(ada, { ...text('hi'), msg_id: 'ROBOT1.0_made_up' })).body).toMatchObject({ err_code: 40034024 })
  expect((await send(ada, { ...text('hi'), msg_id: event!.id })).body).toMatchObject({ err_code: 40034024 })
  expect((await send(ada, { ...text('hi'), event_id: event!.d['id'] })).body).toMatchObject({ err_code: 40034025 })
  expect((await send(ada, { ...text('hi'), event_id: event!.id })).body).toMatchObject({ err_code: 40034027 })
})

test('events that may be answered, for as long', async () => {
  const { ada, send, heard, clock } = await talking()
  ada.block()
  ada.start('order42')
  ada.reject()
  ada.receive()
  const ids = await Promise.all(['FRIEND_ADD', 'C2C_MSG_RECEIVE', 'C2C_MSG_REJECT', 'FRIEND_DEL'].map(async (t) => (await heard(t))[0]!.id))
  const answers = await Promise.all(ids.map((id) => send(ada, { ...text('hi'), event_id: id })))
  expect(answers.map(({ body }) => body['err_code'])).toEqual([undefined, undefined, 40034027, 40034027])
  clock.advance(hour + 1)
  expect((await send(ada, { ...text('hi'), event_id: ids[0], msg_seq: 2 })).body).toMatchObject({ err_code: 40034026 })
})

test('a window can be made to end', async () => {
  const { ada, send, heard } = await talking()
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  ada.expire()
  expect((await send(ada, { ...text('hi'), msg_id: event!.d['id'] })).body).toMatchObject({ err_code: 40034005 })
})

test('typing is shown, uses up an answer, and ends by itself or with the message', async () => {
  const { ada, send, heard, qq, clock } = await talking()
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  const msgId = event!.d['id'] as string
  const typing = (seconds: number, more: object = {}) =>
    send(ada, { msg_type: 6, input_notify: { input_type: 1, input_second: seconds }, msg_id: msgId, ...more })
  const activity = () => qq.phones()[0]!.chats[0]!.activity
  expect((await typing(60)).status).toBe(200)
  expect(activity()).toBe('typing')
  clock.advance(60 * second)
  expect(activity()).toBeUndefined()
  await typing(30, { msg_seq: 2 })
  await send(ada, { ...text('hi'), msg_id: msgId, msg_seq: 3 })
  expect(activity()).toBeUndefined()
  await send(ada, { ...text('hi'), msg_id: msgId, msg_seq: 4 })
  expect((await send(ada, { ...text('hi'), msg_id: msgId, msg_seq: 5 })).body).toMatchObject({ err_code: 40034128 })
  for (const bad of [typing(0), typing(61), typing(5, { msg_id: null })]) expect((await bad).body).toMatchObject({ err_code: 22006 })
  expect(ada.screen()).toHaveLength(3)
})
