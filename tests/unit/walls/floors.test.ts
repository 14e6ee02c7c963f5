import { expect, test } from 'vitest'
import { FLOORS, PARTS } from './floors.ts'
import { type Source, imports, sources } from './sources.ts'

const DESK = 'src/desk/'

/** The longest entry that a path stands in. */
const partOf = (path: string): string | undefined =>
  Object.keys(PARTS)
    .filter((part) => path.startsWith(`${part}/`))
    .toSorted((a, b) => b.length - a.length)[0]

const roomOf = (path: string): string => path.slice(DESK.length).split('/')[0] ?? ''
const floorOf = (path: string): number => FLOORS.findIndex((rooms) => rooms.includes(roomOf(path)))

/** What is wrong with the imports of these files, a line each. */
function breaches(files: readonly Source[]): string[] {
  return files.flatMap((file) =>
    imports(file).flatMap((target) => {
      const line = `${file.path} → ${target}`
      const [from, to] = [partOf(file.path), partOf(target)]
      if (from === undefined) return [`${file.path} stands nowhere`]
      if (from !== to && !PARTS[from]?.some((part) => target === part || target.startsWith(`${part}/`))) return [line]
      if (from !== 'src/desk' || to !== 'src/desk') return []
      const [here, there] = [floorOf(file.path), floorOf(target)]
      if (here < 0 || there < 0) return [`${line}: a room without a floor`]
      return here > there || roomOf(file.path) === roomOf(target) || here === 0 ? [] : [`${line}: ${here === there ? 'sideways' : 'up'}`]
    }),
  )
}

const all = sources('src', 'adapters', 'browser', 'console/src', 'widget/src').filter(({ path }) => !path.startsWith('adapters/registry'))

test('an import goes down or stays in its room', () => {
  expect(all.length).toBeGreaterThan(200)
  expect(breaches(all)).toEqual([])
})

test.each([
  ['up, within the desk', 'src/desk/outbox/drain.ts', '../replies/reply.ts'],
  ['sideways', 'src/desk/channels/store.ts', '../agents/agents.ts'],
  ['from the model into the desk', 'src/model/rank.ts', '../desk/kit.ts'],
  ['from an adapter into another part', 'adapters/qq/index.ts', '../../src/ports/sql.ts'],
  ['from the desk into a runtime', 'src/desk/desk.ts', '../node/sql.ts'],
  ['from one runtime into the other', 'src/cloudflare/sql.ts', '../node/sql.ts'],
  ['from the widget into the console', 'widget/src/main.ts', '../../console/src/lib/store.ts'],
  ['a room without a floor', 'src/desk/attic/new.ts', '../kit.ts'],
])('it bites: %s', (_what, path, spec) => {
  expect(breaches([{ path, text: `import { x } from '${spec}'` }])).toHaveLength(1)
})
