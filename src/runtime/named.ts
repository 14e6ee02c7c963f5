import { type Named, type SqlValue, SqlFault } from '../ports/sql.ts'

/** A statement whose parameters have names (`:name`), as the engines take it: by number. */
export interface NamedText {
  text: string
  /** In the order of their numbers; empty where the parameters are positional. */
  names: readonly string[]
}

/** Literals and quoted names are passed over: a colon in them is one. */
const PIECES = /'(?:[^']|'')*'|"[^"]*"|:([A-Za-z]\w*)/g

/** Both runtimes bind by number, so that a name means the same in both. */
export function numbered(text: string): NamedText {
  const names: string[] = []
  const written = text.replaceAll(PIECES, (piece: string, name: string | undefined) => {
    if (name === undefined) return piece
    if (!names.includes(name)) names.push(name)
    return `?${names.indexOf(name) + 1}`
  })
  return { text: written, names }
}

const isNamed = (param: SqlValue | Named | undefined): param is Named =>
  typeof param === 'object' && param !== null && !ArrayBuffer.isView(param)

/**
 * The values in the order of their numbers; what no name asks for is left out. Throws `SqlFault` where a name has no value: it would be
 * stored as nothing.
 */
export function bound(names: readonly string[], params: readonly SqlValue[] | readonly [Named]): SqlValue[] {
  if (names.length === 0) return isNamed(params[0]) ? [] : (params as SqlValue[])
  const [values] = params as readonly [Named]
  const list: SqlValue[] = []
  for (const name of names) {
    const value = values[name]
    if (value === undefined) throw new SqlFault('other', `no value for :${name}`)
    list.push(value)
  }
  return list
}
