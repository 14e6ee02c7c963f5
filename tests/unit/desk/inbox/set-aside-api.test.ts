import { afterAll, beforeAll, expect, test } from 'vitest'
import { message } from '../../../support/events.ts'
import { type TestHub, startTestHub } from '../../../support/test-hub.ts'

let hub: TestHub
let channel: string
beforeAll(async () => {
  hub = await startTestHub()
  channel = await hub.channel()
})
afterAll(() => hub.stop())

const PATH = '/api/set-aside'
const unreadable = (key: string) => ({ ...message('', { key, at: Date.now() }), content: null })

test('an admin reads what was set aside, page by page, plays it again and throws it away', async () => {
  await hub.hook(channel, { events: Array.from({ length: 61 }, (_, n) => unreadable(`bad ${n}`)) })
  const first = (await hub.owner.get(PATH)).body
  expect(first.items).toHaveLength(50)
  expect(first.items[0]).toMatchObject({ id: '61', channel, state: 'waiting', error: expect.any(String), event: { dedupeKey: 'bad 60' } })
  expect(new Date(first.items[0].at).toISOString()).toBe(first.items[0].at)
  const second = (await hub.owner.get(`${PATH}?cursor=${first.next}`)).body
  expect(second.items.map(({ id }: { id: string }) => id)).toEqual(Array.from({ length: 11 }, (_, n) => String(11 - n)))
  expect(second).not.toHaveProperty('next')
  expect((await hub.owner.get(`${PATH}?cursor=x1`)).status).toBe(422)
  expect((await hub.owner.get(`${PATH}?cursor=1x`)).status).toBe(422)

  expect(await hub.owner.post(`${PATH}/61/replay`)).toMatchObject({ status: 422, body: { code: 'set-aside', reason: expect.any(String) } })
  await hub.hub.desk.kit.commit(() =>
    hub.hub.desk.rooms.setAside.put(channel, [message('from a dead letter', { from: 'u1', at: Date.now() })], 'lost'),
  )
  expect((await hub.owner.post(`${PATH}/62/replay`)).status).toBe(204)
  expect((await hub.owner.get(PATH)).body.items[0]).toMatchObject({ id: '62', state: 'replayed' })
  expect((await hub.owner.get('/api/conversations?view=waiting')).body.items).toMatchObject([{ preview: 'from a dead letter' }])

  expect((await hub.owner.delete(`${PATH}/61`)).status).toBe(204)
  for (const gone of [await hub.owner.delete(`${PATH}/61`), await hub.owner.post(`${PATH}/61/replay`)]) expect(gone.status).toBe(404)
})
