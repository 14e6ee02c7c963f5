import { FileBox } from 'file-box'
import { afterEach, expect, test } from 'vitest'
import { TOKEN, createBench } from '../../tests/harness/wechaty-bench.ts'
import { until } from '../../tests/support/wait.ts'
import { wechaty as edge } from './edge.ts'
import { wechaty, wechatyAdapter } from './index.ts'

const started: ReturnType<typeof createBench>[] = []
afterEach(async () => {
  for (const { ctx } of started.splice(0)) await ctx.connection?.close()
})

async function signedIn(options: Parameters<typeof createBench>[1] = {}) {
  const bench = createBench({}, options)
  started.push(bench)
  await bench.open()
  await until(() => bench.puppets[0]?.state.active() === true)
  bench.mocker.login(bench.me)
  await until(() => bench.health()?.state === 'ok')
  return { ...bench, puppet: bench.puppets[0]! }
}

const media = (as: 'image' | 'audio' | 'video' | 'file', mime: string, name?: string) =>
  ({ type: 'media', as, file: 'f', mime, bytes: 5, ...(name !== undefined && { name }) }) as const

test('the id that the puppet tells is the id', async () => {
  const { send, puppet, me, ada, events } = await signedIn()
  puppet.messageSendText = (async () => 'm-1') as never
  puppet.messageSendFile = (async () => 'm-2') as never
  expect(await send('hi')).toEqual({ state: 'sent', externalId: 'm-1' })
  expect(await send(media('file', 'text/plain', 'a.txt'))).toEqual({ state: 'sent', externalId: 'm-2' })

  // The same words again, now without an id: the message that comes back is this one.
  puppet.messageSendText = async () => me.say('hi').to(ada)
  const { externalId } = await send('hi')
  await until(() => events.length === 1)
  expect(events[0]).toMatchObject({ type: 'echo', externalId })
})

test('a puppet that tells no id and repeats the message late has sent it once', async () => {
  const { send, puppet, mocker, events } = await signedIn({ echoMs: 0 })
  puppet.messageSendText = async () => {}
  expect(await send('hi')).toEqual({ state: 'sent' })
  const own = (id: string) => mocker.bring({ id, type: 7, text: 'hi\r\n', talkerId: 'me', listenerId: 'ada', timestamp: Date.now() })
  own('late')
  own('typed')
  await until(() => events.length === 1)
  expect(events[0]).toMatchObject({ type: 'echo', externalId: 'typed' })
})

test('a call that fails may have been carried out: if the message comes back, that is news', async () => {
  const { send, puppet, me, ada, events } = await signedIn()
  puppet.messageSendText = async () => {
    me.say('hi').to(ada)
    throw new Error(`14 UNAVAILABLE ${TOKEN}`)
  }
  const fault: unknown = await send('hi').catch((error: unknown) => error)
  expect(fault).toMatchObject({ code: 'platform', certain: false, message: 'The puppet failed: 14 UNAVAILABLE …' })
  await until(() => events.length === 1)
  expect(events[0]).toMatchObject({ type: 'echo', content: [{ text: 'hi' }] })
})

test('files go with a name that says what they are', async () => {
  const { send, puppet } = await signedIn()
  const files: { name: string; text: string; type: string }[] = []
  puppet.messageSendFile = (async (_to: string, file: FileBox) => {
    files.push({ name: file.name, type: file.mediaType, text: (await file.toBuffer()).toString() })
    return String(files.length)
  }) as never
  const cases = [
    media('image', 'image/png', 'a.png'),
    media('image', 'image/jpeg; q=1', 'photo'),
    media('image', 'image/jpeg', 'photo.JPEG'),
    media('image', 'image/png', 'shot.bin'),
    media('video', 'video/mp4'),
    media('file', 'application/x-odd', '../订单 1.odd'),
  ]
  for (const one of cases) await send(one)
  expect(files.map(({ name }) => name)).toEqual(['a.png', 'photo.jpg', 'photo.JPEG', 'shot.bin.png', 'video.mp4', '.._订单 1.odd'])
  expect(files.map(({ text }) => text)).toEqual(cases.map(() => 'bytes'))
  expect(files[0]?.type).toBe('image/png')

  const large = new Blob([new Uint8Array(200_001).fill(7)])
  await send(media('file', 'application/pdf', 'large.pdf'), { externalId: 'ada' }, large)
  expect(files.at(-1)?.text).toBe('\u0007'.repeat(200_001))
})

test('a file that cannot be had is not sent', async () => {
  const { adapter, ctx, puppet } = await signedIn()
  let called = false
  puppet.messageSendFile = async () => void (called = true)
  const open = () => Promise.reject(new Error('no such file'))
  const out = { key: 'k', surface: 'dm', thread: { externalId: 'ada' }, body: media('file', 'text/plain'), open } as const
  await expect(adapter.send(ctx, out)).rejects.toThrow('no such file')
  expect(called).toBe(false)
})

test('a customer’s picture is fetched by the id of its message', async () => {
  const { mocker, adapter, ctx, events, puppet } = await signedIn()
  mocker.attach('m1', 'png bytes', 'a.png')
  mocker.bring({ id: 'm1', type: 6, talkerId: 'ada', listenerId: 'me', filename: 'a.png', timestamp: Date.now() })
  await until(() => events.length === 1)
  expect(events[0]).toMatchObject({ content: [{ type: 'image', ref: 'm1', name: 'a.png' }] })
  const response = await adapter.media!.open(ctx, 'm1')
  expect([await response.text(), response.headers.get('content-type')]).toEqual(['png bytes', 'image/png'])

  mocker.attach('m2', 'silk', 'voice.sil')
  mocker.bring({ id: 'm2', type: 2, talkerId: 'ada', listenerId: 'me', timestamp: Date.now() })
  expect((await adapter.media!.open(ctx, 'm2')).headers.get('content-type')).toBe('audio/silk')

  puppet.messageFile = async () => FileBox.fromBase64('', 'empty.png')
  await expect(adapter.media!.open(ctx, 'm2')).rejects.toMatchObject({ code: 'network', certain: true })
  await expect(adapter.media!.open(ctx, 'forgotten')).rejects.toMatchObject({ code: 'gone', certain: true })
})

test('a puppet that is not installed is said to be missing, when the channel is set up and when it is connected', async () => {
  const { ctx, link, reports } = createBench()
  ctx.credentials = { puppet: 'wechaty-puppet-nowhere' }
  const missing = { code: 'platform', message: expect.stringContaining('npm install wechaty-puppet-nowhere') as string }
  await expect(wechaty.setup.check(ctx)).rejects.toMatchObject(missing)
  await expect(wechaty.stream!.open(ctx, link)).rejects.toMatchObject(missing)
  expect(reports).toMatchObject([{ health: { state: 'broken', code: 'unreachable', text: missing.message } }])
  // It has to be installed where the gateway is.
  ctx.settings = { gateway: true }
  expect(await wechaty.setup.check(ctx)).toMatchObject({ externalId: 'wechaty-puppet-nowhere' })
})

test('a package is made into a puppet, with its token', async () => {
  const { ctx, link } = createBench()
  const connection = await wechatyAdapter({ pause: async () => {} }).stream!.open(ctx, link)
  await connection.close()
})

test('at the edge it knows the same of itself, and holds no connection', async () => {
  const { ctx } = createBench()
  expect(edge.manifest).toBe(wechaty.manifest)
  expect(edge.stream).toBeUndefined()
  expect(await edge.setup.check(ctx)).toMatchObject({ externalId: 'wechaty-puppet-mock' })
  const open = async () => new Blob()
  const out = { key: 'k', surface: 'dm', thread: { externalId: 'a' }, body: { type: 'text', text: 'x' }, open } as const
  await expect(edge.send(ctx, out)).rejects.toMatchObject({ code: 'network', certain: true })
})
