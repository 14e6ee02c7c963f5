import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HOOK_URL, contextOf } from '../../tests/contract/harness.ts'
import { type KfApi, createKfApi, refusal } from '../../tests/harness/kf-api.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { kfCredentials, wechatKfHarness } from '../../tests/harness/wechat-kf.ts'
import type { Ctx } from '../../src/contract/adapter.ts'
import { KF } from './fixtures/samples.ts'
import { wechatKf } from './index.ts'
import type { Credentials } from './manifest.ts'

const { setup } = wechatKf
let api: KfApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createKfApi(kfCredentials)
  server = await loopback(api.handle)
  ctx = contextOf(wechatKfHarness(loopback), { fetch: server.fetch })
})
afterEach(() => server.stop())

describe('set-up', () => {
  it('finds the account among all of the corp', async () => {
    expect(await setup.check(ctx)).toEqual({ externalId: KF, name: '售后' })
    api.others = 250
    expect(await setup.check(ctx)).toEqual({ externalId: KF, name: '售后' })
    expect(api.calls.map(({ body }) => body['offset'])).toEqual([0, 0, 100, 200])
  })

  it('says so when there is none', async () => {
    const credentials = { ...kfCredentials, openKfId: 'wkOther' }
    await expect(setup.check({ ...ctx, credentials })).rejects.toMatchObject({ code: 'auth', platformCode: 'no-account' })
    expect(await setup.probe({ ...ctx, credentials }, HOOK_URL)).toMatchObject({ state: 'broken', code: 'account-missing' })
  })

  it('says so when the app may only look', async () => {
    const seen = () => Response.json({ errcode: 0, account_list: [{ open_kfid: KF, name: '售后', manage_privilege: false }] })
    api.answer(seen)
    await expect(setup.check(ctx)).rejects.toMatchObject({ code: 'auth', platformCode: 'no-privilege' })
    api.answer(seen)
    expect(await setup.probe(ctx, HOOK_URL)).toMatchObject({ state: 'broken', code: 'permission-missing' })
  })

  it('leaves to the admin what only they can do, with the address to copy', async () => {
    const steps = await setup.install(ctx, HOOK_URL)
    expect(Array.isArray(steps) && steps.map(({ code, value }) => [code, value])).toEqual([
      ['permission', undefined],
      ['trusted-ip', undefined],
      ['callback', HOOK_URL],
    ])
    expect(api.calls).toEqual([])
  })
})

describe('health', () => {
  it.each([
    [() => refusal(60020, 'not allow to access from your ip'), 'broken', 'address-refused'],
    [() => refusal(48002, 'api forbidden'), 'broken', 'permission-missing'],
    [() => refusal(95017, 'api switch'), 'broken', 'auth'],
    [() => refusal(45009, 'api freq out of limit'), 'warn', 'unreachable'],
    [() => new Response('', { status: 503 }), 'warn', 'unreachable'],
  ])('tells one trouble from another', async (response, state, code) => {
    api.answer(response)
    expect(await setup.probe(ctx, HOOK_URL)).toMatchObject({ state, code })
  })

  it('is good when the account is there', async () => {
    expect(await setup.probe(ctx, HOOK_URL)).toEqual({ state: 'ok' })
  })
})

describe('files of customers', () => {
  it('are fetched without showing the token', async () => {
    const response = await wechatKf.media!.open(ctx, 'MEDIA')
    expect([response.url, response.headers.get('content-type'), await response.text()]).toEqual(['', 'image/jpeg', 'bytes of a file'])
  })

  it('may be JSON themselves', async () => {
    const headers = { 'content-type': 'application/json', 'content-disposition': 'attachment; filename="a.json"' }
    api.answer(() => new Response('{"errcode":40007}', { headers }))
    expect(await (await wechatKf.media!.open(ctx, 'MEDIA')).text()).toBe('{"errcode":40007}')
  })

  it('that are no longer there fail for good', async () => {
    await expect(wechatKf.media!.open(ctx, 'gone')).rejects.toMatchObject({ code: 'content', certain: true })
  })
})
