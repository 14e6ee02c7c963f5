/** Written as it is: nested elements, or digits that are no JavaScript number (a 64-bit MsgId). Made by `raw`. */
export interface Raw {
  readonly raw: string
}

export const raw = (xml: string): Raw => ({ raw: xml })

/** `<xml>` with these elements, as WeChat pushes it: strings in CDATA, numbers bare. */
export function toXml(fields: Record<string, string | number | Raw>): string {
  return `<xml>${elements(fields)}</xml>`
}

/** The elements alone, for nesting: `raw(elements({ … }))`. */
export function elements(fields: Record<string, string | number | Raw>): string {
  return Object.entries(fields)
    .map(([name, value]) => `<${name}>${inner(value)}</${name}>`)
    .join('')
}

function inner(value: string | number | Raw): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : value.raw
}

/** An element that was read. `text` is its own text and CDATA, joined and not trimmed. */
export interface Element {
  name: string
  text: string
  children: Element[]
}

const token =
  /<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\/(?<close>[\w.-]+)\s*>|<(?<open>[A-Za-z_][\w.-]*)\s*(?<empty>\/)?>|(?<text>[^<]+)/gy

/** Reads an XML document without attributes, doctype or processing instructions; undefined for anything else. Never throws. */
export function readXml(xml: string): Element | undefined {
  const source = xml.replace(/^\uFEFF?\s*(<\?xml[^>]*\?>)?/, '')
  const document: Element = { name: '', text: '', children: [] }
  const open = [document]
  let end = 0
  for (const { 0: all, index, groups = {} } of source.matchAll(token)) {
    const top = open.at(-1)
    if (index !== end || top === undefined) return undefined
    end += all.length
    const { cdata, close, open: name, empty, text } = groups
    top.text += cdata ?? decoded(text ?? '')
    if (close !== undefined && (open.length === 1 || open.pop()?.name !== close)) return undefined
    if (name === undefined) continue
    const element = { name, text: '', children: [] }
    top.children.push(element)
    if (empty === undefined) open.push(element)
  }
  const whole = end === source.length && open.length === 1 && document.children.length === 1 && document.text.trim() === ''
  return whole ? document.children[0] : undefined
}

/** The first child of that name. Names are case-sensitive, as WeChat's are. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name)

/** The text at the end of a path of children, without surrounding space; '' when there is none. */
export const textAt = (element: Element | undefined, ...path: string[]): string => path.reduce(childOf, element)?.text.trim() ?? ''

const named = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

function decoded(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (all, hex: string, decimal: string, name: string) => {
    if (name !== undefined) return named.get(name) ?? all
    const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : all
  })
}
