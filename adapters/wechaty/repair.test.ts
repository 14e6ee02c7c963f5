import { afterEach, expect, test, vi } from 'vitest'
import { TOKEN, createBench } from '../../tests/harness/wechaty-bench.ts'
import { SamplePuppet } from '../../tests/harness/wechat-puppet.ts'
import { until } from '../../tests/support/wait.ts'

const started: ReturnType<typeof createBench>[] = []
afterEach(async () => {
  for (const { ctx } of started.splice(0)) await ctx.connection?.close()
})

type Bench = ReturnType<typeof createBench>

async function signIn(bench: Bench): Promise<void> {
  await until(() => bench.puppets.at(-1)?.state.active() === true)
  const told = bench.reports.length
  bench.mocker.login(bench.me)
  await until(() => bench.reports.length > told && bench.health()?.state === 'ok')
}

async function signedIn(...options: Parameters<typeof createBench>): Promise<Bench> {
  const bench = createBench(...options)
  started.push(bench)
  await bench.open()
  await signIn(bench)
  return bench
}

test('an error is told without the token, and forgotten when something comes through', async () => {
  const { puppets, reports, health, ada, me, clock } = await signedIn()
  const [puppet] = puppets
  const fail = (words: string) => puppet!.emit('error', new Error(words) as never)
  const before = reports.length
  fail(`14 UNAVAILABLE: ${TOKEN}`)
  fail('another one')
  expect(reports.slice(before)).toEqual([{ health: { state: 'warn', code: 'unreachable', text: '14 UNAVAILABLE: …' } }])
  ada.say('hi').to(me)
  expect(health()).toEqual({ state: 'ok' })
  fail('again')
  puppet!.emit('heartbeat', { data: 'beat' })
  expect(health()).toMatchObject({ state: 'warn' })
  clock.forward(60_000)
  puppet!.emit('heartbeat', { data: 'beat' })
  expect(health()).toEqual({ state: 'ok' })
})

test('an error does not hide the code that is to be scanned', async () => {
  const bench = createBench()
  started.push(bench)
  await bench.open()
  await until(() => bench.puppets[0]?.state.active() === true)
  bench.mocker.scan('code', 2)
  bench.puppets[0]!.emit('error', new Error('timeout') as never)
  expect(bench.health()).toMatchObject({ code: 'signed-out', qr: 'code' })
})

test('a puppet that stops is replaced, and nothing is left of it', async () => {
  const { puppets, health, send, waits, mocker, me } = await signedIn()
  await puppets[0]!.stop()
  await until(() => health()?.code === 'unreachable')
  await expect(send('x')).rejects.toMatchObject({ code: 'network', certain: true })
  await until(() => puppets[1]?.state.active() === true)
  expect(waits).toEqual([1000])
  mocker.login(me)
  await until(() => health()?.state === 'ok')
  await send('x')
  expect(puppets).toHaveLength(2)
})

test('one that restarts itself is stopped: there would be two of it', async () => {
  const { puppets } = await signedIn()
  await puppets[0]!.reset()
  await until(() => puppets[1]?.state.active() === true && puppets[0]!.state.inactive() === true)
  expect(puppets).toHaveLength(2)
})

test('one that does not start is tried again, less and less often', async () => {
  const made: SamplePuppet[] = []
  const bench = createBench(
    {},
    {
      puppet: async () => {
        const puppet = new SamplePuppet({ mocker: bench.mocker })
        if (made.push(puppet) <= 8) puppet.start = () => Promise.reject(new Error(`no way in for ${TOKEN}`))
        return puppet
      },
    },
  )
  started.push(bench)
  await bench.open()
  await until(() => made[8]?.state.active() === true)
  expect(bench.health()).toEqual({ state: 'broken', code: 'unreachable', text: 'no way in for …' })
  expect(bench.waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
  bench.mocker.login(bench.me)
  await until(() => bench.health()?.state === 'ok')
  await made[8]!.stop()
  await until(() => made.length === 10)
  expect(bench.waits.at(-1)).toBe(1000)
})

test('opening and closing again and again leaves no listener and no puppet', async () => {
  const bench = createBench()
  for (let round = 1; round <= 3; round += 1) {
    const connection = await bench.open()
    await signIn(bench)
    await bench.send(`round ${round}`)
    const told = bench.reports.length
    await connection.close()
    expect(bench.reports).toHaveLength(told)
  }
  bench.ada.say('too late').to(bench.me)
  expect(bench.puppets).toHaveLength(3)
  for (const puppet of bench.puppets) {
    expect(puppet.state.inactive()).toBe(true)
    // Those two hold it down.
    expect(
      puppet
        .eventNames()
        .filter((event) => puppet.listenerCount(event as 'error') > 0)
        .toSorted(),
    ).toEqual(['error', 'start'])
  }
  expect(bench.events.filter(({ type }) => type === 'message')).toEqual([])
})

test('what is kept for the next start is there again, and a puppet that is stopped changes nothing', async () => {
  const bench = await signedIn()
  const [first] = bench.puppets
  await first!.memory.set('SLOT', { cookie: 'c' })
  await first!.memory.save()
  await bench.ctx.connection?.close()
  await first!.memory.delete('SLOT')
  const late = vi.fn<() => void>()
  void first!.memory.save().then(late)

  await bench.open()
  await until(() => bench.puppets[1]?.state.active() === true)
  expect(await bench.puppets[1]!.memory.get('SLOT')).toEqual({ cookie: 'c' })
  expect(late).not.toHaveBeenCalled()
})

test('a session that cannot be read is none', async () => {
  const bench = createBench()
  started.push(bench)
  await bench.ctx.cache.keep('session', 'broken')
  await bench.open()
  await signIn(bench)
})

test('what nobody takes is kept and brought again, in order', async () => {
  const bench = await signedIn()
  const taken: string[] = []
  let refusals = 3
  bench.link.sink = async (events) => {
    if (refusals-- > 0) throw new Error('the database is busy')
    taken.push(...events.map((event) => ('content' in event ? JSON.stringify(event.content) : event.type)))
  }
  bench.ada.say('first').to(bench.me)
  bench.ada.say('second').to(bench.me)
  await until(() => taken.length === 2)
  expect(taken.join()).toMatch(/first.*second/)
  expect(bench.waits).toEqual([1000, 2000, 4000])
})

test('what was said while nobody listened is news, what was said before the channel was there is not', async () => {
  const bench = createBench()
  started.push(bench)
  const say = (id: string, ago: number) =>
    bench.mocker.bring({ id, type: 7, text: id, talkerId: 'ada', listenerId: 'me', timestamp: bench.clock.now() - ago })
  const connection = await bench.open()
  await signIn(bench)
  say('history', 3_600_000)
  say('just now', 60_000)
  await until(() => bench.events.length === 1)
  await connection.close()

  bench.clock.forward(3 * 86_400_000)
  await bench.open()
  await signIn(bench)
  say('two days ago', 2 * 86_400_000)
  say('long ago', 4 * 86_400_000)
  say('and now', 0)
  await until(() => bench.events.length === 3)
  expect(bench.events.map(({ dedupeKey }) => dedupeKey)).toEqual(['just now', 'two days ago', 'and now'])
})
