import type { Priority } from './states.ts'

const MINUTE = 60_000

/** How much earlier a conversation counts as having arrived, in ms. Urgent is further back than any clock goes. */
const PRIORITY_BONUS: Record<Priority, number> = {
  low: -30 * MINUTE,
  normal: 0,
  high: 30 * MINUTE,
  urgent: 1e13,
}

/** A customer who comes back after we called it resolved has waited before. */
const REOPENED_BONUS = 15 * MINUTE
const VIP_BONUS = 15 * MINUTE

/** The rank in a queue, smallest first. Ageing is built in: it is an arrival time, moved back by what counts. */
export function rank(entry: { queuedAt: number; priority: Priority; reopened: boolean; vip: boolean }): number {
  return entry.queuedAt - PRIORITY_BONUS[entry.priority] - (entry.reopened ? REOPENED_BONUS : 0) - (entry.vip ? VIP_BONUS : 0)
}
