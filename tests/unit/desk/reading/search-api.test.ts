import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../../support/client.ts'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let channel: string
let ann: Client
beforeAll(async () => {
  hub = await startTestHub()
  channel = await hub.channel()
  ann = await hub.agent('Ann')
  const said = ['我想退款', '可以退款吗', 'thanks'].map((text) => message(text, { from: 'u1', name: 'Kim 金', at: 1 }))
  await hub.hook(channel, { events: [...said, message('退款', { from: 'u2', name: 'Lee', at: 1 })] })
})
afterAll(() => hub.stop())

const search = (query: Record<string, string>, client = ann) => client.get(`/api/search?${new URLSearchParams(query)}`)

test('what was said, each with its conversation and what was found', async () => {
  const { status, body } = await search({ q: '退款' })
  expect(status).toBe(200)
  expect(body.items).toHaveLength(3)
  expect(body.items[0]).toMatchObject({
    message: { text: '退款', direction: 'in' },
    conversation: { number: 2, contact: { name: 'Lee' }, channel: { id: channel } },
    snippet: { text: '退款', marks: [{ start: 0, end: 2 }] },
  })
  expect(body).not.toHaveProperty('next')
  expect(body).not.toHaveProperty('incomplete')
})

test('page by page', async () => {
  const first = await search({ q: '退款', limit: '2' })
  const second = await search({ q: '退款', limit: '2', cursor: first.body.next })
  const ids = [...first.body.items, ...second.body.items].map(({ message: { id } }: { message: { id: string } }) => id)
  expect([ids.length, new Set(ids).size, second.body.next]).toEqual([3, 3, undefined])
  expect(await search({ q: 'x', cursor: 'nonsense' })).toMatchObject({ status: 400, body: { code: 'bad-cursor' } })
})

test('people, with where they are known', async () => {
  const { body } = await search({ q: '金', in: 'contacts', channel })
  expect(body.items).toMatchObject([
    {
      contact: { id: '1', name: 'Kim 金', identities: [{ channelId: channel, externalId: 'u1' }] },
      snippet: { text: 'Kim 金', marks: [{ start: 4, end: 5 }] },
    },
  ])
  expect((await search({ q: '金', in: 'contacts', channel: 'another' })).body.items).toEqual([])
})

test('the list of conversations is searched likewise', async () => {
  const list = await ann.get(`/api/conversations?${new URLSearchParams({ view: 'waiting', q: '可以退款' })}`)
  expect(list.body.items).toMatchObject([{ number: 1, preview: 'thanks' }])
})

test('for those who are signed in, and with something to look for', async () => {
  expect((await search({ q: 'x' }, hub.nobody)).status).toBe(401)
  for (const wrong of [{}, { q: '' }, { q: '  ' }, { q: 'x'.repeat(201) }, { q: 'x', in: 'files' }, { q: 'x', limit: '51' }] as Record<
    string,
    string
  >[])
    expect([wrong, (await search(wrong)).status]).toEqual([wrong, 422])
})
