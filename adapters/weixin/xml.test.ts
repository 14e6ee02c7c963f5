import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXml } from './xml.ts'

describe('XML of a push', () => {
  it.each([
    ['CDATA as it stands', '<xml><A><![CDATA[ a &amp; <b> ]] ]]></A></xml>', { A: ' a &amp; <b> ]] ' }],
    ['CDATA in two pieces', '<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>', { A: 'a]]>b' }],
    [
      'numbers as they are written',
      '<xml><A>012345678901234567</A><B>1.50</B><C>0x1F</C></xml>',
      { A: '012345678901234567', B: '1.50', C: '0x1F' },
    ],
    ['spaces', '<xml><A> x </A></xml>', { A: ' x ' }],
    ['empty elements', '<xml><A></A><B/></xml>', { A: '', B: '' }],
    ['line breaks between elements', '<xml>\n  <A>1</A>\n  <B>\n<C>2</C>\n</B>\n</xml>\n', { A: '1', B: { C: '2' } }],
    ['entities by name', '<xml><A>&lt;b&gt; &amp;amp; &quot;&apos;</A></xml>', { A: '<b> &amp; "\'' }],
    ['entities by number', '<xml><A>&#20320;&#x597d;&#x1F44B;</A></xml>', { A: '你好👋' }],
    ['letters that are none', '<xml><A>a&#0;&#xD800;b&#x110000;</A></xml>', { A: 'ab&#x110000;' }],
    ['what is no entity', '<xml><A>&nobody;&__proto__;&constructor;</A></xml>', { A: '&nobody;&__proto__;&constructor;' }],
    ['entities beside CDATA, and none in it', '<xml><A>&lt;<![CDATA[&lt;&#65;]]>&#65;</A></xml>', { A: '<&lt;&#65;A' }],
    ['several of one name', '<xml><A>1</A><A><B>2</B></A></xml>', { A: ['1', { B: '2' }] }],
    ['attributes are left out', '<xml a="1"><A b="2">t</A></xml>', { A: 't' }],
    ['a declaration in front', '<?xml version="1.0" encoding="UTF-8"?><xml><A>1</A></xml>', { A: '1' }],
  ])('%s', (_, text, node) => {
    expect(readXml(text)).toEqual(node)
  })

  it('expands no entity that it declares itself', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY lt "l">]>'
    expect(readXml(`${bomb}<xml><A>&a;&b;&lt;</A></xml>`)).toEqual({ A: '&a;&b;<' })
    expect(readXml('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><A>&a;</A></xml>')).toBeNull()
  })

  it('may be long, and full of entities', () => {
    expect(readXml(`<xml><A>${'&amp;'.repeat(50_000)}</A></xml>`)).toEqual({ A: '&'.repeat(50_000) })
  })

  it.each([
    '',
    'x',
    '{}',
    '<xml/>',
    '<xml>x</xml>',
    '<xml><A>',
    '<xml><A></B></xml>',
    '<html><A>1</A></html>',
    '<xml><A>1</A></xml><xml/>',
  ])('%s is none', (text) => {
    expect(readXml(text)).toBeNull()
  })

  it('changes nothing else', () => {
    readXml('<xml><__proto__><A>1</A></__proto__><constructor>1</constructor></xml>')
    expect({}).not.toHaveProperty('A')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((words) => `<xml><A>${words}</A></xml>`),
        ),
        (text) => {
          const node = readXml(text)
          expect(node === null || typeof node === 'object').toBe(true)
        },
      ),
    )
  })

  it('is not led too deep', () => {
    expect(readXml(`<xml>${'<A>'.repeat(5000)}${'</A>'.repeat(5000)}</xml>`)).toBeNull()
  })
})
