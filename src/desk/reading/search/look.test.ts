import { describe, expect, test } from 'vitest'
import { lookFor } from './look.ts'
import { matchOf, parseQuery } from './query.ts'

const look = (q: string, text: string) => lookFor(parseQuery(q).terms, text)
const score = (q: string, text: string): number => look(q, text)?.score ?? 0
const marked = (q: string, text: string): string[] | undefined => {
  const found = look(q, text)
  return found?.snippet.marks.map(({ start, end }) => found.snippet.text.slice(start, end))
}

describe('a look at a text', () => {
  test('all of it has to be there', () => {
    expect(look('one two', 'one three')).toBeUndefined()
    expect(look('退款', '退货付款')).toBeUndefined()
    expect(marked('two one', 'One, TWO!')).toEqual(['One', 'TWO'])
  })

  test('fits better with whole words, with more of them, in a shorter text', () => {
    expect(score('refund', 'refund it')).toBeGreaterThan(score('refund', 'refunds it'))
    expect(score('refund', 'refund, a refund now')).toBeGreaterThan(score('refund', 'refund, a parcel now'))
    expect(score('refund', 'refund')).toBeGreaterThan(score('refund', 'refund for all of the others too'))
    expect(score('退款', '退款，退款')).toBeGreaterThan(score('退款', '退款，退货'))
  })

  test('shows where, each place once and not too many of them', () => {
    expect(marked('退款 款项', '退款项')).toEqual(['退款'])
    expect(marked('re refund', 'refund or reply')).toEqual(['refund', 'reply'])
    expect(marked('𠮷野', '去𠮷野家')).toEqual(['𠮷野'])
    expect(marked('a', 'a '.repeat(79))).toHaveLength(20)
  })

  test('shows only what lies in the piece that it shows', () => {
    const text = `${'x '.repeat(50)}here ${'y '.repeat(200)}here`
    const { snippet } = look('here', text)!
    expect(snippet.text).toMatch(/^….*here.*…$/)
    expect(snippet.text.length).toBeLessThanOrEqual(162)
    expect(marked('here', text)).toEqual(['here'])
    const edge = `here ${'z'.repeat(152)} there is more of it`
    expect(marked('here there', edge)).toEqual(['here'])
    expect(look('here', 'here')!.snippet).toEqual({ text: 'here', marks: [{ start: 0, end: 4 }] })
  })

  test('what is far down in a long text is taken on trust', () => {
    const text = `${'x '.repeat(3000)}here`
    expect(look('here', text)).toMatchObject({ snippet: { marks: [] } })
    expect(look('here', text.slice(0, 4000))).toBeUndefined()
  })
})

test('of a very long question only so much is asked', () => {
  const words = Array.from({ length: 30 }, (_, index) => `w${index}`)
  expect(matchOf(parseQuery(words.join(' ')).terms, { openFrom: 9 }).split(' AND ')).toEqual(
    words.slice(0, 20).map((word) => `words : "${word}"`),
  )
})
