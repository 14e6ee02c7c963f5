import type { View } from '../../model/view.ts'
import { VIEWS, keyOf } from '../../model/view.ts'
import type { LiveSocket } from '../../ports/live.ts'
import type { Kit } from '../kit.ts'
import type { Entry } from '../log/log.ts'
import type { Count, CountOf } from '../reading/counts.ts'
import { touchedViews } from './touches.ts'

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
const COUNTED: readonly View[] = VIEWS.filter((view) => view !== 'resolved')
export function createCountFeed({ clock }: Pick<Kit, 'clock'>, countOf: CountOf): CountFeed {
  const changed = new Set<View>()
  const told = new WeakMap<LiveSocket, Map<string, string>>()
  let last = Number.NEGATIVE_INFINITY

  /** `known`: what has been counted for others a moment ago. */
  function tell(socket: LiveSocket, views: Iterable<View>, known: Map<string, Count>): void {
    if (socket.session.kind !== 'console' || !socket.session.watch) return
    const before = told.get(socket) ?? new Map<string, string>()
    told.set(socket, before)
    const data: Record<string, Count> = {}
    for (const view of views) {
      const key = keyOf({ view }, socket.session.agentId)
      const count = known.get(key) ?? countOf({ view }, socket.session.agentId)
      known.set(key, count)
      const text = JSON.stringify(count)
      if (before.get(key) !== text) data[key] = count
      before.set(key, text)
    }
    if (Object.keys(data).length > 0) socket.send(JSON.stringify({ type: 'counts', data }))
  }

  return {
    touched(entries) {
      for (const { type } of entries) for (const view of touchedViews(type)) if (COUNTED.includes(view)) changed.add(view)
    },
    begin(socket) {
      told.delete(socket)
      tell(socket, COUNTED, new Map())
    },
    run(sockets) {
      if (changed.size === 0 || clock.now() < last + EVERY) return
      last = clock.now()
      const [views, known] = [[...changed], new Map<string, Count>()]
      changed.clear()
      for (const socket of sockets) tell(socket, views, known)
    },
    next: () => (changed.size === 0 ? null : last + EVERY),
  }
}
