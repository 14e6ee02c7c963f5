import { expect, test } from 'vitest'
import { bench, second, text } from './tools.ts'

test('a token lives two hours, and asking again gives the same', async () => {
  const { call, clock, corp, token } = await bench()
  const ask = () => call(`gettoken?corpid=${corp.id}&corpsecret=s3cret`)
  clock.advance(100 * second)
  expect(await ask()).toEqual({ errcode: 0, errmsg: 'ok', access_token: token, expires_in: 7100 })
  clock.advance(7100 * second - 1000)
  expect((await call('kf/account/list', {})).errcode).toBe(0)
  clock.advance(1000)
  expect((await call('kf/account/list', {})).errcode).toBe(42001)
  const next = await ask()
  expect(next['access_token']).not.toBe(token)
  expect((await call('kf/account/list', {}, String(next['access_token']))).errcode).toBe(0)
})

test('credentials that do not hold', async () => {
  const { call, corp } = await bench()
  expect((await call('gettoken?corpid=wwNobody&corpsecret=x')).errcode).toBe(40013)
  expect((await call(`gettoken?corpid=${corp.id}&corpsecret=x`)).errcode).toBe(40001)
  expect((await call('kf/account/list', {}, '')).errcode).toBe(41001)
  expect((await call('kf/account/list', {}, 'made-up')).errcode).toBe(40014)
  expect((await call('kf/nothing', {})).errcode).toBe(40066)
  expect((await call('kf/send_msg', 'no object')).errcode).toBe(40058)
  corp.expireTokens()
  expect((await call('kf/account/list', {})).errcode).toBe(42001)
  corp.resetSecret('new')
  expect((await call('kf/account/list', {})).errcode).toBe(40014)
  expect((await call(`gettoken?corpid=${corp.id}&corpsecret=s3cret`)).errcode).toBe(40001)
  expect((await call(`gettoken?corpid=${corp.id}&corpsecret=new`)).errcode).toBe(0)
})

test('an address that is not trusted: 60020 names it', async () => {
  const { call, corp, lab } = await bench({ egressIp: '198.51.100.4' })
  corp.trustedIps = ['203.0.113.1']
  const refused = await call('kf/account/list', {})
  expect(refused.errcode).toBe(60020)
  expect(refused.errmsg).toContain('from ip: 198.51.100.4')
  expect((await call(`gettoken?corpid=${corp.id}&corpsecret=s3cret`)).errcode).toBe(0)
  lab.wechatKf.set({ tokenChecksIp: true })
  expect((await call(`gettoken?corpid=${corp.id}&corpsecret=s3cret`)).errcode).toBe(60020)
  corp.trustedIps = ['203.0.113.1', '198.51.100.4']
  expect((await call('kf/account/list', {})).errcode).toBe(0)
})

test('faults in the words of WeCom', async () => {
  const { lab, call, corp, send, ada } = await bench()
  ada.say('hi')
  lab.wechatKf.faults.set({ tooMany: 1, only: 'send' })
  expect((await call('kf/account/list', {})).errcode).toBe(0)
  expect((await send(text('a'))).errcode).toBe(45009)
  expect((await send(text('b'))).errcode).toBe(0)
  lab.wechatKf.faults.set({ unauthorized: true, only: '' })
  expect((await send(text('c'))).errcode).toBe(40014)
  expect((await call(`gettoken?corpid=${corp.id}&corpsecret=s3cret`)).errcode).toBe(40001)
  lab.wechatKf.faults.set({ unauthorized: false, loseAnswers: 1 })
  await expect(send(text('d'), { msgid: 'once' })).rejects.toThrow()
  expect((await send(text('d'), { msgid: 'once' })).errcode).toBe(95030)
  expect(ada.screen().map((one) => one.text)).toEqual(['hi', 'b', 'd'])
})
