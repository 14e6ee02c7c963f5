import { describe, expect, it } from 'vitest'
import { ask, minute, scene, type Reply, type Scene } from './tools.ts'

const asking = (made: Scene, given: Record<string, string> = {}): Promise<Reply> => {
  const { appid, secret } = made.account
  return ask(made.lab, `cgi-bin/token?${new URLSearchParams({ grant_type: 'client_credential', appid, secret, ...given })}`)
}
const stable = (made: Scene, more: object = {}): Promise<Reply> => {
  const { appid, secret } = made.account
  return ask(made.lab, 'cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret, ...more })
}
const info = (made: Scene, token = ''): Promise<Reply> =>
  ask(made.lab, `cgi-bin/user/info?access_token=${token}&openid=${made.ada.openid}&lang=zh_CN`)
const works = async (made: Scene, token = ''): Promise<number> => (await info(made, token)).errcode ?? 0

describe('cgi-bin/token', () => {
  it('replaces the one before, which works five minutes more', async () => {
    const made = await scene()
    const first = await asking(made)
    expect(first).toEqual({ access_token: expect.any(String), expires_in: 7200 })
    const second = await asking(made)
    expect(second.access_token).not.toBe(first.access_token)
    made.clock.advance(5 * minute - 1)
    expect(await works(made, first.access_token)).toBe(0)
    made.clock.advance(1)
    const refused = await info(made, first.access_token)
    expect([refused.errcode, refused.errmsg]).toEqual([
      40001,
      expect.stringMatching(/^invalid credential, access_token is invalid or not latest.* rid: /),
    ])
    expect(await works(made, second.access_token)).toBe(0)
  })

  it('expires after two hours', async () => {
    const made = await scene()
    const { access_token: token } = await asking(made)
    made.clock.advance(120 * minute - 1)
    expect(await works(made, token)).toBe(0)
    made.clock.advance(1)
    expect(await works(made, token)).toBe(42001)
  })

  it('may be ended before its time', async () => {
    const made = await scene()
    const [first, second] = [await asking(made), await stable(made)]
    made.account.tokens.expire()
    expect([await works(made, first.access_token), await works(made, second.access_token)]).toEqual([42001, 42001])
    const { access_token: third } = await stable(made)
    expect(await works(made, third)).toBe(0)
  })

  it('says what is wrong', async () => {
    const made = await scene()
    expect(await asking(made, { grant_type: 'x' })).toMatchObject({ errcode: 40002 })
    expect(await asking(made, { appid: 'wx0' })).toMatchObject({ errcode: 40013 })
    expect(await asking(made, { secret: 'x' })).toMatchObject({ errcode: 40125 })
    expect(await asking(made, { secret: '' })).toMatchObject({ errcode: 41004 })
    made.account.allowlist = ['198.51.100.1']
    const refused = await asking(made)
    expect([refused.errcode, refused.errmsg]).toEqual([
      40164,
      expect.stringMatching(/^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /),
    ])
    made.account.allowlist = ['127.0.0.1']
    expect(await asking(made)).toHaveProperty('access_token')
    expect(JSON.stringify(made.lab.journal.list({ way: 'call' }).map((entry) => entry.request))).not.toContain(made.account.secret)
  })

  it('so many a day', async () => {
    const made = await scene({ wechat: { tokensPerDay: 2 } })
    await asking(made)
    expect(await asking(made)).toHaveProperty('access_token')
    expect(await asking(made)).toMatchObject({ errcode: 45009 })
    made.clock.advance(24 * 60 * minute)
    expect(await asking(made)).toHaveProperty('access_token')
  })
})

describe('cgi-bin/stable_token', () => {
  it('is the same until five minutes before its end, and apart from the other', async () => {
    const made = await scene()
    const first = await stable(made)
    await asking(made)
    made.clock.advance(10 * minute)
    expect(await stable(made)).toEqual({ access_token: first.access_token, expires_in: 6600 })
    made.clock.advance(105 * minute - 1)
    expect((await stable(made)).access_token).toBe(first.access_token)
    made.clock.advance(1)
    const second = await stable(made)
    expect(second.access_token).not.toBe(first.access_token)
    expect(await works(made, first.access_token)).toBe(0)
    made.clock.advance(5 * minute)
    expect(await works(made, first.access_token)).toBe(42001)
  })

  it('forced: the old one is over at once, and not again within thirty seconds', async () => {
    const made = await scene({ wechat: { forcedPerDay: 2 } })
    const first = await stable(made)
    const second = await stable(made, { force_refresh: true })
    expect(await works(made, first.access_token)).toBe(40001)
    expect(await works(made, second.access_token)).toBe(0)
    made.clock.advance(29_999)
    expect(await stable(made, { force_refresh: true })).toMatchObject({ errcode: 45011 })
    made.clock.advance(1)
    expect(await stable(made, { force_refresh: true })).toHaveProperty('access_token')
    made.clock.advance(minute)
    expect(await stable(made, { force_refresh: true })).toMatchObject({ errcode: 45009 })
  })
})

describe('using a token', () => {
  it('none, nonsense, a stranger, a reset secret', async () => {
    const made = await scene()
    expect(await works(made)).toBe(41001)
    expect(await works(made, 'nonsense')).toBe(40014)
    expect(await works(made, `92_${'x'.repeat(100)}`)).toBe(40001)
    const { access_token: token } = await asking(made)
    const old = made.account.secret
    made.account.resetSecret()
    expect(await works(made, token)).toBe(40001)
    expect(await asking(made, { secret: old })).toMatchObject({ errcode: 40125 })
    expect(await works(made, (await stable(made)).access_token)).toBe(0)
  })

  it('is for one account: its people, its media', async () => {
    const made = await scene()
    const other = made.lab.wechat.account({ name: 'Other', bound: true })
    made.account.bound = true
    const { appid, secret } = other
    const { access_token: token } = await asking(made, { appid, secret })
    expect(await works(made, token)).toBe(40003)
    const elsewhere = made.ada.with(other)
    expect(elsewhere.openid).not.toBe(made.ada.openid)
    elsewhere.follow()
    const there = await ask(made.lab, `cgi-bin/user/info?access_token=${token}&openid=${elsewhere.openid}`)
    const here = await made.call(`user/info?openid=${made.ada.openid}`)
    expect(there).toMatchObject({
      subscribe: 1,
      openid: elsewhere.openid,
      nickname: '',
      subscribe_scene: 'ADD_SCENE_SEARCH',
      unionid: here['unionid'],
    })
    elsewhere.unfollow()
    expect(await ask(made.lab, `cgi-bin/user/info?access_token=${token}&openid=${elsewhere.openid}`)).toEqual({
      subscribe: 0,
      openid: elsewhere.openid,
      unionid: here['unionid'],
    })
  })
})
