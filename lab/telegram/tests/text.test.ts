import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Args } from '../args.ts'
import { messageText, withFound } from '../text/formatted.ts'
import { parseHtml } from '../text/html.ts'
import { parseMarkdown } from '../text/markdown.ts'

const read = (values: Record<string, unknown>) => messageText(new Args(values))
const failure = (run: () => unknown): string => {
  try {
    run()
    return 'no error'
  } catch (error) {
    return (error as Error).message.replace('Bad Request: ', '')
  }
}

test.each([
  ['<b>A👍</b> <i>b</i>', 'A👍 b', ['bold 0 3', 'italic 4 1']],
  ['<a href="https://x.y/?a=1&amp;b=2">l</a>', 'l', ['text_link 0 1 https://x.y/?a=1&b=2']],
  ['<b>x<i>y</i></b>', 'xy', ['bold 0 2', 'italic 1 1']],
  ['<pre><code class="language-py">p</code></pre>', 'p', ['pre 0 1']],
  ['<tg-spoiler>s</tg-spoiler><u></u>&lt;&#38;&#x1F600;&nbsp;', 's<&😀&nbsp;', ['spoiler 0 1']],
  ['<blockquote expandable>q</blockquote>', 'q', ['expandable_blockquote 0 1']],
])('HTML %s', (source, text, entities) => {
  const formatted = parseHtml(source)
  expect(formatted.text).toBe(text)
  expect(formatted.entities.map((one) => [one.type, one.offset, one.length, 'url' in one ? one.url : ''].join(' ').trim())).toEqual(
    entities,
  )
})

test.each([
  ['é<x>', 'can\'t parse entities: Unsupported start tag "x" at byte offset 2'],
  ['<b>a', 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'],
  ['<b>a</i>', 'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ['a</b>', "can't parse entities: Unexpected end tag at byte offset 1"],
  ['a<b', "can't parse entities: Unclosed start tag at byte offset 1"],
])('HTML %s is refused', (source, message) => {
  expect(failure(() => parseHtml(source))).toBe(message)
})

test.each([
  ['*A👍* _b_', 'A👍 b', ['bold 0 3', 'italic 4 1']],
  ['__u__ ~s~ ||p|| `c`', 'u s p c', ['underline 0 1', 'strikethrough 2 1', 'spoiler 4 1', 'code 6 1']],
  ['[l](https://x.y/\\)a)', 'l', ['text_link 0 1 https://x.y/)a']],
  ['```py\nx.y\n```', 'x.y\n', ['pre 0 4']],
  ['1\\.5 \\*', '1.5 *', []],
])('MarkdownV2 %s', (source, text, entities) => {
  const formatted = parseMarkdown(source)
  expect(formatted.text).toBe(text)
  expect(formatted.entities.map((one) => [one.type, one.offset, one.length, 'url' in one ? one.url : ''].join(' ').trim())).toEqual(
    entities,
  )
})

test.each([
  ['a.b', "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'"],
  ['é*b', "can't parse entities: Can't find end of Bold entity at byte offset 2"],
  ['[a](b', "can't parse entities: Can't find end of a URL at byte offset 4"],
])('MarkdownV2 %s is refused', (source, message) => {
  expect(failure(() => parseMarkdown(source))).toBe(message)
})

test('given entities are counted in UTF-16, must stay inside the text and not split a character', () => {
  const bold = (offset: number, length: number) => ({ text: '👍ab', entities: [{ type: 'bold', offset, length }] })
  expect(read(bold(0, 2)).entities).toEqual([{ type: 'bold', offset: 0, length: 2 }])
  expect(failure(() => read(bold(1, 1)))).toBe('entity begins in a middle of a UTF-16 symbol at byte offset 4')
  expect(failure(() => read(bold(0, 1)))).toContain('entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol')
  expect(failure(() => read(bold(2, 3)))).toBe('entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 5')
  expect(failure(() => read(bold(9, 1)))).toBe('entity begins after the end of the text at UTF-16 offset 9')
  expect(failure(() => read(bold(-1, 1)))).toBe('receive an entity with incorrect offset -1')
})

test('white space is cut at both ends and the entities move along', () => {
  expect(read({ text: '\n  <b>x</b> y \n', parse_mode: 'HTML' })).toEqual({
    text: 'x y',
    entities: [{ type: 'bold', offset: 0, length: 1 }],
  })
})

test('commands, links, addresses and mentions are found', () => {
  const { text, entities } = withFound({ text: '/start@lab_bot x https://a.example/b. me@b.example @someone #tag', entities: [] })
  expect(entities.map((one) => `${one.type} ${text.slice(one.offset, one.offset + one.length)}`)).toEqual([
    'bot_command /start@lab_bot',
    'url https://a.example/b',
    'email me@b.example',
    'mention @someone',
    'hashtag #tag',
  ])
})

test('escaped text comes out as it was, in both modes', () => {
  const plain = fc.string({ unit: 'grapheme', minLength: 1 })
  fc.assert(
    fc.property(plain, (text) => {
      const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      expect(parseHtml(`<b>${html}</b>`)).toEqual({ text, entities: [{ type: 'bold', offset: 0, length: text.length }] })
      const markdown = text.replaceAll(/[\\_*[\]()~`>#+\-=|{}.!]/g, '\\$&')
      expect(parseMarkdown(`*${markdown}*`)).toEqual({ text, entities: [{ type: 'bold', offset: 0, length: text.length }] })
    }),
  )
})
