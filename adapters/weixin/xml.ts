import { EntityDecoder } from '@nodable/entities'
import { XMLParser } from 'fast-xml-parser'
import { object, text } from '../../src/contract/read.ts'

/** An element's children by name; a text stands for an element without children, a list for several of one name. */
export interface XmlNode {
  [name: string]: string | XmlNode | (string | XmlNode)[]
}

/**
 * What stands in the `<xml>` element of a push: every value is the text as it was meant, numbers as they are written (a MsgId has
 * more digits than a number holds). Null: not such a text.
 */
export function readXml(xml: string): XmlNode | null {
  try {
    // Those of XML and numbers: each gets shorter by it. What a text declares itself could swell without end.
    const entityDecoder = new EntityDecoder({ numericAllowed: true, onInputEntity: () => 'block' })
    const parser = new XMLParser({ parseTagValue: false, trimValues: false, textNodeName: TEXT, entityDecoder })
    const root = object<{ xml: unknown }>(parser.parse(xml, true))?.xml
    return object(root) ? nodeOf(root as XmlNode) : null
  } catch {
    return null
  }
}

/** An id, a kind or a number of a push: the blanks that may stand around its CDATA are none of it. */
export const word = (value: unknown): string | undefined => (typeof value === 'string' ? text(value.trim()) : undefined)

const TEXT = '#text'

/** Without the line breaks between the elements. */
function nodeOf(node: XmlNode): XmlNode {
  const entries = Object.entries(node).filter(([name]) => name !== TEXT)
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.map(valueOf) : valueOf(value)]))
}

const valueOf = (value: string | XmlNode): string | XmlNode => (typeof value === 'string' ? value : nodeOf(value))
