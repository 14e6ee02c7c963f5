import { describe, expect, it } from 'vitest'
import { decrypt } from '../../weixin/crypt.ts'
import { readXml, textAt } from '../../weixin/xml.ts'
import { encodingAesKey, genuine, hub, replyXml, scene, sealed, token } from './tools.ts'

describe('configuring the callback', () => {
  it('checks the address, and keeps the old one when the new one fails', async () => {
    const { account, hub: taker, lab } = await scene()
    const other = await hub()
    const settings = { url: other.url, token, encodingAesKey, mode: 'plain' as const }
    other.check = (query) => ({ body: ` ${query.get('echostr')}` })
    await expect(account.configure(settings)).rejects.toThrow('token验证失败')
    await expect(account.configure({ ...settings, token: 'BBBBB' })).rejects.toThrow('token验证失败')
    await expect(account.configure({ ...settings, url: 'http://127.0.0.1:1/' })).rejects.toThrow('请求URL超时')
    await expect(account.configure({ ...settings, url: 'https://hub.example:8443/' })).rejects.toThrow('80')
    await expect(account.configure({ ...settings, url: 'ftp://hub.example/' })).rejects.toThrow('URL')
    await expect(account.configure({ ...settings, token: 'ab' })).rejects.toThrow('Token')
    await expect(account.configure({ ...settings, encodingAesKey: 'short' })).rejects.toThrow('EncodingAESKey')
    expect(account.callback?.url).toBe(taker.url)
    expect(lab.journal.list({ way: 'hook', what: 'echostr' })[0]).toMatchObject({ status: 200, account: 'Acme' })
  })

  it('reaches a public address where the lab was told that it is, and waits five seconds', async () => {
    const made = await scene()
    const other = await hub()
    made.lab.wechat.options = { hosts: { 'https://hub.example': new URL(other.url).origin } }
    await made.account.configure({ url: 'https://hub.example/hook', token, encodingAesKey, mode: 'plain' })
    made.ada.say('hi')
    await made.lab.wechat.quiet()
    expect(other.hits).toHaveLength(1)

    const { promise: asked, resolve } = Promise.withResolvers<void>()
    other.check = () => {
      resolve()
      return { hang: true }
    }
    const refused = expect(made.account.configure({ ...made.account.callback!, url: other.url })).rejects.toThrow('timeout')
    await asked
    made.clock.advance(5000)
    await refused
  })
})

describe('the three modes', () => {
  it('plain: the XML and a signature', async () => {
    const { ada, account, hub, lab } = await scene()
    const bubble = ada.say('你好 ]]> <b>')
    expect(bubble.state).toBe('sent')
    await lab.wechat.quiet()
    const [hit] = hub.hits
    expect([...hit!.query.keys()]).toEqual(['channel', 'signature', 'timestamp', 'nonce', 'openid'])
    expect(genuine(hit!.query)).toBe(true)
    expect(hit!.query.get('openid')).toBe(ada.openid)
    expect(hit!.at('ToUserName')).toBe(account.user)
    expect(hit!.at('FromUserName')).toBe(ada.openid)
    expect(hit!.at('CreateTime')).toBe('1767225600')
    expect(hit!.at('MsgType')).toBe('text')
    expect(hit!.at('Content')).toBe('你好 ]]> <b>')
    expect(hit!.body).toMatch(/<MsgId>\d{17}<\/MsgId>/)
    expect(Number.isSafeInteger(Number(hit!.at('MsgId')))).toBe(false)
    expect(bubble.state).toBe('delivered')
  })

  it('compatible: both in one body', async () => {
    const { ada, account, hub, lab } = await scene({ mode: 'compatible' })
    ada.say('hi')
    await lab.wechat.quiet()
    const [hit] = hub.hits
    const cipher = hit!.at('Encrypt')
    expect(hit!.at('Content')).toBe('hi')
    expect(genuine(hit!.query) && sealed(hit!.query, cipher)).toBe(true)
    expect(hit!.query.get('encrypt_type')).toBe('aes')
    const { message, receiverId } = decrypt(encodingAesKey, cipher)
    expect(receiverId).toBe(account.appid)
    expect(textAt(readXml(message), 'MsgId')).toBe(hit!.at('MsgId'))
  })

  it('secure: nothing but the cipher', async () => {
    const { ada, account, hub, lab } = await scene({ mode: 'secure' })
    ada.say('hi')
    await lab.wechat.quiet()
    const [hit] = hub.hits
    const outer = readXml(hit!.body)
    expect(outer?.children.map((one) => one.name)).toEqual(['ToUserName', 'Encrypt'])
    expect(textAt(outer, 'ToUserName')).toBe(account.user)
    expect(sealed(hit!.query, textAt(outer, 'Encrypt'))).toBe(true)
    expect(hit!.at('Content')).toBe('hi')
  })

  it('forges what it is asked to forge', async () => {
    const { ada, hub, lab } = await scene({ mode: 'secure' })
    lab.wechat.faults.set({ hooks: { secret: 'wrong' } })
    ada.say('wrong')
    await lab.wechat.quiet()
    lab.wechat.faults.set({ hooks: { secret: 'missing' } })
    ada.say('missing')
    await lab.wechat.quiet()
    const [wrong, missing] = hub.hits
    expect(genuine(wrong!.query) || sealed(wrong!.query, textAt(readXml(wrong!.body), 'Encrypt'))).toBe(false)
    expect(wrong!.query.has('msg_signature')).toBe(true)
    expect([...missing!.query.keys()]).toEqual(['channel', 'timestamp', 'nonce', 'openid', 'encrypt_type'])
  })
})

describe('delivery', () => {
  it('tries three times, five seconds each, with the same MsgId and CreateTime; then the phone says so', async () => {
    const { ada, hub, lab, clock } = await scene()
    hub.answer = () => ({ hang: true })
    const bubble = ada.say('anybody?')
    for (const attempt of [1, 2, 3]) {
      await hub.reached(attempt)
      expect(ada.view().notice).toBeUndefined()
      clock.advance(4999)
      expect(hub.hits).toHaveLength(attempt)
      clock.advance(1)
    }
    await lab.wechat.quiet()
    clock.advance(60_000)
    expect(hub.hits).toHaveLength(3)
    expect(new Set(hub.hits.map((hit) => hit.body)).size).toBe(1)
    expect(new Set(hub.hits.map((hit) => hit.query.get('timestamp'))).size).toBe(3)
    expect(hub.hits.every((hit) => genuine(hit.query))).toBe(true)
    expect(bubble.state).toBe('sent')
    expect(ada.view().notice).toBe('该公众号提供的服务出现故障，请稍后再试')
    const entries = lab.journal.list({ way: 'hook', what: 'text' })
    expect(entries.map(({ status, attempt, retryIn }) => [status, attempt, retryIn])).toEqual([
      ['timeout', 1, 0],
      ['timeout', 2, 0],
      ['timeout', 3, null],
    ])
  })

  it('comes again five seconds after a refusal, and stops when it is answered', async () => {
    const { ada, hub, lab, clock } = await scene()
    hub.answer = () => ({ status: hub.hits.length === 1 ? 503 : 200 })
    ada.say('hi')
    await lab.wechat.quiet()
    clock.advance(4999)
    await lab.wechat.quiet()
    expect(hub.hits).toHaveLength(1)
    clock.advance(1)
    await lab.wechat.quiet()
    clock.advance(60_000)
    await lab.wechat.quiet()
    expect(hub.hits).toHaveLength(2)
    expect(ada.view().notice).toBeUndefined()
  })

  it('does not look at the status where it is told not to', async () => {
    const { ada, hub, lab } = await scene({ wechat: { statusMatters: false } })
    hub.answer = () => ({ status: 500, body: '' })
    const bubble = ada.say('hi')
    await lab.wechat.quiet()
    expect(bubble.state).toBe('delivered')
  })

  it('makes copies, and shows one answer', async () => {
    const { ada, hub, lab } = await scene()
    lab.wechat.faults.set({ hooks: { copies: 5 } })
    hub.answer = (hit) => ({ body: replyXml(hit, 'text', { Content: 'hello' }) })
    ada.say('hi')
    await lab.wechat.quiet()
    expect(hub.hits).toHaveLength(5)
    expect(new Set(hub.hits.map((hit) => hit.at('MsgId'))).size).toBe(1)
    expect(ada.screen().filter((one) => one.text === 'hello')).toHaveLength(1)
  })

  it('lets newer pushes overtake older ones', async () => {
    const { ada, hub, lab, clock } = await scene()
    lab.wechat.faults.set({ hooks: { shuffle: true } })
    ada.say('first')
    ada.say('second')
    await hub.reached(2)
    expect(hub.hits.map((hit) => hit.at('Content'))).toEqual(['second', 'first'])
    ada.say('alone')
    clock.advance(1000)
    await hub.reached(3)
    await lab.wechat.quiet()
  })
})
