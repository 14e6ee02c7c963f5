import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConsoleFeed } from '../../../../src/desk/feeds/console.ts'
import { createConsoleFeed } from '../../../../src/desk/feeds/console.ts'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { Live } from '../../../../src/ports/live.ts'
import type { TestSocket } from '../../../support/socket.ts'
import { createTestSocket } from '../../../support/socket.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
let feed: ConsoleFeed
let sockets: TestSocket[]
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann', { capacity: 100 })
  await desk.idle()
  sockets = []
  const live = { sockets: () => sockets } as Partial<Live> as Live
  feed = createConsoleFeed({ live, clock: desk.clock }, desk.rooms)
})
afterEach(() => desk.close())

function watch(...keys: string[]): TestSocket {
  const proof = { kind: 'session', id: 'any' } as const
  const socket = createTestSocket({ kind: 'console', agentId: 'ann', role: 'agent', proof, after: desk.rooms.log.last() })
  sockets.push(socket)
  feed.said(socket, JSON.stringify({ watch: keys }))
  return socket
}
const places = ({ frames }: TestSocket) =>
  frames.filter(({ seq }) => seq !== undefined).map(({ type, watched }) => [type, ...(watched === undefined ? [] : [watched])])

describe('a list that is watched', () => {
  test('is told who comes, who goes and who stays elsewhere', async () => {
    const id = await desk.say(channel, 'hi', { from: 'u' })
    feed.publish()
    const key = 'open?priority=high&priority=urgent'
    const socket = watch(key)
    const { handling } = desk.rooms
    for (const step of [
      () => handling.prioritise(ann, id, 'high'),
      () => handling.claim(ann, id),
      () => handling.prioritise(ann, id, 'low'),
    ]) {
      await step()
      feed.publish()
    }
    const updated = 'conversation.updated'
    expect(places(socket)).toEqual([
      [updated, { [key]: [-id, -id] }],
      [updated, { [key]: [-id, -id] }],
      [updated, { [key]: null }],
    ])
  })

  test('of what is one’s own is each agent’s own', async () => {
    const id = await desk.say(channel, 'hi', { from: 'u' })
    feed.publish()
    const [socket, other] = [watch('mine?unread=true'), watch('mine?unread=true')]
    other.session = { ...other.session, agentId: 'ben' } as TestSocket['session']
    await desk.rooms.handling.claim(ann, id)
    feed.publish()
    expect(places(socket)[0]?.[1]).toEqual({ 'mine?unread=true': [-desk.clock.now(), id] })
    expect(places(other)[0]?.[1]).toEqual({ 'mine?unread=true': null })
  })

  test('is told of a message where that may change it, and not where it cannot', async () => {
    const id = await desk.say(channel, 'hi', { from: 'u' })
    await desk.rooms.handling.claim(ann, id)
    await desk.rooms.handling.read(ann, id)
    feed.publish()
    const [unread, plain] = [watch('urgent?unread=true', 'open?unread=true'), watch('waiting?priority=high')]
    await desk.say(channel, 'more', { from: 'u' })
    feed.publish()
    expect(places(unread)).toEqual([['message.created', { 'urgent?unread=true': null, 'open?unread=true': [-id, -id] }]])
    expect(places(plain)).toEqual([['message.created']])
  })

  test('is told from which number on, is kept with the socket, and is nothing where it makes no sense', async () => {
    await desk.say(channel, 'hi', { from: 'u' })
    const socket = watch('open?unread=true', 'nonsense')
    expect(socket.frames[0]).toEqual({ type: 'watching', data: { watch: ['open?unread=true', 'nonsense'], seq: desk.rooms.log.last() } })
    expect(socket.session).toMatchObject({ watch: ['open?unread=true', 'nonsense'] })
    await desk.say(channel, 'more', { from: 'u' })
    feed.publish()
    expect(places(socket).at(-1)).toEqual(['message.created', { 'open?unread=true': [-1, -1] }])
    expect(watch(`open?channel=${'x'.repeat(1200)}`).frames).toEqual([])
  })
})
