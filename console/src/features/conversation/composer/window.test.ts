import { expect, test } from 'vitest'
import { conversation, message } from '../../../entities/testing.ts'
import { ruleOf, waysOut, whyClosed } from './window.ts'

const [MINUTE, HOUR] = [60_000, 3_600_000]
const now = Date.parse('2026-03-01T12:00:00.000Z')
const wrote = (ms: number) => message(1, { at: new Date(now - ms).toISOString() })
const answered = message(2, { direction: 'out', author: { kind: 'agent', id: 'a' }, at: new Date(now - 1000).toISOString() })
const why = (rule: Parameters<typeof whyClosed>[0], items: Parameters<typeof whyClosed>[1]['items'], complete = true) =>
  whyClosed(rule, { items, complete }, now)

test('the rule is the longest of the windows that a message opens for everybody', () => {
  const windows = [
    { lane: 'passive', opens: ['press'], ttlMs: 90 * HOUR, count: 3 },
    { lane: 'passive', opens: ['message', 'press'], ttlMs: 5 * MINUTE, count: 5 },
    { lane: 'service', opens: ['message'], ttlMs: 48 * HOUR, count: 'unlimited' },
    { lane: 'active', opens: ['message'], ttlMs: 900 * HOUR, count: 1, setting: 'active' },
  ]
  expect(ruleOf({ windows })).toEqual({ ttlMs: 48 * HOUR, count: null })
  expect(ruleOf({ windows: windows.slice(0, 2) })).toEqual({ ttlMs: 5 * MINUTE, count: 5 })
})

test.each([[undefined], [null], [{}], [{ windows: 'x' }], [{ windows: [{}] }], [{ windows: [] }]])('%j has no rule', (surface) =>
  expect(ruleOf(surface)).toBeNull(),
)

test('it says whether the time is over, the replies are spent, or the customer has never written', () => {
  const rule = { ttlMs: 5 * MINUTE, count: 5 }
  expect(why(rule, [wrote(5 * MINUTE), answered])).toBe('over')
  expect(why(rule, [wrote(4 * MINUTE), answered])).toBe('spent')
  expect(why(rule, [answered])).toBe('never')
})

test('it does not claim what it cannot know', () => {
  expect(why(null, [wrote(0)])).toBe('unknown')
  expect(why({ ttlMs: MINUTE, count: 1 }, [answered], false)).toBe('unknown')
  expect(why({ ttlMs: MINUTE, count: null }, [wrote(0)])).toBe('unknown')
})

test('the ways out are other channels of the same customer that are open, each once', () => {
  const contact = { id: 'c', name: 'Maya', blocked: false }
  const on = (number: number, channel: string, change = {}) =>
    conversation(number, { contact, channel: { id: channel, kind: 'test', name: channel }, ...change })
  const ending = (ms: number) => ({ window: { expiresAt: new Date(now + ms).toISOString(), left: 1 } })
  const here = on(1, 'here', { canWrite: false })
  const all = [
    here,
    on(2, 'here'),
    on(3, 'shut', { canWrite: false }),
    on(4, 'over', ending(0)),
    on(5, 'ending', ending(1)),
    on(6, 'public', { surface: 'comment' }),
    on(7, 'free'),
    on(8, 'free'),
    on(9, 'stranger', { contact: { ...contact, id: 'd' } }),
  ]
  expect(waysOut(all, here, now)).toEqual(['5', '7'])
})
