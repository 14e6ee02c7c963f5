import type { Delivery, SurgeBuffer } from '../ports/buffer.ts'
import type { Door } from '../ports/door.ts'
import type { Trace } from '../ports/ports.ts'

/** A message of Cloudflare Queues has at most 128 kB with its envelope. */
const LARGEST = 120_000
/** Seconds; a delivery that the desk refuses comes back after this, doubled each time. */
const FIRST_RETRY = 2
const LONGEST_RETRY = 600
/** What even the second queue cannot deliver is kept for four days: with hours between, 100 tries are enough for them. */
const LONGEST_RETRY_OF_DEAD = 3600
/** How the name of a queue ends that holds what the first one could not deliver. */
const DEAD = '-dead'

const sizeOf = (delivery: Delivery): number => new TextEncoder().encode(JSON.stringify(delivery)).length

/** Cloudflare Queues: durable, at least once, in no order. */
export function createQueueBuffer(queue: Queue<Delivery>, trace: Trace): SurgeBuffer {
  return {
    async offer(delivery) {
      const pieces = split(delivery)
      if (!pieces) return false
      try {
        for (const piece of pieces) await queue.send(piece, { contentType: 'json' })
        return true
      } catch (error) {
        trace('warn', 'buffer.refused', { channelId: delivery.channelId, error: String(error) })
        return false
      }
    },
  }
}

/** Messages that fit, or null. A cursor must move with all of its events, so those stay together. One of them rings. */
function split(delivery: Delivery): Delivery[] | null {
  if (sizeOf(delivery) <= LARGEST) return [delivery]
  if (delivery.cursor !== undefined) return null
  const { events, ring, ...rest } = delivery
  const single = events.map((event, index) => ({ ...rest, events: [event], ...(index === 0 && ring && { ring }) }))
  return single.every((piece) => sizeOf(piece) <= LARGEST) ? single : null
}

/** As it lies there: what an earlier version has left calls the ring `wake`. */
type Kept = Delivery & { wake?: Delivery['ring'] }
const read = ({ wake, ...delivery }: Kept): Delivery => (wake ? { ...delivery, ring: wake } : delivery)

/**
 * What the Worker's `queue` does: each message is answered for itself, so that one that fails does not bring the others back.
 * A message that keeps failing goes on to the dead-letter queue, after the `max_retries` of wrangler.toml, and from there to what
 * the desk has set aside.
 */
export async function consume(batch: MessageBatch<Delivery>, door: Pick<Door, 'receive' | 'setAside'>, trace: Trace): Promise<void> {
  const dead = batch.queue.endsWith(DEAD)
  for (const message of batch.messages) {
    const delivery = read(message.body)
    try {
      // Switched off since it was acknowledged: that is not for nothing.
      if (dead || (await door.receive(delivery)) === null) await door.setAside(delivery)
      message.ack()
    } catch (error) {
      trace('warn', 'buffer.retried', { channelId: delivery.channelId, attempts: message.attempts, error: String(error) })
      message.retry({ delaySeconds: Math.min(FIRST_RETRY * 2 ** (message.attempts - 1), dead ? LONGEST_RETRY_OF_DEAD : LONGEST_RETRY) })
    }
  }
}
