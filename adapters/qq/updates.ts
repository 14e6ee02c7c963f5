import type { EventOf, InboundEvent } from '../../src/model/events.ts'
import { given, object, text } from '../../src/contract/read.ts'
import { type Reading, groupPlace, id, keyOf, personOf, timeOf, userPlace } from './place.ts'
import { auditRef } from './ref.ts'
import type { Audit, Author, Change, Interaction, Resolved } from './wire.ts'

type ChangeType = 'followed' | 'left' | 'muted' | 'unmuted'

/** A user became a friend of the bot or left it, or switched messages that nobody asked for off or on. */
export const readChange =
  (type: ChangeType) =>
  (d: unknown, reading: Reading): InboundEvent[] => {
    const change = object<Change>(d)
    const place = userPlace(change?.openid)
    if (!change || !place) return []
    const at = timeOf(change.timestamp, reading.now)
    const dedupeKey = keyOf(reading, `${type}:${place.thread.externalId}:${at}`)
    const sender = personOf(change.openid, object<Author>(change.author), reading.appId)
    const base = { dedupeKey, at, ...place, sender, anchor: `event:${dedupeKey}` }
    return [type === 'followed' ? given<EventOf<'followed'>>({ ...base, type, payload: text(change.scene_param) }) : { ...base, type }]
  }

/** The same for a group. Whoever did it runs the group and is not the customer. */
export const readGroupChange =
  (type: ChangeType) =>
  (d: unknown, reading: Reading): InboundEvent[] => {
    const change = object<Change>(d)
    const place = groupPlace(change?.group_openid, reading)
    if (!change || !place) return []
    const at = timeOf(change.timestamp, reading.now)
    const dedupeKey = keyOf(reading, `${type}:${place.thread.externalId}:${at}`)
    return [{ type, dedupeKey, at, ...place, sender: null, anchor: `event:${dedupeKey}` }]
  }

/** 11: a button of ours, 12: an entry of the quick menu, 13: thumbs up or down. All else asks for rights or is the client's own. */
export function readInteraction(d: unknown, reading: Reading): InboundEvent[] {
  const interaction = object<Interaction>(d)
  const answer = id(interaction?.id)
  const dedupeKey = reading.eventId ?? answer
  const inGroup = interaction?.chat_type === 1
  const place = inGroup ? groupPlace(interaction.group_openid, reading) : userPlace(interaction?.user_openid)
  if (!interaction || !place || !dedupeKey) return []
  const openid = inGroup ? interaction.group_member_openid : interaction.user_openid
  const base = { dedupeKey, at: timeOf(interaction.timestamp, reading.now), ...place, sender: personOf(openid, undefined, reading.appId) }
  const resolved = object<Resolved>(object<Interaction['data']>(interaction.data)?.resolved)
  const externalId = id(resolved?.message_id)

  if (interaction.type === 13) {
    const thumb = resolved?.feedback_opt
    if (thumb !== 'LIKE' && thumb !== 'UNLIKE') return []
    const score = resolved?.checked === 0 || resolved?.checked === false ? null : thumb === 'LIKE' ? 5 : 1
    return [given<EventOf<'rated'>>({ ...base, type: 'rated', score, externalId })]
  }
  const data = text(resolved?.button_data) ?? text(resolved?.feature_id) ?? text(resolved?.button_id)
  if ((interaction.type !== 11 && interaction.type !== 12) || !data) return []
  return [given<EventOf<'press'>>({ ...base, type: 'press', data, externalId, anchor: `event:${dedupeKey}`, answer })]
}

const NOT_PASSED = { code: 'content', text: 'QQ’s review did not let the message pass. 消息未通过 QQ 审核。' }

/**
 * What came of a message of ours that waited for a censor. It names the waiting, as `send` did. Which of its fields name the
 * chat is documented for guilds alone.
 */
export const readAudit =
  (state: 'delivered' | 'failed') =>
  (d: unknown, reading: Reading): InboundEvent[] => {
    const audit = object<Audit>(d)
    const auditId = id(audit?.audit_id)
    if (!audit || !auditId) return []
    const externalId = auditRef(auditId)
    return [
      {
        type: 'receipt',
        dedupeKey: keyOf(reading, `${externalId}:${state}`),
        at: timeOf(audit.audit_time, reading.now),
        surface: 'dm',
        thread: { externalId },
        sender: null,
        state,
        of: { externalIds: [externalId], anywhere: true },
        ...(state === 'failed' && { error: NOT_PASSED }),
      },
    ]
  }
