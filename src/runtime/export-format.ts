import type { SqlValue } from '../ports/sql.ts'

/**
 * A database as text, one JSON value a line: a `Head`; for each table a `TableHead` and its rows, each a list; an `End`. What is cut
 * off has no end. Text of a later `FORMAT` is not read.
 */
export const FORMAT = 1

export interface Head {
  switchboard: number
  /** When it was written, ms. */
  at: number
  /** Those that were applied, in their order. */
  migrations: { name: string; hash: string }[]
}

export interface TableHead {
  table: string
  columns: string[]
}

/** `end`: how many rows there are in all. */
export interface End {
  end: number
}

/** Bytes, which JSON does not have, in base64. */
interface Bytes {
  $b: string
}
export type Cell = string | number | null | Bytes

/** A value as a row of the text has it. */
export const toCell = (value: SqlValue): Cell =>
  value instanceof Uint8Array ? { $b: btoa(Array.from(value, (byte) => String.fromCharCode(byte)).join('')) } : value

/** The value that `toCell` was given. */
export const fromCell = (cell: Cell): SqlValue =>
  cell !== null && typeof cell === 'object' ? Uint8Array.from(atob(cell.$b), (letter) => letter.charCodeAt(0)) : cell
