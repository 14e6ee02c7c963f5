import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createConsoleFeed } from '../../../../src/desk/feeds/console.ts'
import { createVisitorFeed } from '../../../../src/desk/feeds/visitors.ts'
import { createVisitorSockets } from '../../../../src/desk/web/visitor-sockets.ts'
import { createPublicThreads } from '../../../../src/desk/reading/public-threads.ts'
import type { Role } from '../../../../src/desk/web/roles.ts'
import type { Live, LiveSocket } from '../../../../src/ports/live.ts'
import { DAY } from '../../../support/clock.ts'
import { createTestSocket, type TestSocket } from '../../../support/socket.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
})
afterEach(() => desk.close())

const last = (): number => desk.rooms.log.last()
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)
const talk = async (count: number): Promise<void> => {
  for (let index = 0; index < count; index += 1) await desk.say(channel, `${index}`, { from: 'u' })
}
/** Entries that say nothing, at once. */
const fill = (count: number): Promise<void> =>
  desk.desk.kit.commit(() =>
    desk.sql.exec(
      `INSERT INTO LogEntry (at, type) WITH RECURSIVE n(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM n WHERE n < ${count}) SELECT ${desk.clock.now()}, 'agent.presence' FROM n`,
    ),
  )
/** Until the log has forgotten what was before, and some more has happened. */
async function forget(): Promise<void> {
  const owner = await desk.owner()
  await desk.rooms.channelCommands.pause(owner, channel)
  desk.desk.sweep()
  await desk.advance(100 * DAY)
  await desk.rooms.channelCommands.enable(owner, channel)
  await talk(2)
  await desk.idle()
}

const proof = { kind: 'session', id: 'any' } as const

describe('a console that comes back', () => {
  function open(after: number, { role = 'owner', backlog = 0 }: { role?: Role; backlog?: number } = {}): TestSocket {
    const socket = createTestSocket({ kind: 'console', agentId: 'ann', role, proof, after }, backlog)
    desk.rooms.feeds['console']!.opened(socket)
    return socket
  }
  const resync = () => [{ type: 'resync', seq: last() }]
  const seqs = ({ frames }: TestSocket) => frames.filter(({ type }) => type !== 'ready').map(({ seq }) => seq)

  test('to a log that has forgotten what it missed starts afresh; to one that has it, gets it', async () => {
    await talk(3)
    await forget()
    const first = desk.rooms.log.first()
    expect(first).toBeGreaterThan(2)
    expect(open(1).frames).toEqual(resync())
    expect(open(first - 2).frames).toEqual(resync())
    expect(seqs(open(first - 1))).toEqual(range(first, last()))
    expect(seqs(open(first))).toEqual(range(first + 1, last()))
  })

  test('from far away starts afresh, from less far gets all of it, a batch after the other', async () => {
    await fill(5100)
    await talk(1)
    await desk.idle()
    expect(open(last() - 5001).frames).toEqual(resync())
    const there = open(last() - 5000)
    expect(seqs(there)).toEqual(range(last() - 4999, last()))
    expect(there.frames.at(-1)).toEqual({ type: 'ready', seq: last() })
  })

  test('up to date gets nothing but the word that it is', async () => {
    await talk(1)
    await desk.idle()
    expect(open(last()).frames).toEqual([{ type: 'ready', seq: last() }])
    expect(open(last() + 1).frames).toEqual(resync())
  })

  test('gets of what is for admins the numbers only, unless it is one', async () => {
    await desk.rooms.channelCommands.change(await desk.owner(), channel, { name: 'Renamed' })
    await desk.idle()
    // Of a channel they learn that it has changed, and not what.
    expect(open(last() - 1, { role: 'supervisor' }).frames[0]).toMatchObject({ type: 'channel.updated', data: { channelId: channel } })
    expect(open(last() - 1, { role: 'supervisor' }).frames[0]).not.toHaveProperty('data.changed')
    expect(open(last() - 1, { role: 'admin' }).frames[0]).toMatchObject({ type: 'channel.updated', data: { changed: ['name'] } })
    await desk.desk.kit.commit(() => desk.rooms.log.append({ type: 'agent.updated', actor: 'system', data: { agentId: 'ben' } }))
    expect(open(last() - 1, { role: 'supervisor' }).frames[0]).toEqual({ type: 'hidden', seq: last() })
    expect(open(last() - 1, { role: 'admin' }).frames[0]).toMatchObject({ type: 'agent.updated', data: { agentId: 'ben' } })
  })

  test('between a commit and its telling gets everything once', async () => {
    const sockets: LiveSocket[] = []
    const live = { ...desk.desk.kit.live, sockets: () => sockets } as Live
    const feed = createConsoleFeed({ live, clock: desk.clock }, desk.rooms)
    const [before, socket] = [last(), createTestSocket({ kind: 'console', agentId: 'ann', role: 'owner', proof, after: last() - 1 })]
    await talk(1)
    sockets.push(socket)
    feed.opened(socket)
    expect(socket.frames.at(-1)).toEqual({ type: 'ready', seq: before })
    feed.publish()
    expect(seqs(socket)).toEqual(range(before, last()))
  })

  test('and does not read is let go', async () => {
    await talk(1)
    await desk.idle()
    expect(open(0, { backlog: 4 * 1024 * 1024 + 1 })).toMatchObject({ closed: { code: 1013 } })
    expect(open(0, { backlog: 4 * 1024 * 1024 })).toMatchObject({ closed: null })
  })
})

describe('a visitor who comes back', () => {
  const sockets: LiveSocket[] = []
  function feedOf() {
    sockets.length = 0
    const live = { ...desk.desk.kit.live, sockets: () => sockets } as Live
    const threads = createPublicThreads({ sql: desk.sql })
    return createVisitorFeed({ sql: desk.sql }, { log: desk.rooms.log, threads, sockets: createVisitorSockets({ live }) })
  }
  function open(feed: ReturnType<typeof feedOf>, after: number, backlog = 0): TestSocket {
    const socket = createTestSocket({ kind: 'visitor', channelId: channel, externalId: 'u', after }, backlog)
    sockets.push(socket)
    feed.opened(socket)
    return socket
  }
  const told = ({ frames }: TestSocket) => frames.filter(({ type }) => type !== 'pong').map(({ type, cursor }) => [type, cursor])

  test('to a log that has forgotten what they missed starts afresh; to one that has it, gets it', async () => {
    await talk(3)
    await forget()
    const first = desk.rooms.log.first()
    const feed = feedOf()
    expect(open(feed, 1).frames).toEqual([{ type: 'resync' }])
    expect(open(feed, first - 2).frames).toEqual([{ type: 'resync' }])
    expect(told(open(feed, first - 1))).toEqual([
      ['message', last() - 1],
      ['message', last()],
    ])
  })

  test('from far away in the log of all starts afresh, from less far gets what is theirs', async () => {
    await talk(1)
    const mine = last()
    await fill(20_000)
    const feed = feedOf()
    expect(open(feed, mine - 1).frames).toEqual([{ type: 'resync' }])
    expect(told(open(feed, mine))).toEqual([])
    await talk(1)
    const later = feedOf()
    expect(told(open(later, mine + 1))).toEqual([['message', last()]])
    expect(open(later, last() + 1).frames).toEqual([{ type: 'resync' }])
  })

  const ids = ({ frames }: TestSocket) =>
    frames.filter(({ type }) => type === 'message').map(({ message }) => (message as { id: string }).id)

  test('hears what concerns them, once, whether it came before or after; nobody else does', async () => {
    await talk(1)
    const feed = feedOf()
    await talk(1)
    const socket = open(feed, 0)
    feed.publish()
    await desk.say(channel, 'of another', { from: 'v' })
    await talk(1)
    feed.publish()
    feed.publish()
    expect(ids(socket)).toEqual(['1', '2', '4'])
  })

  test('hears nothing twice that was told while nobody listened', async () => {
    const feed = feedOf()
    await talk(1)
    feed.publish()
    const socket = open(feed, 0)
    feed.publish()
    expect(ids(socket)).toEqual(['1'])
  })

  test('hears that it was read: when it was, and by an answer', async () => {
    const ann = await desk.agent('Ann')
    await talk(1)
    const feed = feedOf()
    const socket = open(feed, last())
    await desk.rooms.handling.claim(ann, 1)
    feed.publish()
    expect(told(socket)).toEqual([])
    await desk.rooms.handling.read(ann, 1)
    feed.publish()
    expect(told(socket).map(([type]) => type)).toEqual(['read'])
    await talk(1)
    await desk.reply(ann, 1, 'an answer')
    await desk.idle()
    feed.publish()
    expect(told(socket).map(([type]) => type)).toEqual(['read', 'message', 'read', 'message', 'read', 'message'])
  })

  test('and does not read is let go; of too many pages the oldest is', async () => {
    await talk(1)
    const feed = feedOf()
    expect(open(feed, 0, 1024 * 1024 + 1)).toMatchObject({ closed: { code: 1013 } })
    const pages = Array.from({ length: 10 }, () => open(feed, last()))
    expect(pages.map(({ closed }) => closed)).toEqual(pages.map(() => null))
    sockets.length = 0
    const again = feedOf()
    const eleven = Array.from({ length: 11 }, () => open(again, last()))
    expect(eleven.map(({ closed }) => closed?.code)).toEqual([1008, ...Array.from({ length: 10 }, () => undefined)])
  })
})
