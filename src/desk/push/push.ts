import type { ConversationRow, JobRow, OfferRow } from '../../../prisma/rows.ts'
import type { MoveEffect } from '../conversations/effects.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Reading } from '../reading/reading.ts'
import type { Settings } from '../settings/settings.ts'
import type { Acting } from '../web/roles.ts'
import { createVapidKey } from './key.ts'
import { type Sending, type Told, createSendPush } from './send.ts'
import { type Subscriptions, createSubscriptions } from './subscriptions.ts'

/** Tells agents whose console is closed. */
export interface Push {
  subscriptions: Subscriptions
  /** What browsers subscribe with. */
  publicKey(): Promise<string>
  /** Whether customers' names and words may leave the house with it. */
  words(): boolean
  allowWords(by: Acting, allowed: boolean): Promise<void>
  /** An offer is told to its agent, where no console of theirs is open. */
  effect: MoveEffect
  /** Nobody who is there can be given an urgent one: told to those who want that. Inside a transaction. */
  unserved(id: number): void
}

const WORDS = 'push.words'
/** Somebody may be there in a moment. */
const URGENT_AFTER = 10_000
/** As long as it waits, they are told again. */
const URGENT_AGAIN = 600_000

/** `serves`: whether the queue is one of theirs. */
export function createPush(
  kit: Kit,
  rooms: { jobs: JobsRoom; log: LogRoom; settings: Settings; reading: Reading; serves: (agentId: string, queueId: number) => boolean },
): Push {
  const { sql, clock, commit, live } = kit
  const { jobs, log, settings, reading, serves } = rooms
  const subscriptions = createSubscriptions(kit)
  const key = createVapidKey(kit, { settings })
  const send = createSendPush(kit, { subscriptions, key })
  const offer = sql.prepare<Pick<OfferRow, 'agentId' | 'conversationId' | 'expiresAt' | 'state'>>(
    'SELECT agentId, conversationId, expiresAt, state FROM Offer WHERE id = ?',
  )
  const waiting = sql.prepare<Pick<ConversationRow, 'queueId'>>(
    "SELECT queueId FROM Conversation WHERE id = ? AND status = 'waiting' AND priority = 'urgent'",
  )
  const planned = sql.prepare<Pick<JobRow, 'id'>>("SELECT id FROM Job WHERE kind = 'push-urgent' AND key = ?")
  const words = (): boolean => settings.get(WORDS) === true

  function isHere(agentId: string): boolean {
    for (const { session } of live.sockets('console')) if (session.kind === 'console' && session.agentId === agentId) return true
    return false
  }

  function told(kind: Told['kind'], id: number): Told {
    const { channel, contact, preview, priority } = reading.conversation(id)
    const about = { kind, conversation: String(id), channel: channel.name, urgent: priority === 'urgent' }
    if (!words()) return about
    return { ...about, ...(contact.name !== null && { name: contact.name }), ...(preview !== null && { text: preview }) }
  }

  /** To all of them; one that fails keeps none of the others from it. Rejects where one is to be tried again. */
  async function all(to: ReturnType<Subscriptions['of']>, sending: Sending): Promise<void> {
    const done = await Promise.allSettled(to.map((one) => send(one, sending)))
    for (const one of done) if (one.status === 'rejected') throw one.reason
  }

  jobs.handle('push', async ({ key: id }) => {
    const found = offer.get(Number(id))
    const seconds = ((found?.expiresAt ?? 0) - clock.now()) / 1000
    if (found?.state !== 'open' || seconds < 1 || isHere(found.agentId)) return
    await all(subscriptions.of(found.agentId), { told: told('offer', found.conversationId), seconds, topic: `offer-${id}` })
  })

  jobs.handle('push-urgent', async ({ key: id }) => {
    const found = waiting.get(Number(id))
    if (!found) return undefined
    const to = subscriptions.forUrgent().filter(({ agentId }) => !isHere(agentId) && serves(agentId, found.queueId))
    await all(to, { told: told('urgent', Number(id)), seconds: URGENT_AGAIN / 1000, topic: `urgent-${id}` })
    return clock.now() + URGENT_AGAIN
  })

  return {
    subscriptions,
    publicKey: async () => (await key()).publicKey,
    words,
    allowWords: (by, allowed) =>
      commit(() => {
        settings.put(WORDS, allowed)
        log.append({ type: 'rights.updated', actor: `agent:${by.id}`, data: { pushWords: allowed } })
      }),
    effect({ after, action }) {
      if (action !== 'offer' || after.offerId === null) return
      const agentId = offer.get(after.offerId)?.agentId
      if (agentId !== undefined && subscriptions.has(agentId) && !isHere(agentId)) jobs.schedule('push', String(after.offerId), clock.now())
    },
    unserved(id) {
      if (!planned.get(String(id)) && subscriptions.forUrgent().length > 0)
        jobs.schedule('push-urgent', String(id), clock.now() + URGENT_AFTER)
    },
  }
}
