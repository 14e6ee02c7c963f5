import type { Definition } from '../../model/view.ts'
import { VIEWS, keyOf } from '../../model/view.ts'
import type { LiveSocket } from '../../ports/live.ts'
import type { Kit } from '../kit.ts'
import type { Entry, LogType } from '../log/log.ts'
import type { Count, CountOf } from '../reading/counts.ts'
import type { SavedViews } from '../reading/saved-views.ts'
import { touchesList } from './touches.ts'

/** Tells consoles that show lists how many are in each view: exact, once a second at most, and only what has changed. */
export interface CountFeed {
  /** What happened may have changed some. */
  touched(entries: readonly Entry[]): void
  /** Tells this one all of them. */
  begin(socket: LiveSocket): void
  /** Tells everybody, if there is something to tell and it is time. */
  run(sockets: Iterable<LiveSocket>): void
  /** When to run again, ms; null: when something has happened. */
  next(): number | null
}

const EVERY = 1000

/** What is resolved grows for ever: nobody counts it. */
const COUNTED: readonly Definition[] = VIEWS.filter((view) => view !== 'resolved').map((view) => ({ view }))
/** So many narrowed lists are counted a second: of more, each has its turn less often. */
const NARROWED = 10

export function createCountFeed(
  { clock }: Pick<Kit, 'clock'>,
  { countOf, savedViews }: { countOf: CountOf; savedViews: Pick<SavedViews, 'of'> },
): CountFeed {
  /** Kinds of entries that may have changed a count, since it was told. */
  const happened = new Set<LogType>()
  const told = new WeakMap<LiveSocket, Map<string, string>>()
  let due = Number.NEGATIVE_INFINITY

  /** `known`: what has been counted for others a moment ago. */
  function tell(socket: LiveSocket, changed: (definition: Definition) => boolean, known: Map<string, Count>): void {
    if (socket.session.kind !== 'console' || !socket.session.watch) return
    const { agentId } = socket.session
    const before = told.get(socket) ?? new Map<string, string>()
    told.set(socket, before)
    const saved = savedViews.of(agentId).flatMap(({ definition }) => (definition.view === 'resolved' ? [] : [definition]))
    const data: Record<string, Count> = {}
    for (const definition of [...COUNTED, ...saved].filter(changed)) {
      const key = keyOf(definition, agentId)
      const count = known.get(key) ?? countOf(definition, agentId)
      known.set(key, count)
      const text = JSON.stringify(count)
      if (before.get(key) !== text) data[key] = count
      before.set(key, text)
    }
    if (Object.keys(data).length > 0) socket.send(JSON.stringify({ type: 'counts', data }))
  }

  return {
    touched(entries) {
      for (const { type } of entries) if (COUNTED.some((definition) => touchesList(type, definition))) happened.add(type)
    },
    begin(socket) {
      told.delete(socket)
      tell(socket, () => true, new Map())
    },
    run(sockets) {
      if (happened.size === 0 || clock.now() < due) return
      const types = [...happened]
      happened.clear()
      const known = new Map<string, Count>()
      for (const socket of sockets) tell(socket, (definition) => types.some((type) => touchesList(type, definition)), known)
      const narrowed = [...known.keys()].filter((key) => key.includes('?')).length
      due = clock.now() + EVERY * (1 + Math.floor(narrowed / NARROWED))
    },
    next: () => (happened.size === 0 ? null : due),
  }
}
