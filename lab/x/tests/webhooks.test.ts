import { expect, test } from 'vitest'
import { call, connected, dataOf, hmac, hour, hub, kindsOf, lab, minute, register, run, second } from './tools.ts'

const failure = (reason: string) => ({
  status: 400,
  body: { title: 'Invalid Request', errors: [{ message: expect.stringMatching(reason) }] },
})

test('a webhook is registered when it proves itself; it is listed, checked again and deleted', async () => {
  const started = await lab()
  const { root, acme } = started
  const { bearer } = acme.credentials
  const server = await hub(acme)
  const made = await call(root, 'POST', '/2/webhooks', bearer, { url: server.url })
  const hook = { id: expect.stringMatching(/^\d{19}$/), url: server.url, valid: true, created_at: '2026-01-01T00:00:00.000Z' }
  expect(made).toMatchObject({ status: 200, body: { data: hook } })
  const { id } = dataOf(made)
  expect((await call(root, 'GET', '/2/webhooks', bearer)).body).toEqual({ data: [hook], meta: { result_count: 1 } })
  expect((await call(root, 'PUT', `/2/webhooks/${id}`, bearer)).body).toEqual({ data: { valid: true } })
  expect(server.checks).toBe(2)
  expect(await call(root, 'PUT', '/2/webhooks/1', bearer)).toMatchObject(failure('^WebhookIdInvalid'))
  expect((await call(root, 'DELETE', `/2/webhooks/${id}`, bearer)).body).toEqual({ data: { deleted: true } })
  expect((await call(root, 'GET', '/2/webhooks', bearer)).body).toEqual({ data: [], meta: { result_count: 0 } })
})

test.each([
  ['a wrong token', { body: '{"response_token":"sha256=AAAA"}' }],
  ['no JSON', { body: 'hello' }],
  ['a redirect', { status: 302 }],
  ['an error', { status: 500 }],
])('no registration with %s', async (_what, proof) => {
  const { root, acme } = await lab()
  const server = await hub(acme)
  server.prove = () => proof
  const refused = await call(root, 'POST', '/2/webhooks', acme.credentials.bearer, { url: server.url })
  expect(refused).toMatchObject(failure('^CrcValidationFailed'))
})

test.each(['http://hub.example/h', 'https://hub.example:443/h', 'https://hub.example:8443/h', 'nonsense'])(
  '%s is no webhook',
  async (url) => {
    const { root, acme } = await lab()
    expect(await call(root, 'POST', '/2/webhooks', acme.credentials.bearer, { url })).toMatchObject(failure('^UrlValidationFailed'))
  },
)

test('a public address can be mapped to the machine; the same address and a second webhook are refused', async () => {
  const hosts: Record<string, string> = {}
  const { root, acme } = await lab({ x: { hosts } })
  const server = await hub(acme)
  hosts['https://hub.example'] = new URL(server.url).origin
  const create = (url: string) => call(root, 'POST', '/2/webhooks', acme.credentials.bearer, { url })
  expect((await create('https://hub.example/hook?a=b')).status).toBe(200)
  expect(server.checks).toBe(1)
  expect(await create('https://hub.example/hook?a=b')).toMatchObject(failure('^DuplicateUrlFailed'))
  expect(await create(server.url)).toMatchObject(failure('^WebhookLimitExceeded'))
})

test.each([
  ['a wrong token', { body: '{}' }],
  ['a redirect', { status: 301 }],
])('%s in a later check stops delivery at once, until the webhook proves itself again', async (_what, proof) => {
  const started = await connected(['dm.received'])
  const { root, acme, server, webhook, x } = started
  const right = server.prove
  server.prove = () => proof
  const ada = x.person({ name: 'Ada' })
  ada.say('before')
  await x.quiet()
  expect((await call(root, 'PUT', `/2/webhooks/${webhook}`, acme.credentials.bearer)).status).toBe(400)
  expect(dataOf(await call(root, 'GET', '/2/webhooks', acme.credentials.bearer))).toMatchObject([{ valid: false }])
  ada.say('lost')
  await x.quiet()
  server.prove = right
  await call(root, 'PUT', `/2/webhooks/${webhook}`, acme.credentials.bearer)
  ada.say('after')
  await x.quiet()
  expect(server.hits.map(({ body }) => /"text":"(\w+)"/.exec(body)?.[1])).toEqual(['before', 'after'])
})

test('checks are due every half hour once the last success is a day old; 28 hours of errors make it invalid', async () => {
  const started = await connected([])
  const { root, acme, server, clock } = started
  const begin = clock.now()
  const valid = async () => dataOf<{ valid: boolean }[]>(await call(root, 'GET', '/2/webhooks', acme.credentials.bearer))[0]!.valid
  await run(started, begin + 24 * hour - 1)
  expect(server.checks).toBe(1)
  server.prove = () => ({ status: 503 })
  await run(started, begin + 28 * hour)
  expect(server.checks).toBe(10)
  expect(await valid()).toBe(true)
  await run(started, begin + 28 * hour + 30 * minute)
  expect(await valid()).toBe(false)
})

test('deliveries are signed; forged ones carry another signature or none', async () => {
  const { acme, server, x } = await connected(['dm.received'])
  const ada = x.person({ name: 'Ada' })
  for (const secret of ['right', 'wrong', 'missing'] as const) {
    x.faults.set({ hooks: { secret } })
    ada.say('Grüße 👋')
    await x.quiet()
  }
  const [right, wrong, missing] = server.hits
  const expected = `sha256=${hmac(acme.credentials.consumerSecret, right!.body)}`
  expect(right!.headers['x-twitter-webhooks-signature']).toBe(expected)
  expect(wrong!.headers['x-twitter-webhooks-signature']).toMatch(/^sha256=/)
  expect(wrong!.headers['x-twitter-webhooks-signature']).not.toBe(`sha256=${hmac(acme.credentials.consumerSecret, wrong!.body)}`)
  expect(missing!.headers).not.toHaveProperty('x-twitter-webhooks-signature')
})

test('what is not answered with 200 is tried again, in the intervals of the options, without holding up others', async () => {
  const started = await connected(['dm.received'], { x: { retries: [5 * second, 30 * second] } })
  const { server, clock, x, journal } = started
  let first = true
  server.answer = () => (first ? 204 : 200)
  const ada = x.person({ name: 'Ada' })
  ada.say('1')
  await x.quiet()
  ada.say('2')
  await x.quiet()
  first = false
  ada.say('3')
  await x.quiet()
  first = true
  await run(started, clock.now() + hour)
  const log = journal.list({ way: 'hook', what: 'dm.received' })
  const [begin] = log.map(({ at }) => at)
  const seen = log.map(({ at, status, attempt, retryIn }) => [(at - begin!) / second, status, attempt, retryIn])
  expect(seen).toEqual([
    [0, 204, 1, 5000],
    [0, 204, 1, 5000],
    [0, 200, 1, undefined],
    [5, 204, 2, 30_000],
    [5, 204, 2, 30_000],
    [35, 204, 3, null],
    [35, 204, 3, null],
  ])
  expect(ada.screen().map(({ state }) => state)).toEqual(['sent', 'sent', 'delivered'])
})

test('a webhook that says nothing for ten seconds has failed', async () => {
  const started = await connected(['dm.received'], { x: { retries: [] } })
  const { server, clock, x, journal } = started
  const asked = Promise.withResolvers<void>()
  server.answer = () => {
    asked.resolve()
    return new Promise<number>(() => undefined)
  }
  x.person({ name: 'Ada' }).say('hello')
  await asked.promise
  clock.advance(10 * second - 1)
  expect(journal.list({ way: 'hook', what: 'dm.received' })).toEqual([])
  clock.advance(1)
  await x.quiet()
  expect(journal.list({ way: 'hook', what: 'dm.received' })).toMatchObject([{ status: 'timeout', retryIn: null }])
})

test('copies come in parallel, and newer events can overtake older ones', async () => {
  const started = await connected(['dm.received'])
  const { server, clock, x } = started
  const ada = x.person({ name: 'Ada' })
  x.faults.set({ hooks: { copies: 3 } })
  ada.say('one')
  await x.quiet()
  expect(new Set(server.hits.map(({ body }) => body)).size).toBe(1)
  expect(server.hits).toHaveLength(3)
  x.faults.set({ hooks: { copies: 1, shuffle: true } })
  ada.say('two')
  ada.say('three')
  await x.quiet()
  ada.say('alone')
  await run(started, clock.now() + 2 * second)
  expect(server.hits.slice(3).map(({ body }) => /"text":"(\w+)"/.exec(body)?.[1])).toEqual(['three', 'two', 'alone'])
})

test('a replay brings what came in that time, also what was lost, and then says that it is done', async () => {
  const started = await connected(['dm.received'], { x: { retries: [] } })
  const { root, acme, server, webhook, clock, x } = started
  const { bearer } = acme.credentials
  server.answer = () => 500
  const ada = x.person({ name: 'Ada' })
  ada.say('lost')
  await run(started, clock.now() + 5 * minute)
  ada.say('too late for this replay')
  await x.quiet()
  server.answer = () => 200
  server.hits.length = 0
  const dates = { from_date: '202601010000', to_date: '202601010005' }
  const replay = (more: object) => call(root, 'POST', '/2/webhooks/replay', bearer, { webhook_id: webhook, ...dates, ...more })
  expect(await replay({})).toMatchObject(failure('^QueryParamInvalid'))
  clock.advance(26 * minute)
  expect(await replay({ from_date: '202601010006' })).toMatchObject(failure('^QueryParamInvalid'))
  expect(await replay({})).toMatchObject({ status: 200, body: { data: { job_id: expect.any(String), created_at: expect.any(String) } } })
  await x.quiet()
  expect(kindsOf(server.hits.slice(0, 1))).toEqual(['dm.received'])
  expect(server.hits).toHaveLength(2)
  expect(server.hits[1]!.event).toMatchObject({ replay_job_status: { webhook_id: webhook, job_state: 'Complete' } })
})

test('a webhook belongs to its app', async () => {
  const started = await lab()
  const server = await hub(started.acme)
  const id = await register(started, server)
  const other = started.x.account({ name: 'Other' }).credentials.bearer
  expect(await call(started.root, 'DELETE', `/2/webhooks/${id}`, other)).toMatchObject(failure('^WebhookIdInvalid'))
  expect(dataOf(await call(started.root, 'GET', '/2/webhooks', other))).toEqual([])
})
