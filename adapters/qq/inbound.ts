import type { InboundEvent } from '../../src/model/events.ts'
import type { Webhook } from '../../src/contract/adapter.ts'
import { object } from '../../src/contract/read.ts'
import type { Credentials } from './manifest.ts'
import { readDirectMessage, readDirectRecall, readGroupMessage, readUserMessage } from './messages.ts'
import { type Reading, id } from './place.ts'
import { readAudit, readChange, readGroupChange, readInteraction } from './updates.ts'
import type { Payload } from './wire.ts'

/**
 * Who reads which event. Null: known, and none of a support desk's business. What is not here QQ has invented since, and is
 * left out too.
 */
const READERS = new Map<unknown, ((d: unknown, reading: Reading) => InboundEvent[]) | null>(
  Object.entries({
    C2C_MESSAGE_CREATE: readUserMessage,
    GROUP_AT_MESSAGE_CREATE: readGroupMessage,
    GROUP_MESSAGE_CREATE: readGroupMessage,
    DIRECT_MESSAGE_CREATE: readDirectMessage,
    DIRECT_MESSAGE_DELETE: readDirectRecall,
    INTERACTION_CREATE: readInteraction,
    FRIEND_ADD: readChange('followed'),
    FRIEND_DEL: readChange('left'),
    C2C_MSG_REJECT: readChange('muted'),
    C2C_MSG_RECEIVE: readChange('unmuted'),
    GROUP_ADD_ROBOT: readGroupChange('followed'),
    GROUP_DEL_ROBOT: readGroupChange('left'),
    GROUP_MSG_REJECT: readGroupChange('muted'),
    GROUP_MSG_RECEIVE: readGroupChange('unmuted'),
    MESSAGE_AUDIT_PASS: readAudit('delivered'),
    MESSAGE_AUDIT_REJECT: readAudit('failed'),
    // What is said in the channels of a guild is public, and nobody's case.
    AT_MESSAGE_CREATE: null,
    MESSAGE_CREATE: null,
    MESSAGE_DELETE: null,
    PUBLIC_MESSAGE_DELETE: null,
    MESSAGE_REACTION_ADD: null,
    MESSAGE_REACTION_REMOVE: null,
    // Who comes to a group or asks to.
    GROUP_MEMBER_ADD: null,
    GROUP_MEMBER_REMOVE: null,
    GROUP_JOIN_REQUEST: null,
    // Prepared messages that a user subscribes to: we have none.
    SUBSCRIBE_MESSAGE_STATUS: null,
  }),
)

/** A webhook brings one event. */
export const parse: Webhook<Credentials>['parse'] = (body, { account, settings, now }) => {
  const payload = object<Payload>(body)
  if (payload?.op !== 0) return []
  const read = READERS.get(payload.t)
  return read?.(payload.d, { eventId: id(payload.id), settings, appId: account?.externalId, now: now() }) ?? []
}
