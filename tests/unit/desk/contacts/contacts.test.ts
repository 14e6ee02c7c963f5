import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Acting } from '../../../../src/desk/web/roles.ts'
import type { TestDesk } from '../../../support/test-desk.ts'
import { openTestDesk } from '../../../support/test-desk.ts'

let desk: TestDesk
let channel: string
let ann: Acting
beforeEach(async () => {
  desk = await openTestDesk()
  channel = await desk.channel()
  ann = await desk.agent('Ann')
  for (const from of ['one', 'two', 'three']) await desk.say(channel, `I am ${from}`, { from, name: from })
})
afterEach(() => desk.close())

const { get, merge, split } = {
  get: (id: number) => desk.rooms.contacts.get(id),
  merge: (from: number, into: number) => desk.rooms.people.merge(ann, from, into),
  split: (id: number, mergeId: number) => desk.rooms.people.split(ann, id, mergeId),
}
const who = (id: number): string[] => get(id).identities.map(({ externalId }) => externalId)
const mergeOf = (id: number): number => Number(get(id).merges.at(-1)?.id)
const contactOf = (conversation: number): string => desk.rooms.reading.conversation(conversation).contact.id
const state = () =>
  desk.rows(
    'SELECT id, contactId FROM Identity UNION ALL SELECT id, contactId FROM Thread UNION ALL SELECT id, contactId FROM Conversation',
  )

describe('merging', () => {
  test('brings identities and conversations, and new messages follow', async () => {
    await merge(1, 2)
    expect(who(2)).toEqual(['one', 'two'])
    expect(get(2).merges).toMatchObject([{ contact: '1', name: 'one' }])
    expect([1, 2, 3].map(contactOf)).toEqual(['2', '2', '3'])
    expect(await desk.say(channel, 'still me', { from: 'one' })).toBe(1)
    expect(desk.rooms.reading.list({ view: 'open', agentId: '', contact: 2, limit: 9 }).items).toHaveLength(2)
  })

  test('and splitting leave everything as it was', async () => {
    const before = state()
    await merge(1, 2)
    await split(2, mergeOf(2))
    expect(state()).toEqual(before)
    expect(get(2).merges).toEqual([])
    await merge(1, 2)
    expect(who(2)).toEqual(['one', 'two'])
  })

  test('takes along what was begun since, when it comes apart, and leaves what the other began', async () => {
    await merge(1, 2)
    const [mine, theirs] = [
      await desk.say(channel, 'elsewhere', { from: 'one', thread: 'a post' }),
      await desk.say(channel, 'here', { from: 'two', thread: 'another post' }),
    ]
    expect([mine, theirs].map(contactOf)).toEqual(['2', '2'])
    await split(2, mergeOf(2))
    expect([mine, theirs].map(contactOf)).toEqual(['1', '2'])
    expect(await desk.say(channel, 'still here', { from: 'one', thread: 'a post' })).toBe(mine)
  })

  test('brings all identities, however many there are', async () => {
    await desk.sql.commit(() => {
      const add = desk.sql.prepare('INSERT INTO Identity (channelId, externalId, contactId, createdAt) VALUES (?, ?, 1, 0)')
      for (let index = 0; index < 150; index += 1) add.run(channel, `more ${index}`)
    })
    await merge(1, 2)
    const left = () => desk.row<{ n: number }>('SELECT count(*) AS n FROM Identity WHERE contactId = 1').n
    expect(left()).toBe(0)
    await split(2, mergeOf(2))
    expect(left()).toBe(151)
  })

  test('of a chain comes apart in the order in which it was made, backwards', async () => {
    const before = state()
    await merge(1, 2)
    const first = mergeOf(2)
    await merge(2, 3)
    expect(who(3)).toEqual(['one', 'two', 'three'])
    // 2 is part of 3 now: taking 1 out of it would leave 3 with what is not its own.
    await expect(split(2, first)).rejects.toMatchObject({ code: 'merged-already', status: 409 })
    await split(3, mergeOf(3))
    await split(2, first)
    expect(state()).toEqual(before)
  })

  test('refuses what makes no sense', async () => {
    await expect(merge(1, 1)).rejects.toMatchObject({ code: 'same-contact' })
    await expect(merge(1, 99)).rejects.toMatchObject({ status: 404 })
    await merge(1, 2)
    await expect(merge(1, 3)).rejects.toMatchObject({ code: 'merged-already', data: { contact: '2' } })
    await expect(merge(3, 1)).rejects.toMatchObject({ code: 'merged-already' })
    await expect(split(3, mergeOf(2))).rejects.toMatchObject({ status: 404 })
    await split(2, mergeOf(2))
    await expect(split(2, 1)).rejects.toMatchObject({ status: 404 })
  })

  test('at once by two agents happens once', async () => {
    const results = await Promise.allSettled([merge(1, 2), merge(1, 3), merge(2, 3)])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(who(3)).toEqual(['one', 'two', 'three'])
  })
})

test('a change changes what it names and nothing else', async () => {
  await desk.rooms.contacts.change(ann, 1, { phone: '+86 10 1234', vip: true, notes: 'x' })
  await desk.rooms.contacts.change(ann, 1, { notes: null, email: undefined })
  expect(get(1)).toMatchObject({ name: 'one', phone: '+86 10 1234', vip: true, notes: null })
  await expect(desk.rooms.contacts.change(ann, 99, { name: 'x' })).rejects.toMatchObject({ status: 404 })
})

test('every change is told, with who made it and of whom', async () => {
  const before = desk.rooms.log.last()
  await desk.rooms.contacts.change(ann, 1, { vip: true })
  await merge(1, 2)
  await split(2, mergeOf(2))
  const told = desk.rooms.log.after(before, 9).map(({ type, actor, data }) => [type, actor, JSON.parse(data ?? 'null')])
  const by = (contactId: string, action: string) => ['contact.updated', 'agent:ann', { contactId, action }]
  expect(told).toEqual([by('1', 'changed'), by('2', 'merged'), by('2', 'split'), by('1', 'split')])
})

test('one that was asked for and is not there says so', () => {
  expect(() => get(99)).toThrow(expect.objectContaining({ status: 404 }))
  expect(get(1)).toMatchObject({ id: '1', vip: false, identities: [{ channelId: channel, externalId: 'one', blocked: false }], merges: [] })
})
