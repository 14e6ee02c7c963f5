import { expect, test } from 'vitest'
import { createBench } from '../../tests/harness/wechaty-bench.ts'
import { until } from '../../tests/support/wait.ts'

const OK = { state: 'ok' }

async function signedIn(settings = {}) {
  const bench = createBench(settings)
  await bench.open()
  await until(() => bench.puppets[0]?.state.active() === true)
  bench.mocker.login(bench.me)
  await until(() => bench.health()?.state === 'ok')
  return bench
}

test('a code is shown until it is scanned; then it is known who signed in', async () => {
  const { open, mocker, me, reports, adapter, ctx, puppets } = createBench()
  const connection = await open()
  await until(() => puppets[0]?.state.active() === true)
  mocker.scan('http://weixin.qq.com/x/1', 2)
  expect(reports).toEqual([{ health: { state: 'broken', code: 'signed-out', qr: 'http://weixin.qq.com/x/1' } }])
  mocker.scan('http://weixin.qq.com/x/1', 2)
  mocker.scan('http://weixin.qq.com/x/2', 5)
  mocker.scan('', 3)
  expect(reports.slice(1).map(({ health }) => health)).toMatchObject([
    { code: 'signed-out', qr: 'http://weixin.qq.com/x/2' },
    { code: 'signed-out', text: expect.stringContaining('confirm') as string },
  ])
  expect(reports.at(-1)?.health.qr).toBeUndefined()
  mocker.login(me)
  await until(() => reports.at(-1)?.account)
  // Told late, and no news.
  mocker.scan('', 4)
  expect(reports.at(-1)).toEqual({ health: OK, account: { externalId: 'me', name: 'Support' } })
  expect(await adapter.setup.check(ctx)).toEqual({ externalId: 'me', name: 'Support' })
  expect(await adapter.setup.probe(ctx, '')).toEqual(OK)
  await connection.close()
})

test('before that the puppet stands for the account', async () => {
  const { adapter, ctx } = createBench()
  expect(await adapter.setup.check(ctx)).toEqual({ externalId: 'wechaty-puppet-mock', name: 'wechaty-puppet-mock' })
  expect(await adapter.setup.probe(ctx, '')).toMatchObject({ state: 'warn', code: 'unreachable' })
})

test('a customer writes, and gets an answer whose echo has its id', async () => {
  const { ada, me, events, send, ctx } = await signedIn()
  ada.say('ping').to(me)
  await until(() => events.length === 1)
  expect(events[0]).toMatchObject({ type: 'message', thread: { externalId: 'ada' }, sender: { name: 'Ada' }, content: [{ text: 'ping' }] })
  const { externalId, state } = await send('pong')
  expect(state).toBe('sent')
  await until(() => events.length === 2)
  expect(events[1]).toMatchObject({ type: 'echo', externalId, thread: { externalId: 'ada' }, content: [{ text: 'pong' }] })
  await ctx.connection?.close()
})

test('what is typed on the phone of the account is an echo with an id that nobody knows', async () => {
  const { ada, me, events, ctx } = await signedIn()
  me.say('by hand').to(ada)
  await until(() => events.length === 1)
  expect(events[0]).toMatchObject({
    type: 'echo',
    thread: { externalId: 'ada', title: 'Ada' },
    sender: { externalId: 'me', name: 'Support' },
    content: [{ text: 'by hand' }],
  })
  await ctx.connection?.close()
})

test('in a group, a mention opens the conversation; from then on the phone’s own words are in it', async () => {
  const { ada, me, room, events, send, ctx } = await signedIn({ groups: true })
  me.say('private matter').to(room)
  ada.say('hi all').to(room)
  ada.say('@Support help', [me]).to(room)
  me.say('by hand').to(room)
  await until(() => events.length === 2)
  expect(events).toMatchObject([
    { type: 'message', surface: 'group', thread: { externalId: 'r@chatroom', title: 'Neighbours' }, content: [{ text: '@Support help' }] },
    { type: 'echo', surface: 'group', content: [{ text: 'by hand' }] },
  ])
  const { externalId } = await send('in the group', { externalId: 'r@chatroom' })
  await until(() => events.length === 3)
  expect(events[2]).toMatchObject({ type: 'echo', externalId })
  await ctx.connection?.close()
})

test('a customer takes a message back', async () => {
  const { mocker, ada, me, events, ctx } = await signedIn()
  ada.say('oops').to(me)
  await until(() => events.length === 1)
  const { dedupeKey } = events[0]!
  mocker.bring({ id: 'x1', type: 13, text: dedupeKey, talkerId: 'ada', listenerId: 'me', timestamp: Date.now() })
  await until(() => events.length === 2)
  expect(events[1]).toMatchObject({ type: 'recalled', externalIds: [dedupeKey] })
  await ctx.connection?.close()
})

test('we take one back, or learn that it cannot be', async () => {
  const { puppets, send, adapter, ctx } = await signedIn()
  const { externalId = '' } = await send('oops')
  const asked: string[] = []
  puppets[0]!.messageRecall = async (id) => asked.push(id) > 0
  await adapter.recall?.(ctx, { externalId: 'ada' }, externalId)
  expect(asked).toEqual([externalId])
  puppets[0]!.messageRecall = async () => false
  await expect(adapter.recall?.(ctx, { externalId: 'ada' }, externalId)).rejects.toMatchObject({ code: 'platform', certain: true })
  await ctx.connection?.close()
})

test('signed out in the middle of a conversation: nothing is sent, and a code is shown again', async () => {
  const { mocker, me, ada, puppets, events, health, send, ctx } = await signedIn()
  await puppets[0]!.logout('phone')
  expect(health()).toEqual({ state: 'broken', code: 'signed-out', text: 'phone' })
  await expect(send('anybody there?')).rejects.toMatchObject({ code: 'network', certain: true })
  mocker.scan('code', 2)
  expect(health()).toEqual({ state: 'broken', code: 'signed-out', qr: 'code' })
  mocker.login(me)
  await until(() => health()?.state === 'ok')
  await send('back again')
  ada.say('good').to(me)
  await until(() => events.length === 2)
  await ctx.connection?.close()
})

test('two accounts in one process know nothing of each other', async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  one.ada.say('to one').to(one.me)
  two.ada.say('to two').to(two.me)
  await until(() => one.events.length === 1 && two.events.length === 1)
  await one.ctx.connection?.close()
  await expect(one.send('x')).rejects.toMatchObject({ code: 'network', certain: true })
  await two.send('from two')
  await until(() => two.events.length === 2)
  expect(one.events).toMatchObject([{ content: [{ text: 'to one' }] }])
  expect(two.events).toMatchObject([{ content: [{ text: 'to two' }] }, { content: [{ text: 'from two' }] }])
  await two.ctx.connection?.close()
})
