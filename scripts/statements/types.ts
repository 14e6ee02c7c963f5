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

/** The declaration of a type's name, here or where it is imported from. */
function declarationOf(name: string, module: Module): { node: Node; module: Module } | undefined {
  for (const outer of module.body) {
    const node = (outer.type === 'ExportNamedDeclaration' ? (outer['declaration'] as Node | null) : outer) ?? outer
    if ((node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') && (node['id'] as Node)['name'] === name)
      return { node, module }
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

/** The properties of an object type. Throws where it is of a kind that no row type should be. */
export function shapeOf(node: Node, module: Module): Shape {
  switch (node.type) {
    case 'TSTypeLiteral':
      return members(node['members'] as Node[], module)
    case 'TSIntersectionType':
      return new Map((node['types'] as Node[]).flatMap((part) => [...shapeOf(part, module)]))
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
  if (inner && keys && (name === 'Pick' || name === 'Omit')) {
    const names = literals(keys, module)
    return new Map([...shapeOf(inner, module)].filter(([key]) => names.includes(key) === (name === 'Pick')))
  }
  const found = declarationOf(name, module)
  if (!found) throw new Error(`no type ${name} in ${module.path}`)
  if (found.node.type === 'TSTypeAliasDeclaration') return shapeOf(found.node['typeAnnotation'] as Node, found.module)
  const parents = ((found.node['extends'] as Node[] | undefined) ?? []).flatMap((parent) => [
    ...shapeOf({ ...parent, type: 'TSTypeReference', typeName: parent['expression'] }, found.module),
  ])
  return new Map([...parents, ...members(((found.node['body'] as Node)['body'] as Node[]) ?? [], found.module)])
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
      return { kind: parts.find(({ kind }) => kind !== '')?.kind ?? '?', nullable: parts.some(({ nullable }) => nullable) }
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
