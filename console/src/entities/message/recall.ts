import type { Message } from '../../api/types.ts'

/** How long after a message was sent a surface lets it be taken back, in ms; null: it does not. As the server describes the surface. */
export function recallLimit(surface: unknown): number | null {
  const recall = (surface as { recall?: { withinMs?: unknown } | null } | null | undefined)?.recall
  return typeof recall?.withinMs === 'number' ? recall.withinMs : null
}

const ARRIVED: readonly Message['state'][] = ['sent', 'delivered', 'read']

/** Until when a message may be taken back; null: it may not. The server decides; this is for what to offer. */
export function recallUntil({ direction, author, state, recalled, at }: Message, limit: number | null): number | null {
  // What an agent wrote outside the hub has no id of ours.
  const ours = direction === 'out' && (author.kind !== 'agent' || author.id !== undefined)
  if (limit === null || !ours || recalled || !ARRIVED.includes(state)) return null
  return Date.parse(at) + limit
}
