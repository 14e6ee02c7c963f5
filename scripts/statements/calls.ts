import { type Node, type Shape, moduleAt, shapeOf } from './types.ts'

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Node
    for (const item of Object.values(value)) yield* walk(item)
  }
}

/** Where a position in a text stands, both from 1. */
function placeOf(text: string, position: number): { line: number; column: number } {
  const before = text.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** Where a module prepares statements, each with its row type if it has one. */
export function callsIn(path: string): { line: number; column: number; type: Node | undefined }[] {
  const module = moduleAt(path)
  return [...walk(module.body)].flatMap((node) => {
    const property = node.type === 'CallExpression' ? ((node['callee'] as Node)['property'] as Node | undefined) : undefined
    if (property?.['name'] !== 'prepare') return []
    const [type] = ((node['typeArguments'] as Node | null)?.['params'] as Node[] | undefined) ?? []
    return [{ ...placeOf(module.text, property.start), type }]
  })
}

/** The row type of the `prepare` that is called there. Undefined: it has none. */
export function rowTypeAt(path: string, line: number, column: number): Shape | undefined {
  const call = callsIn(path).find((one) => one.line === line && one.column === column)
  if (!call) throw new Error(`no statement is prepared at ${path}:${line}:${column}`)
  return call.type && shapeOf(call.type, moduleAt(path))
}
