import { describe, expect, it } from 'vitest'
import { childOf, elements, raw, readXml, textAt, toXml } from '../xml.ts'

describe('toXml', () => {
  it('writes strings in CDATA, numbers and raw parts bare', () => {
    expect(toXml({ MsgType: 'text', CreateTime: 1348831860, MsgId: raw('1234567890123456') })).toBe(
      '<xml><MsgType><![CDATA[text]]></MsgType><CreateTime>1348831860</CreateTime><MsgId>1234567890123456</MsgId></xml>',
    )
  })

  it('survives an end of CDATA in the text', () => {
    for (const text of ['a]]>b', ']]>]]>', ']]]>>', '</Content>&amp;<b>'])
      expect(textAt(readXml(toXml({ Content: text })), 'Content')).toBe(text)
  })
})

describe('readXml', () => {
  it('reads nested elements, entities, comments and a prolog', () => {
    const xml =
      '<?xml version="1.0"?>\n<xml>\n <!-- c --> <Content>a &lt; &#x4f60;&#22909; &amp;amp; &nope;</Content><Image><MediaId>m</MediaId></Image><Empty/></xml>\n'
    const read = readXml(xml)
    expect(textAt(read, 'Content')).toBe('a < 你好 &amp; &nope;')
    expect(textAt(read, 'Image', 'MediaId')).toBe('m')
    expect(childOf(read, 'Empty')).toEqual({ name: 'Empty', text: '', children: [] })
    expect([textAt(read, 'Image', 'Nothing'), textAt(read, 'content'), textAt(undefined, 'x')]).toEqual(['', '', ''])
    expect(readXml(toXml({ A: raw(elements({ B: 'c' })) }))?.children[0]?.children).toEqual([{ name: 'B', text: 'c', children: [] }])
  })

  it.each([
    '',
    'success',
    '{"a":1}',
    '<xml>',
    '<xml></yml>',
    '</xml>',
    '<xml></xml><xml></xml>',
    '<xml></xml>tail',
    '<xml a="b"></xml>',
    '<xml><![CDATA[open</xml>',
    '<!DOCTYPE xml [<!ENTITY a "b">]><xml>&a;</xml>',
    '<xml><a></xml></a>',
  ])('knows that this is none: %s', (text) => {
    expect(readXml(text)).toBeUndefined()
  })
})
