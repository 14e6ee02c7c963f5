import type { QueueMemberRow, QueueRow } from '../../../prisma/rows.ts'
import type { Promises } from '../../model/promise.ts'
import type { Relaxation } from '../../model/lane.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Calendars } from '../calendars/calendars.ts'
import type { Acting } from '../web/roles.ts'
import type { Pending } from './pending.ts'
import type { Mode, Overflow, Queues } from './queues.ts'

/** What an admin sets of a queue; what is absent stays. */
export interface QueueChange {
  name?: string | undefined
  mode?: Mode | undefined
  offerSeconds?: number | undefined
  stickyMinutes?: number | undefined
  stickySeconds?: number | undefined
  idleMinutes?: number | undefined
  returnMinutes?: number | undefined
  urgentReturnMinutes?: number | undefined
  reserve?: number | undefined
  relax?: Relaxation[] | undefined
  overflow?: Overflow[] | undefined
  /** Null: none. */
  promises?: Promises | null | undefined
  /** Null: it goes by none. */
  calendar?: number | null | undefined
}

/** How queues are set up. Each is one transaction, logged; those who wait are routed anew. */
export interface QueueCommands {
  /** Throws `queue-name-taken`, and `not-found` for a queue that it overflows to or a calendar that it goes by. */
  create(agent: Acting, queue: QueueChange & { name: string }): Promise<number>
  /** Throws as `create`. */
  change(agent: Acting, id: number, change: QueueChange): Promise<void>
  /** Nothing is sent there any more; who waits there goes to the default queue. Throws `default-queue`. */
  archive(agent: Acting, id: number): Promise<void>
  /** Replaces them all. None: everybody serves it. Throws `not-found` for an agent that there is not. */
  members(agent: Acting, id: number, members: readonly { agent: string; level: number }[]): Promise<void>
}

export function createQueueCommands(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: { queues: Queues; calendars: Pick<Calendars, 'get'>; log: LogRoom; pending: Pending; reroute: (queueId: number) => void },
): QueueCommands {
  const { queues, calendars, log, pending, reroute } = rooms
  const insert = sql.prepare("INSERT INTO Queue (name, mode, offerSeconds) VALUES (?, 'pull', 20)")
  const update = sql.prepare(
    `UPDATE Queue SET name = coalesce(:name, name), mode = coalesce(:mode, mode), offerSeconds = coalesce(:offerSeconds, offerSeconds),
       stickyMinutes = coalesce(:stickyMinutes, stickyMinutes), stickySeconds = coalesce(:stickySeconds, stickySeconds),
       idleMinutes = coalesce(:idleMinutes, idleMinutes), returnMinutes = coalesce(:returnMinutes, returnMinutes),
       urgentReturnMinutes = coalesce(:urgentReturnMinutes, urgentReturnMinutes), reserve = coalesce(:reserve, reserve),
       relax = coalesce(:relax, relax), overflow = coalesce(:overflow, overflow) WHERE id = :id`,
  )
  const setHours = sql.prepare('UPDATE Queue SET hoursId = ? WHERE id = ?')
  const setPromises = sql.prepare('UPDATE Queue SET promises = ? WHERE id = ?')
  const archive = sql.prepare('UPDATE Queue SET archivedAt = ? WHERE id = ?')
  const dropMembers = sql.prepare<Pick<QueueMemberRow, 'agentId'>>('DELETE FROM QueueMember WHERE queueId = ? RETURNING agentId')
  const addMember = sql.prepare('INSERT INTO QueueMember (queueId, agentId, level) SELECT ?1, id, ?3 FROM Agent WHERE id = ?2')
  const named = sql.prepare<Pick<QueueRow, 'id'>>('SELECT id FROM Queue WHERE name = ?')

  function demandOpen(id: number): void {
    if (!queues.isOpen(id)) throw notFound('queue')
  }

  function write(id: number, { relax, overflow, calendar, promises, ...plain }: QueueChange): void {
    for (const { queue } of overflow ?? []) if (queue !== null) demandOpen(queue)
    const taken = plain.name === undefined ? undefined : named.get(plain.name)
    if (taken && taken.id !== id) throw new DeskError('queue-name-taken', 409, 'There is a queue of this name already.')
    const { name = null, mode = null, offerSeconds = null, stickyMinutes = null, stickySeconds = null } = plain
    const { idleMinutes = null, returnMinutes = null, urgentReturnMinutes = null, reserve = null } = plain
    const times = { offerSeconds, stickyMinutes, stickySeconds, idleMinutes, returnMinutes, urgentReturnMinutes }
    const steps = { relax: relax ? JSON.stringify(relax) : null, overflow: overflow ? JSON.stringify(overflow) : null }
    update.run({ id, name, mode, reserve, ...times, ...steps })
    if (calendar !== undefined) setHours.run(calendar === null ? null : calendars.get(calendar).id, id)
    if (promises !== undefined) setPromises.run(promises === null ? null : JSON.stringify(promises), id)
  }

  function changed(agent: Acting, id: number, what: string[]): void {
    queues.changed()
    log.append({ type: 'queue.updated', actor: `agent:${agent.id}`, data: { queue: id, changed: what } })
  }

  return {
    create: (agent, queue) =>
      commit(() => {
        if (named.get(queue.name)) throw new DeskError('queue-name-taken', 409, 'There is a queue of this name already.')
        const id = insert.insert(queue.name)
        write(id, queue)
        changed(agent, id, ['created'])
        return id
      }),
    change: (agent, id, change) =>
      commit(() => {
        demandOpen(id)
        write(id, change)
        changed(agent, id, Object.keys(change))
        reroute(id)
      }),
    archive: (agent, id) =>
      commit(() => {
        demandOpen(id)
        if (id === queues.defaultQueue())
          throw new DeskError('default-queue', 409, 'New conversations go to this queue: make another one the default first.')
        archive.run(clock.now(), id)
        changed(agent, id, ['archived'])
        reroute(id)
      }),
    members: (agent, id, members) =>
      commit(() => {
        demandOpen(id)
        for (const { agentId } of dropMembers.all(id)) pending.agent(agentId)
        for (const { agent: member, level } of members) {
          if (addMember.run(id, member, level) === 0) throw notFound('agent')
          pending.agent(member)
        }
        changed(agent, id, ['members'])
        reroute(id)
      }),
  }
}
