import { expect, test } from 'vitest'
import { createStorage } from '../../../browser/storage.ts'
import { Refused } from './api.ts'
import { type Unsent, createVisitorOutbox } from './unsent.ts'

const said = (key: string): Unsent['said'] => ({ type: 'message', key, parts: [{ type: 'text', text: key }] })

test.each([401, 404, 408, 425, 429, 500, 502, 503])('an answer of %i leaves it waiting', async (status) => {
  const outbox = createVisitorOutbox(
    createStorage('', null),
    () => Promise.reject(new Refused(status, '1')),
    () => {},
  )
  outbox.add('a', { said: said('a'), parts: [] })
  await expect(outbox.flush()).rejects.toThrow(Refused)
  expect(outbox.items()).toMatchObject([{ key: 'a', state: 'waiting' }])
})

test.each([400, 403, 413, 422])('an answer of %i sets it aside', async (status) => {
  const outbox = createVisitorOutbox(
    createStorage('', null),
    () => Promise.reject(new Refused(status, null)),
    () => {},
  )
  outbox.add('a', { said: said('a'), parts: [] })
  await outbox.flush()
  expect(outbox.items()).toMatchObject([{ key: 'a', state: 'failed' }])
})

test('what was said stays until the hub shows it; a press, which comes back without its key, does not', async () => {
  const heard: string[] = []
  const outbox = createVisitorOutbox(
    createStorage('', null),
    async ({ key }) => void heard.push(key ?? ''),
    () => {},
  )
  outbox.add('a', { said: said('a'), parts: [] })
  outbox.add('b', { said: { type: 'press', key: 'b', id: 'yes', label: 'Yes' }, parts: [] })
  await outbox.flush()
  expect(heard).toEqual(['a', 'b'])
  expect(outbox.items()).toMatchObject([{ key: 'a', state: 'sent' }])
})

test('what the hub may have forgotten the key of is not said again', () => {
  const storage = createStorage('', null)
  storage.set('out:old', JSON.stringify({ key: 'old', at: Date.now() - 61 * 86_400_000, said: said('old'), parts: [], state: 'waiting' }))
  expect(
    createVisitorOutbox(
      storage,
      () => Promise.resolve(),
      () => {},
    ).items(),
  ).toEqual([])
  expect(storage.get('out:old')).toBeNull()
})
