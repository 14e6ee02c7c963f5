import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import { MINUTE, SECOND } from '../../../support/clock.ts'
import type { PushService } from '../../../support/push-service.ts'
import { startPushService } from '../../../support/push-service.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let service: PushService
let channel: string
let ann: Acting
let boss: Acting
beforeEach(async () => {
  service = await startPushService()
  desk = await openTestDesk({ relay: service.url })
  channel = await desk.channel()
  boss = await desk.owner()
  await desk.rooms.agents.presence(boss, 'away')
  ann = await desk.agent('Ann')
  await desk.rooms.queueCommands.change(boss, 1, { mode: 'offer', offerSeconds: 20 })
})
afterEach(async () => {
  await desk.close()
  await service.close()
})

async function subscribe(agent: Acting, name: string, urgent = false): Promise<string> {
  const browser = service.browser(name, await desk.rooms.push.publicKey())
  await desk.rooms.push.subscriptions.keep(agent, { ...browser, language: 'zh', urgent })
  return browser.endpoint
}
const say = (from = 'u1') => desk.say(channel, 'where is my parcel', { from, name: 'Maya' })
const browsers = () => desk.rows<{ endpoint: string }>('SELECT endpoint FROM PushSubscription').length

test('an offer reaches the browsers of an agent whose console is closed, sealed for each, for as long as it stands', async () => {
  await subscribe(ann, 'laptop')
  await subscribe(ann, 'phone')
  await subscribe(boss, 'other')
  const id = await say()
  await desk.idle()
  expect(service.calls.map(({ path }) => path).toSorted()).toEqual(['/laptop', '/phone'])
  expect(service.calls[0]).toMatchObject({ ttl: 20, topic: 'offer-1', urgency: 'high', audience: 'https://push.example.com' })
  // Nothing of what the customer wrote, and not who.
  expect(service.calls[0]?.data).toEqual({
    kind: 'offer',
    conversation: String(id),
    channel: 'test channel',
    urgent: false,
    language: 'zh',
  })
})

test('who is told what the customer says is for admins to say', async () => {
  await subscribe(ann, 'laptop')
  await desk.rooms.push.allowWords(boss, true)
  await say()
  await desk.idle()
  expect(service.calls[0]?.data).toMatchObject({ name: 'Maya', text: 'where is my parcel' })
})

test('an offer that has ended is told to nobody, and a service that cannot now is asked again', async () => {
  await subscribe(ann, 'laptop')
  service.answers.push(503)
  const id = await say()
  await desk.idle()
  expect(service.calls).toHaveLength(1)
  await desk.advance(5 * SECOND)
  expect(service.calls.map(({ topic }) => topic)).toEqual(['offer-1', 'offer-1'])
  service.answers.push(503)
  await desk.rooms.handling.resolve(boss, id)
  await say('u2')
  await desk.idle()
  await desk.rooms.agents.presence(ann, 'away')
  await desk.advance(MINUTE)
  expect(service.calls).toHaveLength(3)
})

test.each([404, 410])('a browser that is no more (%i) is forgotten', async (status) => {
  await subscribe(ann, 'laptop')
  service.answers.push(status)
  await say()
  await desk.idle()
  expect([service.calls.length, browsers()]).toEqual([1, 0])
})

describe('urgent ones that nobody is there for', () => {
  beforeEach(() => desk.rooms.agents.presence(ann, 'away'))

  test('are told to those who want that, after a moment, and again as long as they wait', async () => {
    await subscribe(ann, 'asked', true)
    await subscribe(ann, 'did-not')
    const id = await say()
    await desk.rooms.handling.prioritise(boss, id, 'urgent')
    await desk.advance(9 * SECOND)
    expect(service.calls).toEqual([])
    await desk.advance(SECOND)
    expect(service.calls.map(({ path, data }) => [path, data['kind'], data['urgent']])).toEqual([['/asked', 'urgent', true]])
    await desk.advance(10 * MINUTE)
    expect(service.calls).toHaveLength(2)
    await desk.rooms.handling.resolve(boss, id)
    await desk.advance(30 * MINUTE)
    expect(service.calls).toHaveLength(2)
  })

  test('are not told to those of other queues', async () => {
    await subscribe(ann, 'asked', true)
    await desk.unserved()
    const id = await say()
    await desk.rooms.handling.prioritise(boss, id, 'urgent')
    await desk.advance(MINUTE)
    expect(service.calls).toEqual([])
  })
})

test('the key is made once and lies sealed', async () => {
  const both = await Promise.all([desk.rooms.push.publicKey(), desk.rooms.push.publicKey()])
  expect(new Set(both).size).toBe(1)
  expect(both[0]).toMatch(/^[\w-]{87}$/)
  const { value } = desk.row<{ value: string }>("SELECT value FROM Setting WHERE key = 'push.key'")
  expect(Object.keys(JSON.parse(value) as object)).toEqual(['publicKey', 'sealed'])
})
