import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ThreadRef } from '../../src/model/events.ts'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import { contextOf } from '../../tests/contract/harness.ts'
import { type Loopback, loopback } from '../../tests/harness/loopback.ts'
import { type QqApi, createQqApi, refusal } from '../../tests/harness/qq-api.ts'
import { SECRET, qqHarness } from '../../tests/harness/qq.ts'
import type { Ctx, Outgoing, Sent } from '../../src/contract/adapter.ts'
import { ADA, APP_ID, GROUP } from './fixtures/people.ts'
import { qq } from './index.ts'
import type { Credentials } from './manifest.ts'

const USER: ThreadRef = { externalId: `c2c:${ADA}` }
const PATH = `/v2/users/${ADA}/messages`

let api: QqApi
let server: Loopback
let ctx: Ctx<Credentials>
beforeEach(async () => {
  api = createQqApi(APP_ID, SECRET)
  server = await loopback(api.handle)
  ctx = contextOf(qqHarness(loopback), { fetch: server.fetch })
})
afterEach(() => server.stop())

const passive = (anchor: string, seq: number) => ({ lane: 'passive', anchor, seq })
const text = (words: string): SegmentBody => ({ type: 'text', text: words })

function send(body: SegmentBody, more: Partial<Outgoing> = {}): Promise<Sent> {
  return qq.send(ctx, { key: 'k', surface: 'dm', thread: USER, body, open: async () => new Blob(['1234567']), ...more })
}
const last = () => api.calls.at(-1)!

describe('text', () => {
  it('answers a message, and is counted', async () => {
    expect(await send(text('您好'), { grant: passive('ROBOT1.0_in', 2) })).toEqual({ externalId: 'ROBOT1.0_out1', state: 'sent' })
    expect(last()).toEqual({
      method: 'POST',
      path: PATH,
      body: { msg_type: 0, content: '您好', msg_id: 'ROBOT1.0_in', msg_seq: 2 },
    })
  })

  it('answers an event by the event’s id', async () => {
    await send(text('welcome'), { grant: passive('event:FRIEND_ADD:1', 1) })
    expect(last().body).toEqual({ msg_type: 0, content: 'welcome', event_id: 'FRIEND_ADD:1', msg_seq: 1 })
  })

  it('that nobody asked for names nothing, and after a silence says so', async () => {
    await send(text('a'), { grant: { lane: 'active', anchor: '', seq: 3 } })
    expect(last().body).toEqual({ msg_type: 0, content: 'a' })
    await send(text('b'), { grant: { lane: 'wakeup', anchor: '86400000', seq: 1 } })
    expect(last().body).toEqual({ msg_type: 0, content: 'b', is_wakeup: true })
    const group = { surface: 'group', thread: { externalId: `group:${GROUP}` }, grant: { lane: 'wakeup', anchor: '', seq: 1 } } as const
    await expect(send(text('c'), group)).rejects.toMatchObject({ code: 'window', certain: true })
  })

  it('quotes what has an index', async () => {
    await send(text('yes'), { replyTo: 'ROBOT1.0_in REFIDX_z==' })
    expect(last().body['message_reference']).toEqual({ message_id: 'REFIDX_z==' })
    await send(text('no'), { replyTo: 'ROBOT1.0_out1' })
    expect(last().body).not.toHaveProperty('message_reference')
  })

  it('to a group', async () => {
    await send(text('hi'), { surface: 'group', thread: { externalId: `group:${GROUP}` }, grant: passive('m', 1) })
    expect(last()).toMatchObject({ path: `/v2/groups/${GROUP}/messages`, body: { msg_id: 'm', msg_seq: 1 } })
  })

  it('calls nobody with a tag of QQ’s', async () => {
    await send(text('<qqbot-at-everyone /> <b>'))
    expect(last().body['content']).toBe('<\u2060qqbot-at-everyone /> <b>')
  })

  it('to what is no chat', async () => {
    for (const externalId of ['x', 'constructor:1', ''])
      await expect(send(text('hi'), { thread: { externalId } })).rejects.toMatchObject({ code: 'gone', certain: true })
  })
})

describe('buttons', () => {
  const buttons = [[{ id: 'csat:5', label: '满意' }], [{ id: 'csat:1', label: '不满意' }]]
  const menu: SegmentBody = { type: 'text', text: '请为 *本次* 服务评分\n1 < 2\n\n#x\n- y', buttons }

  it('stand under markdown that shows the text as it was written', async () => {
    await send(menu, { grant: passive('m', 1) })
    const button = (id: string, label: string, data: string) => ({
      id,
      render_data: { label, visited_label: label, style: 1 },
      action: { type: 1, permission: { type: 2 }, data, unsupport_tips: '请升级 QQ / Please update QQ' },
    })
    expect(last().body).toEqual({
      msg_type: 2,
      markdown: { content: '请为 \\*本次\\* 服务评分  \n1 \\< 2\n\n\\#x  \n\\- y' },
      keyboard: {
        content: { rows: [{ buttons: [button('1', '满意', 'csat:5')] }, { buttons: [button('2', '不满意', 'csat:1')] }] },
      },
      msg_id: 'm',
      msg_seq: 1,
    })
  })

  it.each([50037, 304036, 305007, 11253, 40034029, 40034124, 40034127])('refused by %d are numbers', async (code) => {
    api.answer(() => refusal(code, '?'))
    expect(await send(menu, { grant: passive('m', 1) })).toEqual({ externalId: 'ROBOT1.0_out1', state: 'sent' })
    expect(api.calls).toHaveLength(1)
    expect(last().body).toEqual({
      msg_type: 0,
      content: '请为 *本次* 服务评分\n1 < 2\n\n#x\n- y\n1. 满意\n2. 不满意',
      msg_id: 'm',
      msg_seq: 1,
    })
  })

  it('whose fate is unsure are not said again', async () => {
    api.answer(() => refusal(50099999, '?', 500))
    await expect(send(menu)).rejects.toMatchObject({ code: 'platform', certain: false })
    api.answer(() => refusal(40034128, '?'))
    await expect(send(menu)).rejects.toMatchObject({ code: 'window' })
    expect(api.calls).toEqual([])
  })
})

describe('what becomes of it', () => {
  it('a number that was used before has arrived before', async () => {
    api.answer(() => refusal(40054005, '消息被去重'))
    expect(await send(text('x'), { grant: passive('m', 1) })).toEqual({ state: 'sent' })
    api.answer(() => refusal(40054005, '消息被去重'))
    await expect(send(text('x'), { grant: { lane: 'active', anchor: '', seq: 1 } })).rejects.toMatchObject({ code: 'content' })
  })

  it.each([304023, 304024])('%d waits for a censor', async (code) => {
    const data = { message_audit: { audit_id: 'a-1' } }
    api.answer(() => Response.json({ code, message: 'push message is waiting for audit now', data }, { status: 202 }))
    expect(await send(text('x'))).toEqual({ externalId: 'audit:a-1', state: 'pending' })
    api.answer(() => Response.json({ code, message: 'waiting', id: 'ROBOT1.0_out' }, { status: 202 }))
    expect(await send(text('x'))).toEqual({ externalId: 'ROBOT1.0_out', state: 'pending' })
  })

  it('a token is asked for once, and again when it is refused', async () => {
    await Promise.all([send(text('a')), send(text('b'))])
    await send(text('c'))
    api.expireToken()
    await send(text('d'))
    expect(api.tokens()).toBeLessThanOrEqual(3)
    expect(api.calls).toHaveLength(4)
    const before = api.tokens()
    api.answer(() => refusal(11251, 'appid', 400))
    api.answer(() => refusal(11251, 'appid', 400))
    await expect(send(text('e'))).rejects.toMatchObject({ code: 'auth', certain: true })
    expect(api.tokens()).toBe(before + 1)
  })

  it('a token is kept until QQ has the next one', async () => {
    const kept: number[] = []
    const get: Ctx['cache']['get'] = async (_key, make) => {
      const { value, ttlMs } = await make()
      kept.push(ttlMs)
      return value
    }
    for (const expires_in of ['7200', 300, undefined]) {
      api.answerToken(() => Response.json({ access_token: 'ACCESS-TOKEN-1', expires_in }))
      await qq.send(
        { ...ctx, cache: { ...ctx.cache, get } },
        { key: 'k', surface: 'dm', thread: USER, body: text('x'), open: async () => new Blob() },
      )
    }
    expect(kept).toEqual([7_145_000, 245_000, 5000])
  })

  it('in the sandbox is done in the sandbox', async () => {
    const hosts: string[] = []
    const fetch: Ctx['fetch'] = (request, init) => {
      hosts.push(new URL(String(request)).host)
      return server.fetch(String(request).replace('sandbox.', ''), init)
    }
    const sandbox = { ...ctx, fetch, credentials: { ...ctx.credentials, environment: 'sandbox' as const } }
    await qq.send(sandbox, { key: 'k', surface: 'dm', thread: USER, body: text('x'), open: async () => new Blob() })
    expect(hosts).toEqual(['bots.qq.com', 'sandbox.api.sgroup.qq.com'])
  })
})

describe('besides messages', () => {
  it('typing is paid with an answer to a message, one to one; elsewhere it is not shown', async () => {
    await qq.typing!(ctx, USER, passive('m', 3))
    expect(last().body).toEqual({ msg_type: 6, input_notify: { input_type: 1, input_second: 30 }, msg_id: 'm', msg_seq: 3 })
    await qq.typing!(ctx, USER)
    const none = { code: 'content', certain: true }
    await expect(qq.typing!(ctx, USER, passive('event:FRIEND_ADD:1', 1))).rejects.toMatchObject(none)
    await expect(qq.typing!(ctx, { externalId: `group:${GROUP}` }, passive('m', 4))).rejects.toMatchObject(none)
    expect(api.calls).toHaveLength(1)
  })

  it('a message is taken back', async () => {
    await qq.recall!(ctx, USER, 'ROBOT1.0_x!!')
    expect(last()).toMatchObject({ method: 'DELETE', path: `${PATH}/ROBOT1.0_x!!` })
    api.answer(() => refusal(40064004, '撤回超时'))
    await expect(qq.recall!(ctx, USER, 'ROBOT1.0_x')).rejects.toMatchObject({ code: 'window', certain: true })
    await expect(qq.recall!(ctx, USER, 'audit:a-1')).rejects.toMatchObject({ code: 'content', certain: true })
  })

  it('a press is answered; too late is no error', async () => {
    await qq.answerPress!(ctx, '1b13d569-4610')
    expect(last()).toMatchObject({ method: 'PUT', path: '/interactions/1b13d569-4610', body: { code: 0 } })
    api.answer(() => refusal(630007, '?'))
    await qq.answerPress!(ctx, 'x')
    api.answer(() => refusal(50055001, '?'))
    await expect(qq.answerPress!(ctx, 'x')).rejects.toMatchObject({ code: 'platform' })
  })
})
