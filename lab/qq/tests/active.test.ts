import { expect, test } from 'vitest'
import { defaults, type Limits } from '../options.ts'
import { day, hour, minute, second, talking, type Answer } from './tools.ts'

const text = { msg_type: 0, content: 'news' }
const codes = (answers: Answer[]): unknown[] => answers.map(({ status, body }) => body['err_code'] ?? body['code'] ?? status)
const limits = (active: Partial<Exclude<Limits['active'], false>>): Limits => ({
  ...defaults.limits,
  active: { ...(defaults.limits.active as Exclude<Limits['active'], false>), ...active },
})

test('a friend gets 20 a minute, a bot sends 10 a second', async () => {
  const { ada, send, qq, bot, clock } = await talking()
  const bo = qq.person({ name: 'Bo', bot })
  bo.start()
  for (let n = 0; n < 10; n++) expect((await send(ada, text)).status).toBe(200)
  expect((await send(bo, text)).body).toMatchObject({ err_code: 40034100 })
  clock.advance(second)
  for (let n = 0; n < 10; n++) expect((await send(ada, text)).status).toBe(200)
  clock.advance(second)
  expect((await send(ada, text)).body).toMatchObject({ err_code: 40034100, message: '主动消息发送超过频控限制' })
  expect((await send(bo, text)).status).toBe(200)
  clock.advance(minute - 2 * second)
  expect((await send(ada, text)).status).toBe(200)
})

test('the sandbox counts nothing', async () => {
  const { ada, call, qq } = await talking()
  qq.set({ limits: limits({ c2c: { bot: [{ count: 1, per: second }], chat: [] } }) })
  const send = (host: string) => call('POST', `/v2/users/${ada.openid}/messages`, text, host)
  expect(codes([await send('api.bot.qq.com'), await send('api.bot.qq.com')])).toEqual([200, 40034100])
  expect(codes([await send('sandbox.api.sgroup.qq.com'), await send('sandbox.api.sgroup.qq.com')])).toEqual([200, 200])
})

test('a day has its limit too, and answers are not counted', async () => {
  const { ada, send, heard, qq, clock } = await talking({ limits: limits({ c2c: { bot: [], chat: [{ count: 2, per: day }] } }) })
  expect(codes([await send(ada, text), await send(ada, text), await send(ada, text)])).toEqual([200, 200, 40034100])
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  expect((await send(ada, { ...text, msg_id: event!.d['id'] })).status).toBe(200)
  clock.advance(day)
  expect((await send(ada, text)).status).toBe(200)
  qq.set({ limits: { ...defaults.limits, active: false } })
  expect((await send(ada, text)).status).toBe(200)
})

test('who turned them off gets none; who removed the bot gets nothing', async () => {
  const { ada, send, heard, qq } = await talking()
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  ada.reject()
  expect(qq.phones()[0]!.chats[0]).toHaveProperty('notice')
  expect((await send(ada, text)).body).toMatchObject({ err_code: 40054013 })
  expect((await send(ada, { ...text, msg_id: event!.d['id'] })).status).toBe(200)
  ada.receive()
  expect((await send(ada, text)).status).toBe(200)
  qq.set({ activeAllowed: false })
  expect((await send(ada, text)).body).toMatchObject({ err_code: 40034105 })
  qq.set({ activeAllowed: true })
  ada.block()
  expect(codes([await send(ada, text), await send(ada, { ...text, msg_id: event!.d['id'], msg_seq: 2 })])).toEqual([40054004, 40054004])
  expect(() => ada.say('anyone?')).toThrow('start first')
})

test('groups: 20 a minute, muted, turned off, and no longer a member', async () => {
  const { ada, call, qq, bot } = await talking()
  const group = qq.group('Shop', ada, { bots: [bot] })
  const send = () => call('POST', `/v2/groups/${group.openid(bot)}/messages`, text)
  for (let n = 0; n < 20; n++) expect((await send()).status).toBe(200)
  expect((await send()).body).toMatchObject({ err_code: 40034100 })
  group.letSpeakUp(bot, false)
  expect((await send()).body).toMatchObject({ err_code: 40034105 })
  group.mute(bot)
  expect((await send()).body).toMatchObject({ err_code: 40054002 })
  group.kick(bot)
  expect((await send()).body).toMatchObject({ err_code: 40054003 })
  expect((await call('POST', '/v2/groups/ABC/messages', text)).body).toMatchObject({ err_code: 40034101 })
})

test('one wake-up in each of four stretches after the last message', async () => {
  const { ada, send, clock } = await talking()
  const wake = (more: object = {}) => send(ada, { ...text, is_wakeup: true, ...more })
  expect((await wake()).body).toMatchObject({ err_code: 40034123 })
  ada.say('hello')
  expect(codes([await wake(), await wake()])).toEqual([200, 40034122])
  clock.advance(day - 1)
  expect((await wake()).body).toMatchObject({ err_code: 40034122 })
  clock.advance(1)
  expect(codes([await wake(), await wake()])).toEqual([200, 40034122])
  clock.advance(2 * day)
  expect(codes([await wake(), await wake()])).toEqual([200, 40034122])
  clock.advance(27 * day - hour)
  expect(codes([await wake(), await wake()])).toEqual([200, 40034122])
  clock.advance(hour)
  expect((await wake()).body).toMatchObject({ err_code: 40034123 })
  ada.say('back')
  expect(codes([await wake({ msg_id: 'x' }), await wake()])).toEqual([40034123, 200])
})

test('calls are counted per second', async () => {
  const calls = { messages: 2, files: 1, recall: 1, upload: 1 }
  const { ada, send, clock } = await talking({ limits: { ...defaults.limits, calls } })
  expect(codes([await send(ada, text), await send(ada, text), await send(ada, text)])).toEqual([200, 200, 22009])
  clock.advance(second)
  expect((await send(ada, text)).status).toBe(200)
})
