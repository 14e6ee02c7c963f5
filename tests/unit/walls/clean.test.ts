import { expect, test } from 'vitest'
import { registry } from '../../../adapters/registry.node.ts'
import { type Source, sources } from './sources.ts'

interface Rule {
  name: string
  /** Where it holds. */
  in: (path: string) => boolean
  /** What must not stand there, outside comments. */
  never: RegExp
}

/** Rooms that run in a Durable Object too. An adapter that says `runtime: 'node'` is loaded by Node's registry only. */
const atTheEdge = (path: string): boolean =>
  /^(src\/(model|contract|ports|runtime|desk|hub|cloudflare)|adapters)\//.test(path) &&
  !path.startsWith('adapters/wechaty/') &&
  path !== 'adapters/registry.node.ts'

/** `web` and `x` are words too: they count as names where they are compared with a kind. */
const kinds = Object.keys(registry)
const names = kinds.filter((kind) => kind.length > 3).join('|')

const RULES: readonly Rule[] = [
  { name: 'a module of Node', in: atTheEdge, never: /from '(?:node:|fs|path|https?|crypto|process|stream)'?/ },
  { name: "Node's globals", in: atTheEdge, never: /\b(?:Buffer\.|process\.|setImmediate\()/ },
  {
    name: 'a way out besides the seam',
    in: (path) => /^(src\/(desk|hub|model|contract)|adapters)\//.test(path),
    never: /(?<![.\w])(?:fetch\((?!:)|new WebSocket\(|XMLHttpRequest)|globalThis\.fetch/,
  },
  {
    name: "a platform's name",
    in: (path) => path.startsWith('src/'),
    never: new RegExp(`['"\`](?:${names})['"\`]|kind === '(?:${kinds.join('|')})'`),
  },
  { name: 'the environment', in: (path) => path.startsWith('adapters/'), never: /\b(?:process\.env|import\.meta\.env)\b/ },
]

/** Without comments: what they say is not what is done. */
const codeOf = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')

const breaches = (files: readonly Source[]): string[] =>
  files.flatMap(({ path, text }) => {
    const code = codeOf(text)
    return RULES.filter((rule) => rule.in(path) && rule.never.test(code)).map(({ name }) => `${path}: ${name}`)
  })

test('the rooms of the edge are clean, there is one way out, and core code knows no platform', () => {
  expect(breaches(sources('src', 'adapters'))).toEqual([])
})

test.each([
  ['a module of Node', 'src/desk/kit.ts', "import { join } from 'node:path'"],
  ["Node's globals", 'src/hub/hub.ts', "const bytes = Buffer.from('x')"],
  ['a way out besides the seam', 'adapters/qq/api.ts', "const answer = await fetch('https://example.org')"],
  ['a way out besides the seam', 'src/desk/inbox/receive.ts', 'return fetch(url)'],
  ["a platform's name", 'src/desk/channels/store.ts', "if (channel.kind === 'x') return"],
  ["a platform's name", 'src/model/plan.ts', "const SPECIAL = ['telegram']"],
  ['the environment', 'adapters/qq/api.ts', 'const host = import.meta.env.HOST'],
])('it bites: %s in %s', (name, path, text) => {
  expect(breaches([{ path, text }])).toEqual([`${path}: ${name}`])
})
