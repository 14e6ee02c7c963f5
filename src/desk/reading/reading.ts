import type { ConversationSkillRow, ConversationTagRow, IdentityRow } from '../../../prisma/rows.ts'
import type { ChannelStore } from '../channels/store.ts'
import { notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Permissions } from '../permissions/permissions.ts'
import type { Activity } from './activity.ts'
import { createActivity } from './activity.ts'
import type { CountOf } from './counts.ts'
import { createCountOf } from './counts.ts'
import type { List, Page } from './lists.ts'
import { createList } from './lists.ts'
import type { PersonOf } from './person.ts'
import { createPersonOf } from './person.ts'
import type { PlaceOf } from './places.ts'
import { createPlaceOf } from './places.ts'
import type { Search } from './search/search.ts'
import type { ConversationRow, ConversationView, MessageView, MessageViewRow, WindowOf } from './view.ts'
import { CONVERSATION_SELECT, MESSAGE_COLUMNS, conversationView, messageView } from './view.ts'

/** What consoles read: one statement each, each on an index. */
export interface Reading {
  list: List
  count: CountOf
  place: PlaceOf
  activity: Activity
  person: PersonOf
  /** Throws `not-found`. */
  conversation(id: number): ConversationView
  find(id: number): ConversationView | undefined
  message(id: number): MessageView | undefined
  /** Newest last; `next` continues in the direction asked. */
  timeline(conversationId: number, page: { before?: number | undefined; after?: number | undefined; limit: number }): Page<MessageView>
}

export function createReading(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
  rooms: { channels: ChannelStore; permissions: Permissions; search: Pick<Search, 'conversations'> },
): Reading {
  const one = sql.prepare<ConversationRow>(`${CONVERSATION_SELECT} WHERE c.id = ?`)
  const identities = sql.prepare<Pick<IdentityRow, 'channelId' | 'externalId' | 'name'>>(
    'SELECT channelId, externalId, name FROM Identity WHERE contactId = ? ORDER BY id LIMIT 50',
  )
  const tags = sql.prepare<Pick<ConversationTagRow, 'tag'>>('SELECT tag FROM ConversationTag WHERE conversationId = ? ORDER BY tag')
  const demands = sql.prepare<Pick<ConversationSkillRow, 'level'> & { skill: string }>(
    `SELECT s.name AS skill, d.level FROM ConversationSkill d JOIN Skill s ON s.id = d.skillId WHERE d.conversationId = ? ORDER BY s.name`,
  )
  const message = sql.prepare<MessageViewRow>(`SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.id = ?`)
  const older = sql.prepare<MessageViewRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.conversationId = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`,
  )
  const newer = sql.prepare<MessageViewRow>(
    `SELECT ${MESSAGE_COLUMNS} FROM Message m WHERE m.conversationId = ? AND m.seq > ? ORDER BY m.seq LIMIT ?`,
  )

  const windowOf: WindowOf = ({ channelId, surface, threadId }) => {
    const windows = rooms.channels.find(channelId)?.adapter.manifest.surfaces[surface]?.windows ?? []
    if (windows.length === 0) return null
    const grants = rooms.permissions.open(threadId)
    if (grants.length === 0) return 'closed'
    const counts = grants.map(({ remaining }) => remaining)
    return {
      expiresAt: Math.max(...grants.map(({ expiresAt }) => expiresAt)),
      left: counts.some((count) => count === null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    }
  }

  const find = (id: number): ConversationView | undefined => {
    const row = one.get(id)
    return row && conversationView(row, windowOf)
  }

  const person = createPersonOf({ sql })

  return {
    person,
    list: createList({ sql, clock }, rooms.search, windowOf),
    count: createCountOf({ sql, clock }),
    place: createPlaceOf({ sql, clock }),
    activity: createActivity({ sql }),
    find,
    conversation(id) {
      const view = find(id)
      if (!view) throw notFound('conversation')
      const facts = { tags: tags.all(id).map(({ tag }) => tag), demands: demands.all(id), person: person(id) }
      return { ...view, ...facts, contact: { ...view.contact, identities: identities.all(Number(view.contact.id)) } }
    },
    message(id) {
      const row = message.get(id)
      return row && messageView(row)
    },
    timeline(conversationId, { before, after, limit }) {
      const forward = after !== undefined
      const rows = forward
        ? newer.all(conversationId, after, limit + 1)
        : older.all(conversationId, before ?? Number.MAX_SAFE_INTEGER, limit + 1)
      const more = rows.length > limit
      const kept = rows.slice(0, limit)
      const edge = kept.at(-1)?.seq
      const items = (forward ? kept : kept.toReversed()).map(messageView)
      return { items, ...(more && edge !== undefined ? { next: String(edge) } : {}) }
    },
  }
}
