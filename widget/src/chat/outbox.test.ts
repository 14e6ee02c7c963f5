import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Wire } from '../../../adapters/web/schema.ts'
import { Refused } from './api.ts'
import { type Unsent, createOutbox } from './outbox.ts'
import type { Storage } from './storage.ts'

function memory(): Storage {
  const map = new Map<string, string>()
  return {
    lasting: true,
    get: (key) => map.get(key) ?? null,
    set: (key, value) => void (value === null ? map.delete(key) : map.set(key, value)),
    keys: (start) => [...map.keys()].filter((key) => key.startsWith(start)),
  }
}

/** A hub that takes a key once; `plan` says how each call goes, and when it is used up all go well. */
function hubWith(plan: ('ok' | 'lost' | 'down' | 'busy' | 'refuse')[]) {
  const taken: string[] = []
  return {
    taken,
    async say(_token: string, said: Wire) {
      const key = 'key' in said ? (said.key ?? '') : ''
      const outcome = plan.shift() ?? 'ok'
      if (outcome === 'down') throw new TypeError('failed to fetch')
      if (outcome === 'busy') throw new Refused(429, '1')
      if (outcome === 'refuse') throw new Refused(400, null)
      if (!taken.includes(key)) taken.push(key)
      if (outcome === 'lost') throw new TypeError('failed to fetch')
    },
  }
}

const said = (key: string): Unsent['said'] => ({ type: 'message', key, parts: [{ type: 'text', text: key }] })

describe('the outbox', () => {
  test('loses nothing, doubles nothing and keeps the order, whatever the line does and however often the page is closed', async () => {
    const outcome = fc.constantFrom('ok', 'lost', 'down', 'busy') satisfies fc.Arbitrary<string>
    await fc.assert(
      fc.asyncProperty(
        fc.array(outcome, { maxLength: 40 }),
        fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
        async (plan, reloads) => {
          const storage = memory()
          const hub = hubWith([...plan])
          const keys = ['a', 'b', 'c', 'd', 'e'].map((letter) => `key-${letter}`)
          let outbox = createOutbox(storage, hub, () => {})
          for (const [turn, reload] of reloads.entries()) {
            const key = keys[turn]
            if (key) outbox.add(said(key), [])
            await outbox.flush('t').catch(() => {})
            if (reload) outbox = createOutbox(storage, hub, () => {})
          }
          expect(hub.taken).toEqual(keys)
          expect(storage.keys('')).toEqual([])
        },
      ),
    )
  })

  test('sets aside what the hub will never take, and sends it again when told', async () => {
    const storage = memory()
    const hub = hubWith(['refuse'])
    const outbox = createOutbox(storage, hub, () => {})
    outbox.add(said('bad'), [])
    outbox.add(said('good'), [])
    await outbox.flush('t')
    expect(outbox.items().map(({ key, state }) => [key, state])).toEqual([
      ['bad', 'failed'],
      ['good', 'sent'],
    ])
    expect(
      createOutbox(storage, hub, () => {})
        .items()
        .map(({ key, state }) => [key, state]),
    ).toEqual([['bad', 'failed']])
    outbox.retry('bad')
    await outbox.flush('t')
    expect(hub.taken).toEqual(['good', 'bad'])
    outbox.settle('bad')
    expect(storage.keys('')).toEqual([])
  })

  test('forgets what is older than the hub remembers', () => {
    const storage = memory()
    storage.set('out:old', JSON.stringify({ key: 'old', at: Date.now() - 61 * 86_400_000, said: said('old'), parts: [], state: 'waiting' }))
    storage.set('out:junk', '{')
    expect(createOutbox(storage, hubWith([]), () => {}).items()).toEqual([])
    expect(storage.get('out:old')).toBeNull()
  })
})
