import type { QueueMemberRow, QueueRow } from '../../../prisma/rows.ts'
import type { MODES } from '../web/forms.ts'
import type { Relaxation } from '../../model/lane.ts'
import type { Promises } from '../../model/promise.ts'
import { EVERYBODY } from '../../model/lane.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Kit } from '../kit.ts'

/** How a queue's conversations find their agents: offered one after another, given at once, or taken by whoever is free. */
export type Mode = (typeof MODES)[number]

/** Where a queue's conversations go as well, when they have waited so long. `queue` null: to everybody of the desk. */
export interface Overflow {
  queue: number | null
  afterSeconds: number
}

const COLUMNS =
  'id, name, offerSeconds, stickyMinutes, stickySeconds, idleMinutes, returnMinutes, urgentReturnMinutes, reserve, hoursId, isDefault'

type Row = Columns<QueueRow, typeof COLUMNS> & Pick<QueueRow, 'mode' | 'relax' | 'overflow' | 'promises' | 'archivedAt'>

/** A queue as it is set up. */
export interface Queue extends Columns<QueueRow, typeof COLUMNS> {
  mode: Mode
  relax: readonly Relaxation[]
  overflow: readonly Overflow[]
  /** Null: nothing is promised there. */
  promises: Promises | null
}

/** A queue that an agent serves, from that reach of its conversations on; `level`: how well they know its topic. */
export interface Served {
  queueId: number
  reach: number
  level: number
}

/** Where conversations wait, and who serves them. */
export interface Queues {
  /** Where conversations go that nothing sends elsewhere. */
  defaultQueue(): number
  /** As it is set up, archived or not. Throws where there is none: conversations keep their queue. */
  get(id: number): Queue
  /** Whether conversations may be sent there. */
  isOpen(id: number): boolean
  open(): Queue[]
  /** Whether any of them promises anything. */
  promise(): boolean
  /** Its members, and how well each knows its topic (1 … 5); null where it has none, and everybody serves it. */
  members(id: number): ReadonlyMap<string, number> | null
  /** The queues that an agent serves: those it is a member of, those that have no members, and those that overflow to them. */
  servedBy(agentId: string): Served[]
  /** Something of them was changed. Inside a transaction. */
  changed(): void
}

export function createQueues({ sql, remembered }: Pick<Kit, 'sql' | 'remembered'>): Queues {
  const addDefault = sql.prepare("INSERT INTO Queue (name, isDefault) VALUES ('Support', 1)")
  const all = sql.prepare<Row>(`SELECT ${COLUMNS}, mode, relax, overflow, promises, archivedAt FROM Queue ORDER BY isDefault DESC, id`)
  const allMembers = sql.prepare<Pick<QueueMemberRow, 'queueId' | 'agentId' | 'level'>>('SELECT queueId, agentId, level FROM QueueMember')

  /** Few and rarely changed, asked for with every conversation. */
  interface Known {
    queues: Map<number, Queue & { archived: boolean }>
    promising: boolean
    members: Map<number, Map<string, number>>
  }
  const known = remembered.of<'all', Known>()

  function read(): Known {
    const queues = new Map(
      all.all().map(({ mode, relax, overflow, promises, archivedAt, ...row }) => [
        row.id,
        {
          ...row,
          mode: mode as Mode,
          relax: relax === null ? [] : (JSON.parse(relax) as Relaxation[]),
          overflow: overflow === null ? [] : (JSON.parse(overflow) as Overflow[]),
          promises: promises === null ? null : (JSON.parse(promises) as Promises),
          archived: archivedAt !== null,
        },
      ]),
    )
    const members = new Map<number, Map<string, number>>()
    for (const { queueId, agentId, level } of allMembers.all()) {
      const of = members.get(queueId) ?? new Map<string, number>()
      members.set(queueId, of.set(agentId, level))
    }
    return { queues, members, promising: [...queues.values()].some(({ promises }) => promises !== null) }
  }
  const now = (): Known => known.get('all') ?? known.keep('all', read())

  const opened = (): (Queue & { archived: boolean })[] => [...now().queues.values()].filter(({ archived }) => !archived)

  /** From which reach on an agent serves a queue; undefined: never. */
  function reachOf({ members }: Known, { id, overflow }: Queue, agentId: string): Served | undefined {
    const own = members.get(id)
    if (!own) return { queueId: id, reach: 0, level: 1 }
    const level = own.get(agentId)
    if (level !== undefined) return { queueId: id, reach: 0, level }
    for (const [index, { queue }] of overflow.entries()) {
      if (queue === null) return { queueId: id, reach: EVERYBODY, level: 1 }
      const others = members.get(queue)
      if (!others || others.has(agentId)) return { queueId: id, reach: index + 1, level: others?.get(agentId) ?? 1 }
    }
    return undefined
  }

  return {
    defaultQueue() {
      const first = (): number | undefined => opened()[0]?.id
      if (first() === undefined) {
        addDefault.run()
        known.drop('all')
      }
      return first() ?? 0
    },
    get(id) {
      const queue = now().queues.get(id)
      if (!queue) throw new Error(`no queue ${id}`)
      return queue
    },
    isOpen: (id) => now().queues.get(id)?.archived === false,
    open: opened,
    promise: () => now().promising,
    members: (id) => now().members.get(id) ?? null,
    servedBy(agentId) {
      const state = now()
      return opened().flatMap((queue) => reachOf(state, queue, agentId) ?? [])
    },
    changed: () => known.drop('all'),
  }
}
