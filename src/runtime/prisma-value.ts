import { type ArgType, DriverAdapterError } from '@prisma/driver-adapter-utils'
import type { SqlValue } from '../ports/sql.ts'

/**
 * A parameter as Prisma gives it, as SQLite holds it: instants as milliseconds, booleans as 0 and 1, bytes from base64 where
 * a raw query has turned them into text. Integers past 2^53 are refused, because neither engine binds them exactly.
 */
export function toSqlValue(arg: unknown, type: ArgType | undefined): SqlValue {
  if (arg === null || arg === undefined) return null
  switch (typeof arg) {
    case 'boolean':
      return arg ? 1 : 0
    case 'number':
      return arg
    case 'bigint':
      return toNumber(arg)
    case 'string':
      return fromText(arg, type?.scalarType)
    default:
      break
  }
  if (arg instanceof Date) return arg.getTime()
  if (arg instanceof Uint8Array) return arg as Uint8Array<ArrayBuffer>
  return JSON.stringify(arg)
}

function fromText(text: string, type: ArgType['scalarType'] | undefined): SqlValue {
  switch (type) {
    case 'int':
    case 'bigint':
      return toNumber(BigInt(text))
    case 'float':
    case 'decimal':
      return Number(text)
    case 'datetime':
      return new Date(text).getTime()
    case 'bytes':
      return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
    default:
      return text
  }
}

function toNumber(value: bigint): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new DriverAdapterError({ kind: 'ValueOutOfRange', cause: `${value} is past 2^53` })
}
