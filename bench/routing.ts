// What routing costs when many wait, and many conversations in one desk; part of `npm run bench`. The database is a file whose writes are not waited for:
// what differs is then the work, not the disk.
import { percentiles } from './percentiles.ts'
import { addCrowd } from '../tests/support/crowd.ts'
import { openTestDesk, type TestDesk } from '../tests/support/test-desk.ts'
import { simulate } from './simulate/world.ts'

const SAMPLES = 500

/** Milliseconds of this thread's processor time of each, which others on the machine do not disturb, after some that do not count. */
async function timed(work: () => Promise<unknown>, after: () => Promise<unknown>): Promise<string> {
  const times: number[] = []
  for (let n = 0; n < SAMPLES + 50; n++) {
    const before = process.threadCpuUsage()
    await work()
    const { user, system } = process.threadCpuUsage(before)
    if (n >= 50) times.push((user + system) / 1000)
    await after()
  }
  const { p50, p99 } = percentiles(times)
  return `${p50.toFixed(2)} / ${p99.toFixed(2)}`.padStart(14)
}

async function waitingDesk(waiting: number): Promise<{ desk: TestDesk; channel: string; first: number }> {
  const desk = await openTestDesk({ file: true })
  desk.sql.exec('PRAGMA synchronous = OFF')
  const channel = await desk.channel()
  const first = await desk.say(channel, 'hello', { from: 'first' })
  addCrowd(desk.sql, waiting)
  desk.sql.exec(`UPDATE Conversation SET lane = (SELECT lane FROM Conversation WHERE id = ${first})`)
  return { desk, channel, first }
}

async function measure(waiting: number): Promise<void> {
  const { desk, channel, first } = await waitingDesk(waiting)
  const { handling, routing, offers, queues } = desk.rooms
  const boss = await desk.owner()
  const ann = await desk.agent('Ann', { capacity: 1 })
  let id = first
  let come = 0
  let last = first
  const end = (): Promise<void> => handling.resolve(boss, id)
  const arrive = async (): Promise<void> => void (last = await desk.say(channel, 'hello', { from: `new-${++come}` }))
  /** As many wait as before. */
  async function renew(): Promise<void> {
    await end()
    await arrive()
    await desk.idle()
  }
  await arrive()
  const next = await timed(async () => void (id = (await routing.next(ann, undefined)) ?? 0), renew)
  const claim = await timed(() => handling.claim(ann, (id = last)), renew)
  await desk.rooms.agents.presence(boss, 'away')
  // As an admin does it, but for those who wait, whose places are the same.
  desk.sql.exec("UPDATE Queue SET mode = 'offer'")
  queues.changed()
  await desk.rooms.agents.presence(ann, 'busy')
  await desk.rooms.agents.presence(ann, 'available')
  const take = async (): Promise<void> => {
    const [offer] = offers.of(ann.id)
    if (offer) id = await offers.accept(ann, offer.id)
  }
  await take()
  const route = await timed(end, async () => {
    await take()
    await arrive()
    await desk.idle()
  })
  const arrival = await timed(arrive, () => desk.idle())
  console.log(`${String(waiting).padStart(9)} ${next} ${claim} ${route} ${arrival}`)
  await desk.close()
}

console.log('\nRouting, by how many wait; ms of processor time of a command, p50 / p99')
console.log('  waiting           next          claim   end and offer  arrival, full')
for (const waiting of [1000, 100_000, 1_000_000]) await measure(waiting)

const [agents, perMinute, customers] = [200, 1000, 6000]
const cpu = process.cpuUsage()
await simulate({ seed: 1, agents, capacity: 5, streams: [{ perMinute: () => perMinute, atMost: perMinute, leaving: 0.5 }], customers })
const { user, system } = process.cpuUsage(cpu)
const each = (user + system) / 1000 / customers
const share = ((each * perMinute) / 60_000) * 100
console.log(
  `\n${perMinute} conversations a minute, ${agents} agents: ${each.toFixed(2)} ms of processor time each (arrives, is offered, taken, ended): ${share.toFixed(1)} % of one processor`,
)
process.exit(0)
