import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Client, Feed } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'
import { until } from '../../../support/wait.ts'

let hub: TestHub
let channel: string
let ann: Client & { id: string }
beforeAll(async () => {
  hub = await startTestHub()
  channel = await hub.channel()
  ann = await hub.agent('Ann', { capacity: 100 })
})
afterAll(() => hub.stop())

let customer = 0
beforeEach(() => {
  customer += 1
})

const last = (): number => hub.hub.desk.rooms.log.last()
const say = (text: string, from = `customer-${customer}`) => hub.hook(channel, { events: [message(text, { from, at: Date.now() })] })
const ready = (feed: Feed) => until(() => feed.frames.some(({ type }) => type === 'ready' || type === 'resync'))
const seqs = (feed: Feed): number[] => feed.frames.filter(({ type }) => type !== 'ready').map(({ seq }) => seq)
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('the live feed', () => {
  test('tells what happens, in order, with what a console needs to show it', async () => {
    const from = last()
    const feed = await hub.owner.live(from)
    await say('hello')
    await until(() => seqs(feed).length === 2)
    expect(feed.frames.filter(({ seq, type }) => type !== 'ready' && seq > from)).toMatchObject([
      { seq: from + 1, type: 'conversation.created', data: { conversation: { status: 'waiting', preview: 'hello' } } },
      { seq: from + 2, type: 'message.created', data: { message: { text: 'hello', direction: 'in' }, conversation: { unread: 1 } } },
    ])
    feed.close()
  })

  test('a client that was away gets what it missed, and then what comes, nothing twice', async () => {
    const from = last()
    for (let index = 0; index < 10; index += 1) await say(`missed ${index}`)
    const feed = await hub.owner.live(from)
    const more = Promise.all(Array.from({ length: 20 }, (_, index) => say(`now ${index}`)))
    await ready(feed)
    await more
    await until(() => seqs(feed).at(-1) === last())
    expect(seqs(feed)).toEqual(range(from + 1, last()))
    feed.close()
  })

  test('every socket gets every number once, whoever commits and whenever it joins', async () => {
    const from = last()
    const feeds: Feed[] = []
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let index = 0; index < 15; index += 1) {
        await say(`${writer}/${index}`, `crowd-${writer}`)
        if (index % 5 === 0) feeds.push(await hub.owner.live(from))
      }
    })
    await Promise.all(writers)
    const end = last()
    for (const feed of feeds) await until(() => seqs(feed).at(-1) === end)
    for (const feed of feeds) expect(seqs(feed)).toEqual(range(from + 1, end))
    for (const feed of feeds) feed.close()
  })

  test('a command that was refused leaves no number behind', async () => {
    const from = last()
    const feed = await hub.owner.live(from)
    await Promise.all([
      say('one'),
      ann.post('/api/conversations/999/claim'),
      say('two', 'another'),
      ann.post('/api/conversations/999/resolve'),
    ])
    await until(() => seqs(feed).at(-1) === last())
    expect(seqs(feed)).toEqual(range(from + 1, last()))
    expect(last() - from).toBe(4)
    feed.close()
  })

  test('numbers that make no sense begin anew', async () => {
    const feed = await hub.owner.live(last() + 1000)
    await ready(feed)
    expect(feed.frames[0]).toMatchObject({ type: 'resync', seq: last() })
    await say('after it')
    await until(() => seqs(feed).includes(last()))
    feed.close()
    for (const after of ['-1', 'x', '1e99']) {
      const strange = await hub.owner.live(after as unknown as number)
      await ready(strange)
      strange.close()
    }
  })

  test('agents get the numbers of what is for admins, and nothing else of it', async () => {
    const from = last()
    const [admins, agents] = [await hub.owner.live(from), await ann.live(from)]
    await hub.owner.patch(`/api/agents/${ann.id}`, { skills: [{ name: 'refunds', level: 3 }] })
    await hub.owner.patch(`/api/channels/${channel}`, { name: 'Renamed' })
    await until(() => seqs(agents).at(-1) === last() && seqs(admins).at(-1) === last())
    expect(seqs(agents)).toEqual(seqs(admins))
    const [skills, renamed] = range(from + 1, last())
    expect(agents.frames.filter(({ type }) => type === 'hidden')).toEqual([{ seq: skills, type: 'hidden' }])
    // Agents are told how a channel does, not what was set there, or by whom.
    const channelOnly = { seq: renamed, type: 'channel.updated', at: expect.any(String), data: { channelId: channel } }
    expect(agents.frames.filter(({ type }) => type === 'channel.updated')).toEqual([channelOnly])
    expect(admins.frames.filter(({ type }) => type === 'hidden')).toEqual([])
    agents.close()
    admins.close()
  })

  test('is for those who are signed in', async () => {
    await expect(hub.nobody.live()).rejects.toThrow('401')
    expect((await ann.fetch('/api/live')).status).toBe(426)
  })

  test('ends for an agent who is disabled, at once', async () => {
    const ben = await hub.agent('Ben')
    const feed = await ben.live()
    await ready(feed)
    await hub.owner.patch(`/api/agents/${ben.id}`, { disabled: true })
    await until(() => feed.closed())
    const count = feed.frames.length
    await say('a secret')
    expect(feed.frames.slice(count)).toEqual([])
    await expect(ben.live()).rejects.toThrow('401')
  })

  test('shows no more than the new role of an agent whose role changed', async () => {
    const cy = await hub.agent('Cy', { role: 'admin' })
    const feed = await cy.live()
    await ready(feed)
    await hub.owner.patch(`/api/agents/${cy.id}`, { role: 'agent' })
    await until(() => feed.closed())
    const from = last()
    const again = await cy.live(from)
    await hub.owner.patch(`/api/agents/${ann.id}`, { skills: [] })
    await until(() => seqs(again).at(-1) === last())
    expect(again.frames.at(-1)).toEqual({ seq: last(), type: 'hidden' })
    again.close()
  })
})
