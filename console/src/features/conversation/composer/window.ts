import type { Conversation, Message } from '../../../api/types.ts'
import type { Timeline } from '../../../entities/message/timeline.ts'

/** What a platform allows after a customer's message: so many replies (null: any number) for so long. */
export interface WindowRule {
  ttlMs: number
  count: number | null
}

interface Described {
  opens?: unknown
  ttlMs?: unknown
  count?: unknown
  setting?: unknown
}

/** The rule of a surface as the server describes it, by its longest window; null where there is none that always holds. */
export function ruleOf(surface: unknown): WindowRule | null {
  const windows: unknown = (surface as { windows?: unknown } | null | undefined)?.windows
  const rules = (Array.isArray(windows) ? (windows as Described[]) : []).flatMap(({ opens, ttlMs, count, setting }) =>
    // One that hangs on a setting is not open to everybody.
    Array.isArray(opens) && opens.includes('message') && typeof ttlMs === 'number' && setting === undefined
      ? [{ ttlMs, count: typeof count === 'number' ? count : null }]
      : [],
  )
  return rules.toSorted((a, b) => b.ttlMs - a.ttlMs)[0] ?? null
}

/** Why nothing may be written: the time is over, the replies are spent, the customer has not written at all – or we do not know. */
export type WhyClosed = 'over' | 'spent' | 'never' | 'unknown'

const isIncoming = ({ direction }: Message): boolean => direction === 'in'

export function whyClosed(rule: WindowRule | null, { items, complete }: Timeline, now: number): WhyClosed {
  if (!rule) return 'unknown'
  const last = items.findLast(isIncoming)
  if (!last) return complete ? 'never' : 'unknown'
  if (now - Date.parse(last.at) >= rule.ttlMs) return 'over'
  return rule.count === null ? 'unknown' : 'spent'
}

/** Conversations of the same customer on other channels that may be written in, by id: the first of each channel. */
export function waysOut(all: Conversation[], here: Conversation, now: number): string[] {
  const ways = new Map<string, string>()
  for (const { id, channel, surface, contact, canWrite, window } of all) {
    const open = canWrite && (window === null || Date.parse(window.expiresAt) > now)
    if (open && surface === 'dm' && contact.id === here.contact.id && channel.id !== here.channel.id && !ways.has(channel.id))
      ways.set(channel.id, id)
  }
  return [...ways.values()]
}
