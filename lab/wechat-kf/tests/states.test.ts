import { expect, test } from 'vitest'
import { bench, eventsOf, hour, second, text, type Bench } from './tools.ts'

const stateOf = async ({ account, ada, call }: Bench) =>
  (await call('kf/service_state/get', { open_kfid: account.id, external_userid: ada.externalId }))['service_state']
const onEvent = ({ call }: Bench, code: unknown, content: object = text('by code')) => call('kf/send_msg_on_event', { code, ...content })
const survey = { msgtype: 'msgmenu', msgmenu: { list: [{ type: 'click', click: { id: 'csat-5', content: '满意' } }] } }

/** Brings the session into a state, whatever it was in. */
async function bring(made: Bench, state: number): Promise<void> {
  if ((await stateOf(made)) !== 4) await made.trans(4)
  if (state === 4) return
  made.ada.say('hi')
  if (state !== 0) await made.trans(state, 'zhangsan')
}

test('where the API may move a session, and where it may write', async () => {
  const made = await bench()
  made.lab.wechatKf.servicer(made.account, 'zhangsan')
  const allowed: number[][] = []
  const writable: number[] = []
  for (const from of [0, 1, 2, 3, 4]) {
    await bring(made, from)
    expect(await stateOf(made)).toBe(from)
    const { errcode } = await made.send(text('hello'))
    if (errcode === 0) writable.push(from)
    else expect(errcode).toBe(95018)
    for (const to of [0, 1, 2, 3, 4]) {
      await bring(made, from)
      const answer = await made.trans(to, 'zhangsan')
      if (answer.errcode === 0) allowed.push([from, to])
      else expect(answer.errcode).toBe(95016)
      expect(await stateOf(made)).toBe(answer.errcode === 0 ? to : from)
    }
  }
  expect(writable).toEqual([0, 1])
  const moves = ['01', '02', '03', '04', '12', '13', '14', '23', '24', '33', '34']
  expect(allowed.map(([from, to]) => `${from}${to}`)).toEqual(moves)
})

test('only a servicer who is receiving', async () => {
  const made = await bench()
  made.ada.say('hi')
  expect((await made.trans(3, 'lisi')).errcode).toBe(95014)
  const li = made.lab.wechatKf.servicer(made.account, 'lisi')
  li.setStatus('paused')
  expect((await made.trans(3, 'lisi')).errcode).toBe(95014)
  li.setStatus('receiving')
  expect((await made.trans(3, 'lisi')).errcode).toBe(0)
  const found = await made.call('kf/service_state/get', { open_kfid: made.account.id, external_userid: made.ada.externalId })
  expect(found).toMatchObject({ service_state: 3, servicer_userid: 'lisi' })
  const events = eventsOf((await made.sync()).items, 'servicer_status_change')
  expect(events).toMatchObject([
    { servicer_userid: 'lisi', status: 2, stop_type: 1 },
    { servicer_userid: 'lisi', status: 1 },
  ])
})

test('a move by the API gives a code and no event; closing: a survey within 20 seconds, once', async () => {
  const made = await bench()
  made.ada.say('hi')
  expect(await made.trans(1)).not.toHaveProperty('msg_code')
  const { msg_code: code } = await made.trans(4)
  made.clock.advance(20 * second - 1)
  expect((await onEvent(made, code, survey)).errcode).toBe(0)
  expect((await onEvent(made, code, survey)).errcode).toBe(41050)
  made.ada.press('满意')
  expect(await stateOf(made)).toBe(0)
  const late = (await made.trans(4))['msg_code']
  made.clock.advance(20 * second)
  expect((await onEvent(made, late, survey)).errcode).toBe(41050)
  expect((await onEvent(made, 'made-up')).errcode).toBe(41050)
  expect(eventsOf((await made.sync()).items, 'session_status_change')).toEqual([])
})

test('the code of the pool: text, 48 hours, while the customer waits there', async () => {
  const made = await bench()
  made.ada.say('hi')
  const first = (await made.trans(2))['msg_code']
  expect((await onEvent(made, first, survey)).errcode).toBe(40058)
  made.clock.advance(48 * hour - 1)
  await made.login()
  expect((await onEvent(made, first)).errcode).toBe(0)
  await bring(made, 0)
  const second = (await made.trans(2))['msg_code']
  const zhang = made.lab.wechatKf.servicer(made.account, 'zhangsan')
  zhang.take(made.ada.session)
  expect((await onEvent(made, second)).errcode).toBe(41050)
  const [taken] = eventsOf((await made.sync()).items, 'session_status_change')
  expect(taken).toMatchObject({ change_type: 1, new_servicer_userid: 'zhangsan' })
  expect((await onEvent(made, taken!['msg_code'])).errcode).toBe(0)
})

test('a welcome: 20 seconds, once, outside the count of five, and not again for 48 hours', async () => {
  const made = await bench()
  const codes = async () => eventsOf((await made.sync()).items, 'enter_session').map((event) => event['welcome_code'])
  const [code] = await codes()
  expect((await onEvent(made, code, { msgtype: 'image', image: { media_id: 'x' } })).errcode).toBe(40007)
  expect((await onEvent(made, code, text('Welcome!'))).errcode).toBe(0)
  expect((await onEvent(made, code)).errcode).toBe(41050)
  expect(made.ada.screen()).toMatchObject([{ text: 'Welcome!', mine: false }])
  made.ada.start()
  expect((await codes())[1]).toBeUndefined()
  made.clock.advance(48 * hour)
  await made.login()
  made.ada.start()
  const third = (await codes())[2]
  made.clock.advance(20 * second)
  expect((await onEvent(made, third)).errcode).toBe(41050)
  made.ada.say('hi')
  made.ada.start()
  expect((await codes())[3]).toBeUndefined()
  for (const content of ['1', '2', '3', '4', '5']) await made.send(text(content))
  expect(made.ada.screen().at(-1)).toMatchObject({ text: '5' })
})

test('a servicer writes in WeCom: origin 5, and the session is theirs until they end it', async () => {
  const made = await bench()
  const { ada, account, lab } = made
  const zhang = lab.wechatKf.servicer(account, 'zhangsan', '张三')
  const { cursor } = await made.sync()
  ada.say('hi')
  zhang.say(ada.session, '您好')
  expect(await ada.waitFor('您好')).toMatchObject({ author: '张三' })
  expect((await made.send(text('from the hub'))).errcode).toBe(95018)
  zhang.transfer(ada.session, 'lisi')
  expect(() => zhang.end(ada.session)).toThrow('does not serve')
  const li = lab.wechatKf.servicer(account, 'lisi')
  li.end(ada.session)
  li.say(ada.session, '还有一件事')
  const { items } = await made.sync(cursor)
  const [first] = items.filter((item) => item['origin'] === 5)
  expect(first).toMatchObject({ msgtype: 'text', text: { content: '您好' }, servicer_userid: 'zhangsan', external_userid: ada.externalId })
  expect(eventsOf(items, 'session_status_change')).toMatchObject([
    { change_type: 1, new_servicer_userid: 'zhangsan', msg_code: expect.any(String) },
    { change_type: 2, old_servicer_userid: 'zhangsan', new_servicer_userid: 'lisi' },
    { change_type: 3, old_servicer_userid: 'lisi', msg_code: expect.any(String) },
    { change_type: 4, old_servicer_userid: 'lisi', new_servicer_userid: 'lisi' },
  ])
  expect(await stateOf(made)).toBe(3)
})

test('a customer whom the servicers refuse is not heard', async () => {
  const made = await bench()
  const zhang = made.lab.wechatKf.servicer(made.account, 'zhangsan')
  const { cursor } = await made.sync()
  zhang.refuse(made.ada.session, true)
  made.ada.say('hello?')
  zhang.refuse(made.ada.session, false)
  made.ada.say('hello!')
  const { items } = await made.sync(cursor)
  expect(eventsOf(items, 'reject_customer_msg_switch_change').map((event) => event['reject_switch'])).toEqual([1, 0])
  expect(items.filter(({ msgtype }) => msgtype === 'text')).toMatchObject([{ text: { content: 'hello!' } }])
})
