import { expect, test } from 'vitest'
import { type Arrival, applyRules, type Rule } from './rules.ts'

const arrival: Arrival = { text: '', channel: 'c1', entry: 'shop', open: true, vip: false }
const rule = (match: Rule['match'], effect: Rule['effect'] = { tags: ['hit'] }, name = 'rule'): Rule => ({
  name,
  enabled: true,
  match,
  effect,
})
const hits = (match: Rule['match'], text: string, more: Partial<Arrival> = {}): boolean =>
  applyRules([rule(match)], { ...arrival, text, ...more }, 'zh').tags.length > 0

test.each([
  ['Invoice', 'my ＩＮＶＯＩＣＥ please', true],
  ['发票', '我要開發票', true],
  ['pin', 'shopping', false],
  ['pin', 'my pin!', true],
  ['refund*order', 'Refund me for that order', true],
  ['refund*order', 'order a refund', false],
  ['退*款', '退货\n货款', false],
  ['a.c', 'abc', false],
])('%s in %j: %s', (phrase, text, expected) => {
  expect(hits({ words: { any: [phrase] } }, text)).toBe(expected)
})

test('all must stand, none must not', () => {
  expect(hits({ words: { all: ['vpn', 'slow'] } }, 'slow VPN')).toBe(true)
  expect(hits({ words: { all: ['vpn', 'slow'] } }, 'VPN')).toBe(false)
  expect(hits({ words: { none: ['test'] } }, 'a test')).toBe(false)
  expect(hits({ words: { any: [] } }, 'anything')).toBe(false)
})

test('every condition counts', () => {
  expect(hits({ channels: ['c1'], entries: ['shop'], languages: ['zh'], hours: 'open', vip: false }, '')).toBe(true)
  expect(hits({ channels: ['c2'] }, '')).toBe(false)
  expect(hits({ entries: ['help'] }, '')).toBe(false)
  expect(hits({ languages: ['en'] }, '')).toBe(false)
  expect(hits({ hours: 'closed' }, '')).toBe(false)
  expect(hits({ vip: true }, '')).toBe(false)
  expect(hits({ vip: true }, '', { vip: true })).toBe(true)
})

test('the first rule that matches decides each field, and tags add up', () => {
  const rules = [
    { ...rule({}, { queue: 'off' }, 'off'), enabled: false },
    rule({ words: { any: ['发票'] } }, { queue: 'billing', tags: ['invoice'], bot: true }, 'invoices'),
    rule({}, { queue: 'general', priority: 'low', tags: ['invoice', 'any'] }, 'rest'),
  ]
  expect(applyRules(rules, { ...arrival, text: '開發票' }, 'zh')).toEqual({
    queue: 'billing',
    priority: 'low',
    bot: true,
    tags: ['invoice', 'any'],
    from: [
      { rule: 'invoices', field: 'queue', phrase: '发票' },
      { rule: 'invoices', field: 'bot', phrase: '发票' },
      { rule: 'invoices', field: 'tags', phrase: '发票' },
      { rule: 'rest', field: 'priority' },
      { rule: 'rest', field: 'tags' },
    ],
  })
})
