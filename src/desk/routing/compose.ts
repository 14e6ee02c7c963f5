import type { Attendance, PresenceOf } from '../agents/presence.ts'
import type { Calendars } from '../calendars/calendars.ts'
import type { MoveEffect } from '../conversations/effects.ts'
import type { Handling } from '../conversations/handling.ts'
import type { Conversations } from '../conversations/store.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Rights } from '../web/rights.ts'
import { createAbsence } from './absence.ts'
import { createDecisions } from './decisions.ts'
import { createHeads } from './heads.ts'
import { createLanes } from './lanes.ts'
import { createOffers, offerEffect } from './offers.ts'
import { type Pending, roomEffect } from './pending.ts'
import { createQueueCommands } from './queue-commands.ts'
import type { Queues } from './queues.ts'
import { createReroute } from './reroute.ts'
import { createRoster } from './roster.ts'
import { createRouter } from './router.ts'
import { createRouting } from './routing.ts'
import { createWall } from './wall.ts'
import { createWhy } from './why.ts'

interface Ground {
  jobs: JobsRoom
  log: LogRoom
  presence: PresenceOf
  attendance: Attendance
  pending: Pending
  queues: Queues
}

/** What conversations need of this room before there are any: where they wait, and what their moves mean to it. */
export function composeWaiting(kit: Kit, { jobs, log, presence, attendance, pending, queues }: Ground) {
  const lanes = createLanes(kit, { queues, presence, jobs, pending })
  const effects: MoveEffect[] = [offerEffect(kit, { queues, jobs, log, pending, attendance }), lanes.leave, roomEffect(pending)]
  return { lanes, effects }
}

interface Below extends Ground {
  waiting: ReturnType<typeof composeWaiting>
  conversations: Conversations
  handling: Handling
  rights: Rights
  calendars: Calendars
  /** Nobody who is there can be given an urgent one. Inside a transaction. */
  unserved: (id: number) => void
}

/** The rest of it, which moves conversations. */
export function composeRouting(kit: Kit, { waiting: { lanes }, ...below }: Below) {
  const rooms = { ...below, lanes }
  const { queues } = below
  const roster = createRoster(kit, { queues })
  const heads = createHeads(kit)
  const offers = createOffers(kit, rooms)
  const decisions = createDecisions(kit)
  return {
    queues,
    offers,
    queueCommands: createQueueCommands(kit, { ...rooms, reroute: createReroute(kit, rooms) }),
    absence: createAbsence(kit, rooms),
    sweepQueues: createRouter(kit, { ...rooms, heads, roster, offers, decisions }),
    routing: createRouting(kit, { ...rooms, heads, roster, offers }),
    why: createWhy(kit, { ...rooms, roster, decisions }),
    wall: createWall(kit, { queues }),
  }
}
