import { expect, test } from 'vitest'
import { second, talking, type Answer } from './tools.ts'

const button = (label: string, more: { type?: number; data?: string; group?: string; permission?: object; visited?: string } = {}) => ({
  id: `id-${label}`,
  ...(more.group === undefined ? {} : { group_id: more.group }),
  render_data: { label, ...(more.visited === undefined ? {} : { visited_label: more.visited }), style: 1 },
  action: {
    type: more.type ?? 1,
    permission: more.permission ?? { type: 2 },
    data: more.data ?? `data-${label}`,
    unsupport_tips: '请升级QQ',
  },
})
type Button = ReturnType<typeof button>

const withButtons = (...rows: Button[][]) => ({
  msg_type: 2,
  markdown: { content: '请为本次服务评分' },
  keyboard: { content: { rows: rows.map((buttons) => ({ buttons })) } },
})
const code = ({ body }: Answer): unknown => body['err_code'] ?? body['code']
const grid = (rows: number, columns: number): Button[][] =>
  Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => button(`${row}-${column}`)))

test('only below markdown, five by five, labels of ten', async () => {
  const { ada, send } = await talking()
  expect((await send(ada, withButtons(...grid(5, 5)))).status).toBe(200)
  expect(ada.screen()[0]!.buttons!.flat()).toHaveLength(25)
  expect(code(await send(ada, withButtons(...grid(6, 1))))).toBe(40034029)
  expect(code(await send(ada, withButtons(...grid(1, 6))))).toBe(40034029)
  expect((await send(ada, withButtons([button('一二三四五六七八九🙂')]))).status).toBe(200)
  expect(code(await send(ada, withButtons([button('一二三四五六七八九十1')])))).toBe(305007)
  expect(code(await send(ada, withButtons([button('x', { data: '' })])))).toBe(305007)
  expect(code(await send(ada, { ...withButtons([button('x')]), msg_type: 0, content: 'x', markdown: null }))).toBe(50037)
  expect(code(await send(ada, { ...withButtons([button('x')]), content: 'both' }))).toBe(50037)
  expect(code(await send(ada, { ...withButtons([button('x')]), keyboard: { id: '1070001' } }))).toBe(304038)
})

test('own keyboards are by invitation', async () => {
  const { qq, post, url } = await talking()
  const closed = qq.bot({ appId: '42', secret: 's', keyboards: false })
  const bo = qq.person({ name: 'Bo', bot: closed })
  bo.start()
  const headers = { authorization: `QQBot ${closed.tokens.issue().access_token}` }
  const send = (body: object) => post(`${url}/api.sgroup.qq.com/v2/users/${bo.openid}/messages`, body, headers)
  expect(code(await send(withButtons([button('x')])))).toBe(304057)
  expect((await send({ msg_type: 2, markdown: { content: '# x' } })).status).toBe(200)
})

test('a press waits for its answer; then the others of its group are spent', async () => {
  const { ada, send, call, heard, bot } = await talking()
  await send(
    ada,
    withButtons([button('满意', { data: 'csat:5', group: 'csat', visited: '已评价' }), button('不满', { data: 'csat:1', group: 'csat' })]),
  )
  ada.press('满意')
  const pending = () =>
    ada
      .screen()[0]!
      .buttons!.flat()
      .map((one) => one.pending)
  expect(pending()).toEqual([true, false])
  const [event] = await heard('INTERACTION_CREATE')
  expect(event!.d).toMatchObject({
    application_id: bot.appId,
    type: 11,
    chat_type: 2,
    scene: 'c2c',
    user_openid: ada.openid,
    version: 1,
    data: { type: 11, resolved: { button_data: 'csat:5', button_id: 'id-满意' } },
  })
  const answer = (value: unknown) => call('PUT', `/interactions/${String(event!.d['id'])}`, { code: value })
  expect(code(await answer(6))).toBe(630001)
  expect(await answer(0)).toMatchObject({ status: 204, body: {} })
  expect(ada.screen()[0]!.buttons).toMatchObject([[{ label: '已评价', pending: false }, { label: '不满' }]])
  expect(code(await answer(0))).toBe(630001)
  expect(() => ada.press('不满')).toThrow('any more')
  expect((await send(ada, { content: 'Thanks', event_id: event!.id })).status).toBe(200)
})

test('an answer that does not come, and one that refuses', async () => {
  const { ada, send, call, heard, clock, qq } = await talking()
  await send(ada, withButtons([button('Go')]))
  const toast = () => qq.phones()[0]!.chats[0]!.toast?.text
  ada.press('data-Go')
  const [late] = await heard('INTERACTION_CREATE')
  clock.advance(5 * second)
  expect(toast()).toContain('no answer')
  expect(code(await call('PUT', `/interactions/${String(late!.d['id'])}`, { code: 0 }))).toBe(630001)
  ada.press('Go')
  const [, next] = await heard('INTERACTION_CREATE')
  await call('PUT', `/interactions/${String(next!.d['id'])}`, { code: 4 })
  expect(toast()).toContain('没有权限')
  clock.advance(3 * second)
  expect(toast()).toBeUndefined()
})

test('links are not pressed, commands are written', async () => {
  const { ada, send, heard } = await talking()
  await send(ada, withButtons([button('Site', { type: 0, data: 'https://example.com' }), button('Menu', { type: 2, data: '/menu' })]))
  expect(ada.screen()[0]!.buttons).toMatchObject([[{ url: 'https://example.com' }, { data: '/menu' }]])
  expect(() => ada.press('Site')).toThrow('link')
  ada.press('Menu')
  expect((await heard('C2C_MESSAGE_CREATE')).map(({ d }) => d['content'])).toEqual(['/menu'])
})

test('in a group a button is for those it is for', async () => {
  const { ada, call, heard, qq, bot } = await talking()
  const bo = qq.person({ name: 'Bo', bot })
  const group = qq.group('Shop', ada, { people: [bo], bots: [bot] })
  await call(
    'POST',
    `/v2/groups/${group.openid(bot)}/messages`,
    withButtons([button('Admins', { permission: { type: 1 } }), button('Say', { type: 2, data: '/x' })]),
  )
  expect(() => group.as(bo).press('Admins')).toThrow('没有权限')
  group.as(ada).press('Admins')
  group.as(bo).press('Say')
  const [event] = await heard('INTERACTION_CREATE')
  expect(event!.d).toMatchObject({ scene: 'group', chat_type: 1, group_openid: group.openid(bot), group_member_openid: expect.any(String) })
  expect((await heard('GROUP_AT_MESSAGE_CREATE')).map(({ d }) => d['content'])).toEqual([' /x'])
})

test('the quick menu and the thumbs', async () => {
  const { ada, send, heard } = await talking()
  const { body } = await send(ada, { content: 'Was it good?' })
  const [bubble] = ada.screen()
  expect(bubble!.rated).toBeNull()
  ada.menu('help')
  ada.rate(bubble!, 'like')
  expect(ada.screen()[0]!.rated).toBe('like')
  ada.rate(bubble!, 'dislike')
  ada.rate(bubble!, 'dislike')
  const events = await heard('INTERACTION_CREATE')
  expect(events.map(({ d }) => d['type'])).toEqual([12, 13, 13, 13])
  expect(events.map(({ d }) => (d['data'] as { resolved: object }).resolved)).toMatchObject([
    { feature_id: 'help' },
    { feedback_opt: 'LIKE', checked: 1, message_id: body['id'] },
    { feedback_opt: 'UNLIKE', checked: 1 },
    { feedback_opt: 'UNLIKE', checked: 0 },
  ])
  expect(() => ada.menu('nothing')).toThrow()
})
