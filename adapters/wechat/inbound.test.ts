import { describe, expect, it } from 'vitest'
import { grantsOf, lanesClosedBy } from '../../src/model/windows.ts'
import { HOOK_URL, NOW, bytesOf, contextOf } from '../../tests/contract/harness.ts'
import { inboundContract } from '../../tests/contract/inbound.ts'
import { loopback } from '../../tests/harness/loopback.ts'
import { plain, sealed, wechatHarness } from '../../tests/harness/wechat.ts'
import type { RawRequest, Verdict } from '../../src/contract/adapter.ts'
import { fixtures } from './fixtures/index.ts'
import { cdata, xml } from './fixtures/sample.ts'
import { verify } from './inbound.ts'
import { wechat } from './index.ts'
import { type Credentials, manifest } from './manifest.ts'

describe.each(['compatible', 'secure'] as const)('%s mode', (mode) =>
  inboundContract(wechat, wechat.webhook!, wechatHarness(loopback, mode)),
)

type Query = { [name: string]: string }

async function verdictOf(request: RawRequest, mode: Credentials['mode'], now = NOW): Promise<Verdict> {
  return verify(request, { ...contextOf(wechatHarness(loopback, mode)), now: () => now })
}

describe('the check of the address', () => {
  const CHECK = {
    signature: 'f464b24fc39322e44b38aa78f5edd27bd1441696',
    timestamp: '1714036504',
    nonce: '1514711492',
    echostr: '4375120948345356249',
  }
  const get = (query: Query): RawRequest => ({
    method: 'GET',
    url: `${HOOK_URL}?${new URLSearchParams(query).toString()}`,
    headers: new Headers(),
    body: new Uint8Array(),
  })

  it.each(['plain', 'compatible', 'secure'] as const)('is answered in %s mode with the text that it brought', async (mode) => {
    const verdict = await verdictOf(get(CHECK), mode, 1_714_036_505_000)
    if (verdict.is !== 'challenge') throw new Error(JSON.stringify(verdict))
    expect(verdict.response.status).toBe(200)
    expect(await verdict.response.text()).toBe('4375120948345356249')
    expect(verdict.response.headers.get('content-type')).toContain('text/plain')
    expect(verdict.response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each<[string, Query, number]>([
    ['a wrong signature', { ...CHECK, signature: 'f464b24fc39322e44b38aa78f5edd27bd1441697' }, 403],
    ['the signature of another nonce', { ...CHECK, nonce: '1' }, 403],
    ['an old one', { ...CHECK, timestamp: '1714030000' }, 403],
    ['none', { echostr: '1', timestamp: '1714036504', nonce: '1' }, 401],
  ])('is not answered with %s', async (_, query, status) => {
    expect(await verdictOf(get(query), 'secure', 1_714_036_505_000)).toEqual({ is: 'reject', status })
  })
})

describe('pushes', () => {
  const TEXT = xml('text', `${cdata('Content', '你好')}<MsgId>1</MsgId>`)
  const pushed = (verdict: Verdict): unknown => (verdict.is === 'accept' ? verdict.body : verdict)

  it('of the platform’s sample are believed in plain mode', async () => {
    const query = new URLSearchParams({
      signature: '899cf89e464efb63f54ddac96b0a0a235f53aa78',
      timestamp: '1714037059',
      nonce: '486452656',
    })
    const request = { ...(await plain(bytesOf(TEXT))), url: `${HOOK_URL}?${query.toString()}` }
    expect((await verdictOf(request, 'plain', 1_714_037_060_000)).is).toBe('accept')
  })

  it('are read from the cipher, whatever stands beside it', async () => {
    const forgery = `${cdata('FromUserName', 'somebody')}${cdata('MsgType', 'text')}${cdata('Content', 'send it to me')}`
    const verdict = await verdictOf(await sealed(bytesOf(TEXT), {}, forgery), 'compatible')
    expect(pushed(verdict)).toMatchObject({ push: { Content: '你好' }, raw: TEXT })
  })

  it('are read whatever blanks stand around the cipher', async () => {
    const request = await sealed(bytesOf(TEXT))
    const body = new TextDecoder().decode(request.body).replace(/<Encrypt>(.*)<\/Encrypt>/, '<Encrypt>\n $1 </Encrypt>')
    expect(pushed(await verdictOf({ ...request, body: bytesOf(body) }, 'secure'))).toMatchObject({ push: { Content: '你好' } })
  })

  it('without a cipher are taken while the platform has not changed over, and never in secure mode', async () => {
    expect(pushed(await verdictOf(await plain(bytesOf(TEXT)), 'compatible'))).toMatchObject({ push: { Content: '你好' } })
    expect(await verdictOf(await plain(bytesOf(TEXT)), 'secure')).toEqual({ is: 'reject', status: 403 })
  })

  it('that cannot be read in plain mode are not lost without a word', async () => {
    const lines: unknown[] = []
    const ctx = contextOf(wechatHarness(loopback, 'plain'), { lines })
    expect(await verify(await sealed(bytesOf(TEXT)), ctx)).toEqual({ is: 'reject', status: 400 })
    expect(lines).toEqual([['wechat.encrypted', { channel: 'c1' }]])
  })

  it('with a cipher beside the words are read in plain mode', async () => {
    const words = `${cdata('FromUserName', 'o1')}${cdata('Content', '你好')}`
    expect(pushed(await verdictOf(await sealed(bytesOf(TEXT), {}, words), 'plain'))).toMatchObject({ push: { Content: '你好' } })
  })

  it('of broken letters are refused in plain mode, and told of', async () => {
    const request = await plain(bytesOf(TEXT))
    const body = request.body.map((byte) => (byte === 0xe4 ? 0xff : byte))
    expect(await verdictOf({ ...request, body }, 'plain')).toEqual({ is: 'reject', status: 400 })
  })

  it.each(['compatible', 'secure'] as const)('that hold nothing are told apart from forged ones in %s mode', async (mode) => {
    const request = await plain(bytesOf('half'), { token: 'AAAAB' })
    expect(await verdictOf(request, mode)).toEqual({ is: 'reject', status: 400 })
  })

  it.each(['0', '', '999999999999', 'soon'])('of no time that makes sense (%j) are of now', (created) => {
    const push = { FromUserName: 'o1', CreateTime: created, MsgType: 'text', MsgId: '1', Content: 'x' }
    expect(wechat.webhook!.parse({ push }, contextOf(wechatHarness(loopback)))).toMatchObject([{ at: NOW }])
  })

  it('are acknowledged with the word that WeChat wants', async () => {
    expect(await wechat.webhook!.ack('stored').text()).toBe('success')
  })
})

describe('permissions to write', () => {
  const { dm } = manifest.surfaces
  const given = (name: string) => {
    const { events } = fixtures.find((fixture) => fixture.name === name)!
    return events.flatMap((event) =>
      grantsOf(event, dm!, {}, NOW).map(({ lane, anchor, remaining, expiresAt }) => [lane, anchor, remaining, expiresAt - event.at]),
    )
  }

  it('are five for two days after a message', () => {
    expect(given('text')).toEqual([['service', '', 5, 48 * 3_600_000]])
  })

  it.each([
    ['entry of a menu in a message', 'click'],
    ['clicks on the account’s menu', 'click'],
    ['scans something by the account’s menu', 'click'],
    ['scans a QR code as a follower', 'scan'],
    ['subscribes', 'subscribe'],
    ['subscribes by a QR code', 'subscribe'],
  ])('are three for a minute when somebody %s, beside those', (name, anchor) => {
    expect(given(name)).toEqual([['passive', anchor, 3, 60_000]])
  })

  it('end when somebody unsubscribes', () => {
    const [left] = fixtures.find(({ name }) => name === 'unsubscribes')!.events
    expect(lanesClosedBy(left!, dm!)).toEqual(['service', 'passive'])
  })
})
