import { expect, test } from 'vitest'
import { CONSOLE, FLOORS, PARTS } from './floors.ts'
import { type Source, imports, sources } from './sources.ts'

/** What is divided further. On the ground of the desk, and on the console's, rooms know each other. */
const HOUSES: Readonly<Record<string, { at: string; floors: readonly (readonly string[])[] }>> = {
  'src/desk': { at: 'src/desk/', floors: FLOORS },
  console: { at: 'console/src/', floors: CONSOLE },
}

/** The longest entry that a path stands in. */
const partOf = (path: string): string | undefined =>
  Object.keys(PARTS)
    .filter((part) => path.startsWith(`${part}/`))
    .toSorted((a, b) => b.length - a.length)[0]

/** The floor that a path of a house stands on, and its room there. */
function placeIn({ at, floors }: (typeof HOUSES)[string], path: string): { floor: number; room: string } {
  const inside = path.slice(at.length)
  const isRoom = (room: string): boolean => inside === room || inside.startsWith(`${room}/`)
  const floor = floors.findIndex((rooms) => rooms.some(isRoom))
  return { floor, room: floors[floor]?.find(isRoom) ?? '' }
}

/** What is wrong with the imports of these files, a line each. */
function breaches(files: readonly Source[]): string[] {
  return files.flatMap((file) =>
    imports(file).flatMap((target) => {
      const line = `${file.path} → ${target}`
      const [from, to] = [partOf(file.path), partOf(target)]
      if (from === undefined) return [`${file.path} stands nowhere`]
      if (from !== to && !PARTS[from]?.some((part) => target === part || target.startsWith(`${part}/`))) return [line]
      const house = from === to ? HOUSES[from] : undefined
      if (!house) return []
      const [here, there] = [placeIn(house, file.path), placeIn(house, target)]
      if (here.floor < 0 || there.floor < 0) return [`${line}: a room without a floor`]
      if (here.floor > there.floor || here.room === there.room || here.floor === 0) return []
      return [`${line}: ${here.floor === there.floor ? 'sideways' : 'up'}`]
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
  ['from one feature into another', 'console/src/features/inbox/InboxPage.tsx', '../conversation/ConversationPage.tsx'],
  ['from a mark into what it marks', 'console/src/ui/Badge.tsx', '../entities/keys.ts'],
  ['from an entity into the app', 'console/src/entities/live.ts', '../app/router.tsx'],
  ['a room without a floor', 'src/desk/attic/new.ts', '../kit.ts'],
])('it bites: %s', (_what, path, spec) => {
  expect(breaches([{ path, text: `import { x } from '${spec}'` }])).toHaveLength(1)
})
