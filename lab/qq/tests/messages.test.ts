import { expect, test } from 'vitest'
import { minute, run, second, setUp, talking, type Answer } from './tools.ts'

const code = ({ body }: Answer): unknown => body['err_code'] ?? body['code']

test('what a message can be, and what it cannot', async () => {
  const { ada, send } = await talking()
  const accepted = [
    { content: 'text' },
    { msg_type: 2, markdown: { content: '# title' } },
    { msg_type: 0, content: 'nulls', markdown: null, media: null, event_id: null },
  ]
  for (const body of accepted) expect((await send(ada, body)).status).toBe(200)
  expect(ada.screen().map(({ text }) => text)).toEqual(['text', '# title', 'nulls'])
  const refused: [object, number][] = [
    [{ content: '  ' }, 50006],
    [{ msg_type: 2 }, 40034124],
    [{ msg_type: 2, markdown: { custom_template_id: '1' } }, 40034127],
    [{ msg_type: 0, content: 'x', markdown: { content: 'y' } }, 22006],
    [{ msg_type: 0, media: { file_info: 'x' } }, 22006],
    [{ msg_type: 3, ark: { template_id: 23 } }, 304004],
    [{ msg_type: 4, embed: {} }, 22006],
    [{ msg_type: 7 }, 304080],
    [{ msg_type: 'text', content: 'x' }, 12002],
  ]
  for (const [body, expected] of refused) expect(code(await send(ada, body)), JSON.stringify(body)).toBe(expected)
})

test('2000 characters, counted as code points', async () => {
  const { ada, send } = await talking()
  expect((await send(ada, { content: '🙂'.repeat(2000) })).status).toBe(200)
  expect(code(await send(ada, { content: 'x'.repeat(2001) }))).toBe(40054007)
})

test('links only to registered domains, where there are any', async () => {
  const { qq, url, post } = await setUp()
  const strict = qq.bot({ appId: '42', secret: 's', domains: ['example.com'] })
  const bo = qq.person({ name: 'Bo', bot: strict })
  bo.start()
  const group = qq.group('G', bo, { bots: [strict] })
  const headers = { authorization: `QQBot ${strict.tokens.issue().access_token}` }
  const send = (path: string, content: string) => post(`${url}/api.sgroup.qq.com/v2/${path}/messages`, { content }, headers)
  expect((await send(`users/${bo.openid}`, 'see https://www.example.com/x')).status).toBe(200)
  expect(code(await send(`users/${bo.openid}`, 'see https://example.org/x'))).toBe(304003)
  expect(code(await send(`users/${bo.openid}`, 'see https://badexample.com/x'))).toBe(304003)
  expect(code(await send(`groups/${group.openid(strict)}`, 'see http://example.org'))).toBe(40054010)
})

test('a quote of either side is shown', async () => {
  const { ada, send, heard } = await talking()
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  const index = (event!.d['message_scene'] as { ext: string[] }).ext[1]!.slice('msg_idx='.length)
  const { body } = await send(ada, { content: 'hi', message_reference: { message_id: index } })
  const own = (body['ext_info'] as { ref_idx: string }).ref_idx
  await send(ada, { content: 'and', message_reference: { message_id: own } })
  expect(ada.screen().slice(1)).toMatchObject([{ reply: { author: 'Ada', text: 'hello' } }, { reply: { author: 'Acme', text: 'hi' } }])
})

test('an own message is taken back within two minutes', async () => {
  const { ada, send, call, clock, heard } = await talking()
  const first = (await send(ada, { content: 'one' })).body['id'] as string
  const second = (await send(ada, { content: 'two' })).body['id'] as string
  const remove = (id: string, openid = ada.openid) => call('DELETE', `/v2/users/${openid}/messages/${encodeURIComponent(id)}`)
  clock.advance(2 * minute)
  expect(await remove(first)).toMatchObject({ status: 200, body: {} })
  expect(ada.screen()[0]).toMatchObject({ recalled: true })
  expect(ada.screen()[0]).not.toHaveProperty('text')
  expect(code(await remove(first))).toBe(40061002)
  clock.advance(1)
  expect(code(await remove(second))).toBe(40064004)
  ada.say('mine')
  expect(code(await remove((await heard('C2C_MESSAGE_CREATE'))[0]!.d['id'] as string))).toBe(40061002)
  expect(code(await remove(second, 'nobody'))).toBe(306009)
})

test('in a group a bot takes back its own messages only', async () => {
  const { ada, call, heard, qq, bot } = await talking()
  const group = qq.group('G', ada, { bots: [bot] })
  group.as(ada).say('@Acme hi')
  const [event] = await heard('GROUP_AT_MESSAGE_CREATE')
  const path = `/v2/groups/${group.openid(bot)}/messages`
  expect(code(await call('DELETE', `${path}/${String(event!.d['id'])}`))).toBe(40062003)
  const { body } = await call('POST', path, { content: 'hi' })
  expect((await call('DELETE', `${path}/${String(body['id'])}`)).status).toBe(200)
})

test.each(['pass', 'reject'] as const)('an audit: 202, and later %s', async (verdict) => {
  const setting = await talking()
  const { ada, bot, send, heard } = setting
  ada.say('hello')
  const [event] = await heard('C2C_MESSAGE_CREATE')
  bot.auditNext(verdict)
  const held = await send(ada, { content: 'risky', msg_id: event!.d['id'] })
  const auditId = (held.body['data'] as { message_audit: { audit_id: string } }).message_audit.audit_id
  expect(held).toMatchObject({ status: 202, body: { code: 304024 } })
  expect(ada.screen()).toHaveLength(1)
  await run(setting, 3 * second)
  const [told] = await heard(verdict === 'pass' ? 'MESSAGE_AUDIT_PASS' : 'MESSAGE_AUDIT_REJECT')
  expect(told!.d).toMatchObject({ audit_id: auditId, ...(verdict === 'pass' ? { message_id: expect.stringMatching(/^ROBOT/) } : {}) })
  expect(ada.screen()).toHaveLength(verdict === 'pass' ? 2 : 1)
  bot.auditNext(verdict)
  expect(code(await send(ada, { content: 'news' }))).toBe(304023)
})

test('any refusal can be ordered', async () => {
  const { ada, bot, send } = await talking()
  for (const wanted of [40034006, 40054016]) bot.refuseNext(wanted)
  const answers = [await send(ada, { content: 'a' }), await send(ada, { content: 'b' }), await send(ada, { content: 'c' })]
  expect(answers.map(code)).toEqual([40034006, 40054016, undefined])
})
