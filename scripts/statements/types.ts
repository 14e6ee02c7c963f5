import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'vite'

/** A node of the syntax tree, as far as it is looked at. */
export interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

/** What a row type says of a column. */
export interface Said {
  /** `number`, `string`, `bytes`, or `?` where it is not worked out. */
  kind: string
  nullable: boolean
  /** The table whose generated row type it is taken from. */
  table?: string
}

export type Shape = Map<string, Said>

interface Module {
  body: Node[]
  text: string
  path: string
}

const modules = new Map<string, Module>()

export function moduleAt(path: string): Module {
  const known = modules.get(path)
  if (known) return known
  const text = readFileSync(path, 'utf8')
  const { program } = parseSync(path, text)
  const module = { body: program.body as unknown as Node[], text, path }
  modules.set(path, module)
  return module
}

/** Where the generated row types stand. */
const ROWS = '/prisma/rows.ts'

const DECLARATIONS = ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'VariableDeclarator']

/** The declaration of a name, here or where it is imported from. */
function declarationOf(name: string, module: Module): { node: Node; module: Module } | undefined {
  for (const outer of module.body) {
    const inner = (outer.type === 'ExportNamedDeclaration' ? (outer['declaration'] as Node | null) : outer) ?? outer
    for (const node of inner.type === 'VariableDeclaration' ? (inner['declarations'] as Node[]) : [inner])
      if (DECLARATIONS.includes(node.type) && (node['id'] as Node)['name'] === name) return { node, module }
    const from = (outer['source'] as Node | null | undefined)?.['value']
    if (typeof from !== 'string' || !from.startsWith('.')) continue
    for (const specifier of (outer['specifiers'] as Node[] | undefined) ?? []) {
      const local = (specifier['local'] as Node)['name']
      const imported = ((specifier['imported'] ?? specifier['local']) as Node)['name']
      if (local === name && typeof imported === 'string') return declarationOf(imported, moduleAt(join(dirname(module.path), from)))
    }
  }
  return undefined
}

/** The texts that a type lists, under whatever name. */
function literals(node: Node, module: Module): string[] {
  switch (node.type) {
    case 'TSUnionType':
      return (node['types'] as Node[]).flatMap((part) => literals(part, module))
    case 'TSParenthesizedType':
      return literals(node['typeAnnotation'] as Node, module)
    case 'TSLiteralType':
      return [String((node['literal'] as Node)['value'])]
    case 'TSTypeReference': {
      const found = declarationOf(String((node['typeName'] as Node)['name']), module)
      return found?.node.type === 'TSTypeAliasDeclaration' ? literals(found.node['typeAnnotation'] as Node, found.module) : []
    }
    default:
      return []
  }
}

/** The names in a list of columns that stands as a text under a name: `typeof COLUMNS`. */
function listed(query: Node, module: Module): string[] {
  const found = declarationOf(String((query['exprName'] as Node)['name']), module)
  const init = found?.node['init'] as Node | undefined
  const quasis = (init?.['quasis'] as { value: { cooked: string } }[] | undefined)?.map(({ value }) => value.cooked)
  return (quasis?.join('') ?? String(init?.['value'])).split(',').map((name) => name.trim().replace(/^\w+\./, ''))
}

/** Of what is said twice the later counts, which narrows what a table's row says. */
function merged(shapes: readonly Shape[]): Shape {
  const all: Shape = new Map()
  for (const [name, said] of shapes.flatMap((shape) => [...shape])) {
    const table = said.table ?? all.get(name)?.table
    all.set(name, { ...said, ...(table !== undefined && { table }) })
  }
  return all
}

/** The properties of an object type. Throws where it is of a kind that no row type should be. */
export function shapeOf(node: Node, module: Module): Shape {
  switch (node.type) {
    case 'TSTypeLiteral':
      return members(node['members'] as Node[], module)
    case 'TSIntersectionType':
      return merged((node['types'] as Node[]).map((part) => shapeOf(part, module)))
    case 'TSTypeReference':
      return referred(node, module)
    default:
      throw new Error(`a row type that is not an object: ${module.text.slice(node.start, node.end)}`)
  }
}

function referred(node: Node, module: Module): Shape {
  const name = String((node['typeName'] as Node)['name'])
  const given = ((node['typeArguments'] as Node | null)?.['params'] as Node[] | undefined) ?? []
  const [inner, keys] = given
  if (inner && keys && ['Pick', 'Omit', 'Columns'].includes(name)) {
    const names = name === 'Columns' ? listed(keys, module) : literals(keys, module)
    return new Map([...shapeOf(inner, module)].filter(([key]) => names.includes(key) !== (name === 'Omit')))
  }
  const found = declarationOf(name, module)
  if (!found) throw new Error(`no type ${name} in ${module.path}`)
  if (found.node.type === 'TSTypeAliasDeclaration') return shapeOf(found.node['typeAnnotation'] as Node, found.module)
  const parents = ((found.node['extends'] as Node[] | undefined) ?? []).map((parent) =>
    shapeOf({ ...parent, type: 'TSTypeReference', typeName: parent['expression'] }, found.module),
  )
  const own = members(((found.node['body'] as Node)['body'] as Node[]) ?? [], found.module)
  if (!found.module.path.endsWith(ROWS)) return merged([...parents, own])
  const table = String((found.node['id'] as Node)['name']).replace(/Row$/, '')
  return new Map([...own].map(([key, said]) => [key, { ...said, table }]))
}

const members = (list: Node[], module: Module): Shape =>
  new Map(
    list
      .filter(({ type }) => type === 'TSPropertySignature')
      .map((member) => {
        const key = member['key'] as Node
        return [String(key['name'] ?? key['value']), said((member['typeAnnotation'] as Node)['typeAnnotation'] as Node, module)]
      }),
  )

/** What a property's type comes down to. */
export function said(node: Node, module: Module): Said {
  switch (node.type) {
    case 'TSNumberKeyword':
      return { kind: 'number', nullable: false }
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return { kind: 'string', nullable: false }
    case 'TSNullKeyword':
      return { kind: '', nullable: true }
    case 'TSLiteralType':
      return { kind: typeof (node['literal'] as Node)['value'], nullable: false }
    case 'TSUnionType': {
      const parts = (node['types'] as Node[]).map((part) => said(part, module))
      const nullable = parts.some((part) => part.nullable)
      return { kind: '?', ...parts.find(({ kind }) => kind !== ''), nullable }
    }
    case 'TSIndexedAccessType': {
      const [object, [key = '']] = [node['objectType'] as Node, literals(node['indexType'] as Node, module)]
      const found = declarationOf(String((object['typeName'] as Node | undefined)?.['name']), module)
      const row = found?.module.path.endsWith(ROWS) ? shapeOf(object, module) : undefined
      return row?.get(key) ?? { kind: '?', nullable: false }
    }
    case 'TSTypeReference': {
      const name = String((node['typeName'] as Node)['name'])
      if (name === 'Uint8Array') return { kind: 'bytes', nullable: false }
      const found = declarationOf(name, module)
      return found?.node.type === 'TSTypeAliasDeclaration'
        ? said(found.node['typeAnnotation'] as Node, found.module)
        : { kind: '?', nullable: false }
    }
    default:
      return { kind: '?', nullable: false }
  }
}
