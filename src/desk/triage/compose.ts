import type { Unsnooze } from '../conversations/snooze.ts'
import type { Conversations } from '../conversations/store.ts'
import { createTag } from '../conversations/tags.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import { createApply } from './apply.ts'
import { createPersonAsks } from './person.ts'
import type { Places } from './places.ts'
import { createRules } from './rules.ts'
import { createTriage } from './triage.ts'

/** What incoming words mean, by rules and by what was learned. */
export function composeTriage(kit: Kit, rooms: { conversations: Conversations; unsnooze: Unsnooze; places: Places; log: LogRoom }) {
  const { conversations, unsnooze, places, log } = rooms
  const rules = createRules(kit, { log, places })
  const apply = createApply({ conversations, places, tag: createTag(kit, { log }) })
  const asks = createPersonAsks(kit, { conversations, unsnooze })
  return { rules, places, triage: createTriage(kit, { conversations, asks, rules, places, apply }) }
}
