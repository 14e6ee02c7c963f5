import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConsoleFeed } from '../../../../src/desk/feeds/console.ts'
import { createConsoleFeed } from '../../../../src/desk/feeds/console.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { VIEWS } from '../../../../src/model/view.ts'
import type { Live } from '../../../../src/ports/live.ts'
import { HOUR } from '../../../support/clock.ts'
import { addCrowd } from '../../../support/crowd.ts'
import type { TestSocket } from '../../../support/socket.ts'
import { createTestSocket } from '../../../support/socket.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let ben: Acting
let feed: ConsoleFeed
let sockets: TestSocket[]
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  ben = await desk.agent('Ben', { capacity: 100 })
  sockets = []
  const live = { sockets: () => sockets } as Partial<Live> as Live
  feed = createConsoleFeed({ live, clock: desk.clock }, desk.rooms)
})
afterEach(() => desk.close())

const proof = { kind: 'session', id: 'any' } as const
/** Somebody's console, which shows its lists. */
function watch(agent: Acting): TestSocket {
  const socket = createTestSocket({ kind: 'console', agentId: agent.id, role: agent.role, proof, after: desk.rooms.log.last() })
  sockets.push(socket)
  feed.said(socket, '{"watch":[]}')
  return socket
}
const told = ({ frames }: TestSocket) => frames.filter(({ type }) => type === 'counts').map(({ data }) => data)
/** Customers who wait, many at once. */
const wait = (count: number): Promise<void> => desk.desk.kit.commit(() => addCrowd(desk.sql, count))

describe('counts', () => {
  test('are exact, for everybody and for each', async () => {
    const id = await desk.say(channel, 'hi', { from: 'first' })
    await wait(2004)
    const socket = watch(ann)
    expect(told(socket)).toEqual([
      { waiting: { n: 2005 }, urgent: { n: 0 }, open: { n: 2005 }, snoozed: { n: 0 }, 'mine:ann': { n: 0, unread: 0 } },
    ])
    desk.clock.forward(1000)
    await desk.rooms.handling.claim(ann, id)
    feed.publish()
    expect(told(socket).slice(1)).toEqual([{ waiting: { n: 2004 }, 'mine:ann': { n: 1, unread: 1 } }])
  })

  test('say where counting ends', async () => {
    await desk.say(channel, 'hi', { from: 'first' })
    await wait(10_000)
    expect(told(watch(ann))[0]).toMatchObject({ waiting: { n: 10_000, more: true }, open: { n: 10_000, more: true } })
  })

  test('come once a second at most, however much happens, and the last word is the true one', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, (_, index) => desk.say(channel, 'hi', { from: `u${index}` })))
    feed.publish()
    const socket = watch(ben)
    desk.clock.forward(1000)
    for (const id of ids) {
      await desk.rooms.handling.claim(ann, id)
      feed.publish()
    }
    expect(told(socket).slice(1)).toEqual([{ waiting: { n: 29 } }])
    expect(feed.next()).toBe(desk.clock.now() + 1000)
    desk.clock.forward(999)
    feed.publish()
    expect(told(socket)).toHaveLength(2)
    desk.clock.forward(1)
    feed.publish()
    expect(told(socket).slice(2)).toEqual([{ waiting: { n: 0 } }])
    expect(feed.next()).toBeNull()
  })

  test('follow each step of a conversation', async () => {
    await desk.unserved()
    const { handling } = desk.rooms
    const id = await desk.say(channel, 'hi', { from: 'u' })
    const socket = watch(ann)
    const known: Record<string, unknown> = {}
    const steps: [() => Promise<unknown>, number[]][] = [
      [() => handling.prioritise(ann, id, 'urgent'), [0, 1, 1, 1, 0]],
      [() => handling.claim(ann, id), [1, 0, 1, 1, 0]],
      [() => handling.snooze(ann, id, desk.clock.now() + HOUR), [0, 0, 1, 1, 1]],
      [() => desk.say(channel, 'again', { from: 'u' }), [1, 0, 1, 1, 0]],
      [() => handling.release(ann, id), [0, 1, 1, 1, 0]],
      [() => handling.resolve({ ...ann, role: 'admin' }, id), [0, 0, 0, 0, 0]],
    ]
    for (const [step, counts] of steps) {
      await step()
      desk.clock.forward(1000)
      feed.publish()
      for (const data of told(socket)) Object.assign(known, data)
      const of = (view: string) => (known[view === 'mine' ? 'mine:ann' : view] as { n: number }).n
      expect(VIEWS.filter((view) => view !== 'resolved').map(of)).toEqual(counts)
    }
  })

  test('are for consoles that show lists, and for nobody when nobody listens', async () => {
    const silent = createTestSocket({ kind: 'console', agentId: 'ann', role: 'owner', proof, after: desk.rooms.log.last() })
    sockets.push(silent)
    for (const text of ['', '[]', '{"watch":1}', '{"watch":["1","2","3","4","5","6","7","8","9"]}']) feed.said(silent, text)
    await desk.say(channel, 'hi', { from: 'u' })
    feed.publish()
    expect(told(silent)).toEqual([])
    sockets.length = 0
    desk.clock.forward(1000)
    await desk.say(channel, 'hi', { from: 'v' })
    feed.publish()
    expect(feed.next()).toBeNull()
  })
})

test('saved views are counted with the others: everybody’s and one’s own, and those of nobody else', async () => {
  const { handling, savedViews } = desk.rooms
  const owner = await desk.owner()
  await savedViews.add(owner, { name: 'High', shared: true, definition: { view: 'open', priority: ['high'] } })
  await savedViews.add(ben, { name: 'Unread', shared: false, definition: { view: 'waiting', unread: true, agent: undefined } })
  const id = await desk.say(channel, 'hi', { from: 'u' })
  feed.publish()
  const [hers, his] = [watch(ann), watch(ben)]
  expect(told(hers)[0]).toMatchObject({ 'open?priority=high': { n: 0 } })
  expect(told(hers)[0]).not.toHaveProperty(['waiting?unread=true'])
  expect(told(his)[0]).toMatchObject({ 'open?priority=high': { n: 0 }, 'waiting?unread=true': { n: 1 } })
  await handling.prioritise(ann, id, 'high')
  desk.clock.forward(1000)
  feed.publish()
  expect(told(hers)[1]).toEqual({ 'open?priority=high': { n: 1 } })
})
