import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { describe, expect, it } from 'vitest'
import { HOOK_URL, NOW, bytesOf, contextOf } from '../../tests/contract/harness.ts'
import { loopback } from '../../tests/harness/loopback.ts'
import { kfCredentials, pushOf, wechatKfHarness } from '../../tests/harness/wechat-kf.ts'
import type { Ctx, RawRequest } from '../../src/contract/adapter.ts'
import { calls } from './fixtures/index.ts'
import { KF } from './fixtures/samples.ts'
import { wechatKf } from './index.ts'
import type { Credentials } from './manifest.ts'

const ctx = contextOf(wechatKfHarness(loopback))
const { verify, parse, ack } = wechatKf.webhook!

const xml = (openKfId: string, event = 'kf_msg_or_event', token = '<Token><![CDATA[TOKEN]]></Token>') =>
  `<xml><ToUserName><![CDATA[ww12345678910abcde]]></ToUserName><CreateTime>1348831860</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${event}]]></Event>${token}<OpenKfId><![CDATA[${openKfId}]]></OpenKfId></xml>`

describe('the check of the address', () => {
  // Of WeCom's own documentation.
  const sample: Ctx<Credentials> = {
    ...ctx,
    credentials: { ...kfCredentials, corpId: 'wx5823bf96d3bd56c7', token: 'QDG6eK' },
    now: () => 1409659589_000,
  }
  const echostr = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
  const asked = (echo: string, signature = '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3'): RawRequest => ({
    method: 'GET',
    url: `${HOOK_URL}?msg_signature=${signature}&timestamp=1409659589&nonce=263014780&echostr=${echo}`,
    headers: new Headers(),
    body: new Uint8Array(),
  })

  it.each([
    ['escaped', encodeURIComponent(echostr)],
    ['as it is', echostr],
  ])('is answered with what was encrypted (%s)', async (_, echo) => {
    const verdict = await verify(asked(echo), sample)
    if (verdict.is !== 'challenge') throw new Error(verdict.is)
    expect(verdict.response.status).toBe(200)
    expect(await verdict.response.text()).toBe('1616140317555161061')
  })

  it('is not answered to anybody else', async () => {
    const escaped = encodeURIComponent(echostr)
    expect(await verify(asked(escaped, '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd4'), sample)).toEqual({ is: 'reject', status: 403 })
    expect(await verify(asked(''), sample)).toEqual({ is: 'reject', status: 403 })
    const other = { ...sample.credentials, corpId: 'wx5823bf96d3bd56c8' }
    expect(await verify(asked(escaped), { ...sample, credentials: other })).toEqual({ is: 'reject', status: 403 })
    expect(await verify(asked(escaped), { ...sample, now: () => NOW })).toEqual({ is: 'reject', status: 403 })
  })
})

describe('a call', () => {
  it('rings for the poll with its token', async () => {
    expect(await verify(await pushOf(bytesOf(xml(KF))), ctx)).toMatchObject({ is: 'accept', ring: { token: 'TOKEN' } })
  })

  it('without a token rings all the same', async () => {
    const verdict = await verify(await pushOf(bytesOf(xml(KF, 'kf_msg_or_event', ''))), ctx)
    expect(verdict).toHaveProperty('ring', {})
    expect(verdict).not.toHaveProperty('account')
  })

  it('is understood whatever blanks stand in it', async () => {
    const spaced = xml(` ${KF}\n`).replaceAll('<![CDATA[', ' \n<![CDATA[').replaceAll(']]>', ' ]]> ')
    const call = await pushOf(bytesOf(spaced))
    const body = new TextDecoder().decode(call.body).replace(/<Encrypt>(.*)<\/Encrypt>/, '<Encrypt>\n $1 </Encrypt>')
    const verdict = await verify({ ...call, body: bytesOf(body) }, ctx)
    expect(verdict).toMatchObject({ is: 'accept', ring: { token: 'TOKEN' } })
    expect(verdict).not.toHaveProperty('account')
  })

  it('for another account of the corp rings for that one', async () => {
    expect(await verify(await pushOf(bytesOf(xml('wkOther'))), ctx)).toMatchObject({ ring: { token: 'TOKEN' }, account: 'wkOther' })
  })

  it('that is about something else is taken and rings for nobody', async () => {
    const verdict = await verify(await pushOf(bytesOf(xml(KF, 'kf_account_auth_change'))), ctx)
    expect(verdict.is).toBe('accept')
    expect(verdict).not.toHaveProperty('ring')
  })

  it('that names no account is taken and rings for nobody', async () => {
    const verdict = await verify(await pushOf(bytesOf(xml(''))), ctx)
    expect(verdict.is).toBe('accept')
    expect(verdict).not.toHaveProperty('ring')
  })

  it('that holds no XML is refused', async () => {
    expect(await verify(await pushOf(bytesOf('{"a":1}')), ctx)).toEqual({ is: 'reject', status: 400 })
  })

  it('of five minutes ago is believed, an older one is not', async () => {
    const body = bytesOf(xml(KF))
    expect((await verify(await pushOf(body, {}, NOW - 300_000), ctx)).is).toBe('accept')
    expect(await verify(await pushOf(body, {}, NOW - 301_000), ctx)).toEqual({ is: 'reject', status: 403 })
  })

  it('carries no message, and is answered with nothing', async () => {
    expect(parse(calls[0]!.body, ctx)).toEqual([])
    const answer = ack('ignored')
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  it('as another library makes it is understood, and the other way round', async () => {
    const { token, encodingAesKey, corpId } = kfCredentials
    const cipher = encrypt(encodingAesKey, xml(KF), corpId)
    const [timestamp, nonce] = [String(NOW / 1000), '263014780']
    const query = new URLSearchParams({ msg_signature: getSignature(token, timestamp, nonce, cipher), timestamp, nonce })
    const body = bytesOf(`<xml><Encrypt><![CDATA[${cipher}]]></Encrypt></xml>`)
    const call = { method: 'POST', url: `${HOOK_URL}?${query.toString()}`, headers: new Headers(), body }
    expect(await verify(call, ctx)).toMatchObject({ is: 'accept', ring: { token: 'TOKEN' } })

    const ours = new TextDecoder().decode((await pushOf(bytesOf(xml(KF)))).body)
    const sealed = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(ours)?.[1] ?? ''
    expect(decrypt(encodingAesKey, sealed)).toMatchObject({ message: xml(KF), id: corpId })
  })
})
