import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Unsent, createOutbox } from './outbox.ts'
import { type Storage, createStorage } from './storage.ts'

type Outcome = 'ok' | 'lost' | 'down' | 'refuse'
interface Word {
  to: string
}

/** A hub that takes each key once; `plan` says how each call goes, and when it is used up all go well. */
function hubWith(plan: Outcome[] = []) {
  const taken: string[] = []
  const underWay = new Set<string>()
  return {
    taken,
    /** Calls that began while one of the same key was under way. */
    doubled: [] as string[],
    async take({ key }: Unsent<Word>) {
      if (underWay.has(key)) this.doubled.push(key)
      underWay.add(key)
      await Promise.resolve()
      underWay.delete(key)
      const outcome = plan.shift() ?? 'ok'
      if (outcome === 'refuse') throw new RangeError('refused')
      if (outcome === 'down') throw new TypeError('failed to fetch')
      if (!taken.includes(key)) taken.push(key)
      if (outcome === 'lost') throw new TypeError('failed to fetch')
    },
  }
}

const memory = (): Storage => createStorage('', null)
/** One page of a browser. */
const page = (hub: ReturnType<typeof hubWith>, storage = memory(), maxAge = Infinity) =>
  createOutbox<Word>({
    storage,
    prefix: 'out:',
    maxAge,
    send: (item) => hub.take(item),
    refusal: (error) => (error instanceof RangeError ? error.message : null),
    line: ({ to }) => to,
    changed: () => {},
  })
const states = (outbox: ReturnType<typeof page>) => outbox.items().map(({ key, state }) => [key, state])

describe('the outbox', () => {
  test('loses nothing, doubles nothing and keeps the order, whatever the line does and on however many pages', async () => {
    const outcome = fc.constantFrom<Outcome>('ok', 'lost', 'down')
    const turn = fc.record({ at: fc.constantFrom(0, 1), both: fc.boolean(), reload: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { maxLength: 40 }), fc.array(turn, { minLength: 60, maxLength: 60 }), async (plan, turns) => {
        const storage = memory()
        const hub = hubWith([...plan])
        const keys = ['a', 'b', 'c', 'd', 'e'].map((letter) => `key-${letter}`)
        const open = [page(hub, storage), page(hub, storage)]
        for (const [index, { at, both, reload }] of turns.entries()) {
          const key = keys[index]
          if (key) open[at]?.add(key, { to: '' })
          await Promise.allSettled(open.filter((_, other) => both || other === at).map((one) => one.flush()))
          if (reload) open[at] = page(hub, storage)
        }
        expect(hub.taken).toEqual(keys)
        expect(storage.keys('')).toEqual([])
      }),
    )
  })

  test('sets aside what the hub will never take, and sends it again when told', async () => {
    const storage = memory()
    const hub = hubWith(['refuse'])
    const outbox = page(hub, storage)
    outbox.add('bad', { to: '' })
    outbox.add('good', { to: '' })
    await outbox.flush()
    expect(states(outbox)).toEqual([
      ['bad', 'failed'],
      ['good', 'sent'],
    ])
    expect(outbox.items()[0]?.code).toBe('refused')
    expect(states(page(hub, storage))).toEqual([['bad', 'failed']])
    outbox.retry('bad')
    await outbox.flush()
    expect(hub.taken).toEqual(['good', 'bad'])
    outbox.settle('bad')
    expect(storage.keys('')).toEqual([])
  })

  test('forgets what is older than it may be, and what is none of its entries', () => {
    const storage = memory()
    storage.set('out:old', JSON.stringify({ key: 'old', at: Date.now() - 61_000, to: '', state: 'waiting' }))
    storage.set('out:junk', '{')
    expect(page(hubWith(), storage, 60_000).items()).toEqual([])
    expect(storage.get('out:old')).toBeNull()
  })

  test('keeps the order of one moment over a reload, in whatever order the browser names its entries', async () => {
    const storage = memory()
    const backwards = { ...storage, keys: (start: string) => storage.keys(start).toReversed() }
    const hub = hubWith()
    const outbox = page(hub, backwards)
    for (const key of ['a', 'b', 'c']) outbox.add(key, { to: '' })
    await page(hub, backwards).flush()
    expect(hub.taken).toEqual(['a', 'b', 'c'])
  })

  test('holds back one line, not the others', async () => {
    const hub = hubWith(['down'])
    const outbox = page(hub)
    outbox.add('one', { to: 'maya' })
    outbox.add('two', { to: 'maya' })
    outbox.add('three', { to: 'jonas' })
    await expect(outbox.flush('maya')).rejects.toThrow('failed to fetch')
    await outbox.flush('jonas')
    expect(hub.taken).toEqual(['three'])
    await outbox.flush('maya')
    expect(hub.taken).toEqual(['three', 'one', 'two'])
  })

  test('has each message under way once, however often it is told to send', async () => {
    const hub = hubWith()
    const outbox = page(hub)
    outbox.add('one', { to: '' })
    const first = outbox.flush()
    outbox.add('two', { to: '' })
    outbox.retry('one')
    await Promise.all([first, outbox.flush(), outbox.flush()])
    expect(hub.taken).toEqual(['one', 'two'])
    expect(hub.doubled).toEqual([])
  })
})

describe('two pages of one browser', () => {
  test('keep what either has written, and send it in that order', async () => {
    const storage = memory()
    const hub = hubWith(['down', 'down'])
    const [left, right] = [page(hub, storage), page(hub, storage)]
    left.add('one', { to: '' })
    await left.flush().catch(() => {})
    right.add('two', { to: '' })
    await right.flush().catch(() => {})
    expect(page(hub, storage).items()).toHaveLength(2)
    await right.flush()
    expect(hub.taken).toEqual(['one', 'two'])
    left.reload()
    expect(left.items()).toEqual([])
  })

  test('send nothing that was thrown away in the other, and bring back nothing that the other has settled', async () => {
    const storage = memory()
    const hub = hubWith(['down', 'refuse'])
    const [left, right] = [page(hub, storage), page(hub, storage)]
    left.add('one', { to: '' })
    await left.flush().catch(() => {})
    right.reload()
    right.settle('one')
    await left.flush()
    expect(left.items()).toEqual([])
    left.add('two', { to: '' })
    const sending = left.flush()
    right.settle('two')
    await sending
    expect(hub.taken).toEqual([])
    expect(storage.keys('')).toEqual([])
  })
})
