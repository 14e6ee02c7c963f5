import { expect, test, vi } from 'vitest'
import { Listener } from '../../listen.ts'
import { decrypt, sha1Sorted } from '../../weixin/crypt.ts'
import { bench, callbackSettings, element, hub, open, run, second } from './tools.ts'

const vector = {
  timestamp: '1409659589',
  nonce: '263014780',
  echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
}

test("WeCom's own sample of a URL verification", () => {
  const { timestamp, nonce, echostr } = vector
  expect(sha1Sorted(callbackSettings.token, timestamp, nonce, echostr)).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3')
  expect(decrypt(callbackSettings.encodingAesKey, echostr)).toEqual({ message: '1616140317555161061', receiverId: 'wx5823bf96d3bd56c7' })
  expect(open(echostr)).toEqual({ message: '1616140317555161061', receiver: 'wx5823bf96d3bd56c7' })
})

test('the address is saved when the decrypted echo comes back, and only then', async () => {
  const { corp, ada, lab } = await bench()
  const server = await hub()
  server.answer = ({ message }) => ({ status: 200, body: `"${message}"` })
  await expect(corp.configure({ ...callbackSettings, url: server.url })).rejects.toThrow('请求不通过')
  ada.say('nobody is told')
  await lab.wechatKf.quiet()
  expect(server.hits).toHaveLength(1)
  server.answer = ({ message }) => ({ status: 200, body: message })
  await corp.configure({ ...callbackSettings, url: server.url })
  expect(server.hits[1]).toMatchObject({ method: 'GET', signed: true, receiver: corp.id })
  expect(server.hits[1]!.message).toMatch(/^\d{19}$/)
  expect(server.hits[1]!.query.get('channel')).toBe('1')
})

test('a callback says that there is something, with a token and the account', async () => {
  const { corp, account, ada, lab, clock } = await bench({ hosts: { 'https://hub.example': 'http://127.0.0.1:9' } })
  const server = await hub()
  lab.wechatKf.set({ hosts: { 'https://hub.example': new URL(server.url).origin } })
  await corp.configure({ ...callbackSettings, url: 'https://hub.example/hooks/kf?channel=1' })
  ada.say('secret words')
  await lab.wechatKf.quiet()
  const { message, ...hit } = server.hits[1]!
  expect(hit).toMatchObject({ method: 'POST', signed: true, receiver: corp.id })
  expect(element(hit.body, 'ToUserName')).toBe(corp.id)
  expect(hit.body).toContain('<AgentID><![CDATA[]]></AgentID>')
  expect(message).toContain(`<CreateTime>${clock.now() / second}</CreateTime><MsgType><![CDATA[event]]></MsgType>`)
  expect(element(message, 'Event')).toBe('kf_msg_or_event')
  expect(element(message, 'OpenKfId')).toBe(account.id)
  expect(element(message, 'Token').length).toBeGreaterThan(20)
  expect(message).not.toContain('secret words')
})

test('it is tried three times, a second apart, and then left', async () => {
  const made = await bench()
  const server = await hub()
  await made.corp.configure({ ...callbackSettings, url: server.url })
  server.answer = () => ({ status: 500, body: '' })
  const begin = made.clock.now()
  made.ada.say('hello')
  await run(made, 60 * second)
  const entries = made.lab.journal.list({ way: 'hook', what: 'kf_msg_or_event' })
  expect(entries.map(({ at, attempt, retryIn }) => [at - begin, attempt, retryIn])).toEqual([
    [0, 1, second],
    [second, 2, second],
    [2 * second, 3, null],
  ])
  expect(new Set(server.hits.slice(1).map(({ message }) => message)).size).toBe(1)
  expect((await made.sync()).items.at(-1)).toMatchObject({ text: { content: 'hello' } })
})

test('an answer that takes five seconds is none', async () => {
  const made = await bench()
  const server = await hub()
  await made.corp.configure({ ...callbackSettings, url: server.url })
  server.answer = () => (server.hits.length === 2 ? undefined : { status: 200, body: '' })
  made.ada.say('hello')
  await vi.waitFor(() => expect(server.hits).toHaveLength(2))
  made.clock.advance(5 * second - 1)
  expect(made.lab.journal.list({ what: 'kf_msg_or_event' })).toEqual([])
  made.clock.advance(1)
  await run(made, 60 * second)
  const entries = made.lab.journal.list({ way: 'hook', what: 'kf_msg_or_event' })
  expect(entries.map(({ status, attempt }) => [status, attempt])).toEqual([
    ['timeout', 1],
    [200, 2],
  ])
})

test('nobody there', async () => {
  const { corp, lab } = await bench()
  const gone = await Listener.open(() => new Response())
  await gone.close()
  await expect(corp.configure({ ...callbackSettings, url: gone.url })).rejects.toThrow('refused')
  expect(lab.journal.list({ way: 'hook' })).toMatchObject([{ what: 'echostr', status: 'refused' }])
})

test('forged and doubled callbacks', async () => {
  const { corp, ada, lab } = await bench()
  const server = await hub()
  lab.wechatKf.faults.set({ hooks: { secret: 'wrong' } })
  server.answer = (hit) => (hit.signed ? { status: 200, body: hit.message } : { status: 403, body: '' })
  await expect(corp.configure({ ...callbackSettings, url: server.url })).rejects.toThrow('403')
  lab.wechatKf.faults.reset()
  await corp.configure({ ...callbackSettings, url: server.url })
  for (const secret of ['wrong', 'missing'] as const) {
    lab.wechatKf.faults.set({ hooks: { secret } })
    ada.say('forged')
    await lab.wechatKf.quiet()
    expect(server.hits.at(-1)!.signed).toBe(false)
  }
  expect(server.hits.at(-1)!.query.has('msg_signature')).toBe(false)
  lab.wechatKf.faults.set({ hooks: { secret: 'right', copies: 3 } })
  const before = server.hits.length
  ada.say('three of them')
  await lab.wechatKf.quiet()
  const copies = server.hits.slice(before)
  expect(copies).toHaveLength(3)
  expect(new Set(copies.map(({ body, query }) => body + query.toString())).size).toBe(1)
})

test('shuffled callbacks overtake each other', async () => {
  let chance = 0
  const made = await bench({}, () => chance)
  const server = await hub()
  await made.corp.configure({ ...callbackSettings, url: server.url })
  const other = made.corp.openAccount('Other')
  made.lab.wechatKf.faults.set({ hooks: { shuffle: true } })
  chance = 0.9
  made.ada.say('first')
  chance = 0.1
  made.ada.with(other).start()
  await run(made, second)
  expect(server.hits.slice(1).map(({ message }) => element(message, 'OpenKfId'))).toEqual([other.id, made.account.id])
})
