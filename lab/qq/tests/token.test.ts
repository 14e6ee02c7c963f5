import { expect, test } from 'vitest'
import { appId, minute, secret, second, setUp, type Setting } from './tools.ts'

const ask = ({ post, url }: Setting, body: unknown = { appId, clientSecret: secret }, host = 'bots.qq.com') =>
  post(`${url}/${host}/app/getAppAccessToken`, body)
const me = async ({ url }: Setting, token: unknown) => {
  const response = await fetch(`${url}/api.sgroup.qq.com/users/@me`, { headers: { authorization: `QQBot ${String(token)}` } })
  return response.status
}

test('the same token until its last minute, then a new one beside the old', async () => {
  const setting = await setUp()
  const first = await ask(setting)
  expect(first).toMatchObject({ status: 200, body: { expires_in: '7200' } })
  setting.clock.advance(7139 * second)
  const again = await ask(setting, undefined, 'api.bot.qq.com')
  expect(again.body).toEqual({ ...first.body, expires_in: '61' })
  setting.clock.advance(second)
  const next = await ask(setting)
  expect(next.body['access_token']).not.toBe(first.body['access_token'])
  expect(next.body['expires_in']).toBe('7200')
  setting.clock.advance(minute - 1)
  expect(await me(setting, first.body['access_token'])).toBe(200)
  setting.clock.advance(1)
  expect(await me(setting, first.body['access_token'])).toBe(401)
  expect(await me(setting, next.body['access_token'])).toBe(200)
  expect(setting.bot.tokenCalls).toBe(3)
})

test('refusals of the token come with HTTP 200', async () => {
  const setting = await setUp({ open: false })
  const refusal = async (body: unknown) => (await ask(setting, body)).body
  expect(await refusal({ appId, clientSecret: 'no' })).toMatchObject({ code: 100016, message: 'invalid appid or secret' })
  expect(await refusal({ appId: '42', clientSecret: 'any' })).toMatchObject({ code: 100007, message: 'appid invalid' })
  expect(await refusal({ clientSecret: 'any' })).toMatchObject({ code: 100007 })
  setting.qq.faults.set({ tooMany: 1 })
  expect(await ask(setting)).toMatchObject({ status: 200, body: { code: 100001 } })
  setting.bot.banned = true
  expect(await refusal({ appId, clientSecret: secret })).toMatchObject({ code: 100007 })
})

test('where the platform is open, an AppID is a bot from its first token on', async () => {
  const setting = await setUp()
  expect((await ask(setting, { appId: '42', clientSecret: 'one' })).body).toHaveProperty('access_token')
  expect((await ask(setting, { appId: '42', clientSecret: 'two' })).body).toMatchObject({ code: 100016 })
  expect(setting.qq.accounts()).toContainEqual({ id: '42', name: 'Bot 42' })
})

test('the gateway refuses in its own style, and every answer has a trace', async () => {
  const setting = await setUp()
  const root = `${setting.url}/api.sgroup.qq.com`
  const missing = await setting.post(`${root}/v2/users/X/messages`, {})
  expect(missing).toMatchObject({ status: 401, body: { code: 11241 } })
  expect(missing.headers.get('x-tps-trace-id')).toBe(missing.body['trace_id'])
  expect(await setting.post(`${root}/v2/users/X/messages`, {}, { authorization: `Bot ${appId}.old` })).toMatchObject({
    body: { code: 11241 },
  })
  expect(await setting.post(`${root}/v2/users/X/messages`, {}, { authorization: 'QQBot stale' })).toMatchObject({ body: { code: 11243 } })
  expect((await setting.call('GET', '/nothing')).status).toBe(404)
  expect((await setting.call('GET', '/v2/users/X/messages')).status).toBe(405)
  expect((await setting.call('GET', '/users/@me')).body).toMatchObject({ id: appId, username: 'Acme' })
  setting.qq.faults.set({ unauthorized: true, only: '@me' })
  expect(await setting.call('GET', '/users/@me')).toMatchObject({ status: 401, body: { code: 11243 } })
  setting.qq.faults.reset()
  setting.qq.faults.set({ tooMany: 1, only: 'messages' })
  expect(await setting.call('POST', '/v2/users/X/messages', {})).toMatchObject({ status: 429, body: { code: 22009 } })
  // A v2 refusal says `err_code`; in the field `code` has been seen beside it.
  const { body } = await setting.call('POST', '/v2/users/X/messages', {})
  expect(body).toEqual({ err_code: 40054004, message: '无好友关系', trace_id: expect.any(String) })
  setting.qq.set({ bothCodes: true })
  expect((await setting.call('POST', '/v2/users/X/messages', {})).body).toMatchObject({ code: 40054004, err_code: 40054004 })
})
