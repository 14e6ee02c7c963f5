import type { ConversationSkillRow } from '../../../prisma/rows.ts'
import { isOpen } from '../../model/calendar.ts'
import type { Calendars } from '../calendars/calendars.ts'
import type { Kit } from '../kit.ts'
import type { Places } from '../triage/places.ts'
import type { Queues } from './queues.ts'

/** What rules may do with where a conversation waits. */
export function createPlaces(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  { queues, calendars }: { queues: Queues; calendars: Pick<Calendars, 'hours'> },
): Places {
  const has = sql.prepare<Pick<ConversationSkillRow, 'skillId'>>('SELECT skillId FROM ConversationSkill WHERE conversationId = ? LIMIT 1')
  const ask = sql.prepare('INSERT INTO ConversationSkill (conversationId, skillId, level) SELECT ?1, id, ?3 FROM Skill WHERE name = ?2')
  return {
    begins: () => queues.defaultQueue(),
    isOpen: (queueId) => queues.isOpen(queueId),
    nameOf: (queueId) => queues.open().find(({ id }) => id === queueId)?.name,
    isWorking(queueId) {
      const { hoursId } = queues.get(queueId)
      return hoursId === null || isOpen(calendars.hours(hoursId), clock.now())
    },
    demand(id, skills) {
      if (skills.length === 0 || has.get(id)) return false
      return skills.filter(({ skill, level }) => ask.run(id, skill, level) > 0).length > 0
    },
  }
}
