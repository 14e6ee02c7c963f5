import { XMLParser } from 'fast-xml-parser'
import { object } from '../../src/contract/read.ts'

/** An element's children by name; a text stands for an element without children, a list for several of one name. */
export interface XmlNode {
  [name: string]: string | XmlNode | (string | XmlNode)[]
}

/**
 * What stands in the `<xml>` element of a push: every value is the text as it was written, numbers too (a MsgId has more
 * digits than a number holds). No entity is expanded: the platform wraps what people write in CDATA. Null: not such a text.
 */
export function readXml(text: string): XmlNode | null {
  try {
    const parser = new XMLParser({ parseTagValue: false, trimValues: false, processEntities: false, maxNestedTags: 8, textNodeName: TEXT })
    const root = object<{ xml: unknown }>(parser.parse(text, true))?.xml
    return object(root) ? nodeOf(root as XmlNode) : null
  } catch {
    return null
  }
}

const TEXT = '#text'

/** Without the line breaks between the elements. */
function nodeOf(node: XmlNode): XmlNode {
  const entries = Object.entries(node).filter(([name]) => name !== TEXT)
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.map(valueOf) : valueOf(value)]))
}

const valueOf = (value: string | XmlNode): string | XmlNode => (typeof value === 'string' ? value : nodeOf(value))
