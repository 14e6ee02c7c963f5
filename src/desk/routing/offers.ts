import type { MoveEffect } from '../conversations/effects.ts'
import type { Kit } from '../kit.ts'

/** An offer ends with the status: accepted, declined, or withdrawn by whatever else became of the conversation. */
export function offerEffect({ sql, clock }: Pick<Kit, 'sql' | 'clock'>): MoveEffect {
  const settle = sql.prepare("UPDATE Offer SET state = ?, settledAt = ? WHERE id = ? AND state = 'open'")
  return ({ before, action }) => {
    if (before.offerId === null) return
    const state = action === 'accept' ? 'accepted' : action === 'decline' ? 'declined' : 'withdrawn'
    settle.run(state, clock.now(), before.offerId)
  }
}
