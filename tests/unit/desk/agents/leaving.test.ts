import { afterAll, beforeAll, expect, test } from 'vitest'
import { message } from '../../../support/events.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(() => hub.stop())

test('whoever goes away keeps what they have, or hands it on to whoever is there, by its age', async () => {
  const channel = await hub.channel()
  const ann = await hub.agent('Ann')
  await hub.hook(channel, { events: ['old', 'new', 'newest'].map((from, index) => message('hi', { from, at: index + 1 })) })
  for (const id of ['2', '1']) expect((await ann.post(`/api/conversations/${id}/claim`, {})).status).toBe(200)
  const put = (body: object) => ann.put('/api/me/presence', body)
  const mine = async () => (await ann.get('/api/conversations?view=mine')).body.items.length

  for (const wrong of [
    { presence: 'available', held: 'hand-on' },
    { presence: 'away', held: 'lose' },
  ])
    expect([wrong, (await put(wrong)).status]).toEqual([wrong, 422])
  expect(await put({ presence: 'away' })).toMatchObject({ status: 200, body: { presence: 'away', load: 2 } })
  expect(await mine()).toBe(2)
  expect(await put({ presence: 'away', held: 'hand-on' })).toMatchObject({ status: 200, body: { presence: 'away', load: 0 } })
  expect(await mine()).toBe(0)
  // The one that came last was never theirs, and stands behind those that were.
  const ben = await hub.agent('Ben')
  const order = [await ben.post('/api/queue/next', {}), await ben.post('/api/queue/next', {}), await ben.post('/api/queue/next', {})]
  expect(order.map(({ body }) => body.id)).toEqual(['1', '2', '3'])
})
