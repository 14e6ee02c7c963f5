import { readFile } from 'node:fs/promises'
import { SCHEMA } from './migration-files.ts'

export const ROWS = new URL('../prisma/rows.ts', import.meta.url)

export interface Column {
  name: string
  /** As TypeScript writes it, without null. */
  type: string
  nullable: boolean
}

/** How SQLite holds what Prisma calls so: booleans as 0 and 1, instants as milliseconds, JSON as its text. */
const TYPES: Readonly<Record<string, string>> = {
  String: 'string',
  Int: 'number',
  Float: 'number',
  Boolean: 'number',
  DateTime: 'number',
  Json: 'string',
  Bytes: 'Uint8Array<ArrayBuffer>',
}

/** `// a | b | c` behind a text lists what it can be. */
function valuesOf(comment: string | undefined): string | undefined {
  const list = /^\s*([a-z]+(?: \| [a-z]+)+)(?:$|[ ;(,])/.exec(comment ?? '')?.[1]
  return list
    ?.split(' | ')
    .map((value) => `'${value}'`)
    .join(' | ')
}

/** The columns of each model, in the order of the schema. */
export function columnsOf(schema: string): Map<string, Column[]> {
  const models = schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)
  return new Map(
    Array.from(models, ([, model = '', body = '']) => {
      const lines = body.matchAll(/^ {2}(\w+)\s+(\w+)(\?)?(?!\[)(?: [^\n]*?)?(?:\/\/([^\n]*))?$/gm)
      const columns = Array.from(lines, ([, name = '', type = '', optional, comment]) => {
        const written = TYPES[type]
        const values = type === 'String' ? valuesOf(comment) : undefined
        return written === undefined ? [] : [{ name, type: values ?? written, nullable: optional !== undefined }]
      })
      return [model, columns.flat()]
    }),
  )
}

/** The row types as a module. */
export function renderRows(schema: string): string {
  const models = Array.from(columnsOf(schema), ([model, columns]) => {
    const lines = columns.map(({ name, type, nullable }) => `  ${name}: ${type}${nullable ? ' | null' : ''}\n`)
    return `export interface ${model}Row {\n${lines.join('')}}\n`
  })
  const head =
    '// Written by `npm run db:migration`: do not edit. The rows as SQLite holds them: booleans are 0 and 1, instants milliseconds, JSON its text.\n\n'
  return head + models.join('\n')
}

export const readSchema = (): Promise<string> => readFile(SCHEMA, 'utf8')
