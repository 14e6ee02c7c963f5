import { expect, test } from 'vitest'
import type { InboundEvent } from '../../src/model/events.ts'
import type { Delivery, SurgeBuffer } from '../../src/ports/buffer.ts'

export function delivery(keys: string[], text = 'hello'): Delivery {
  const events = keys.map((dedupeKey): InboundEvent => {
    const person = { externalId: 'p' }
    return { type: 'message', dedupeKey, at: 1, surface: 'dm', thread: person, sender: person, content: [{ type: 'text', text }] }
  })
  return { channelId: 'c', events }
}

/** What every `Buffer` must keep: what it took is delivered, what it refused is not. `arrived` waits until nothing is under way. */
export function bufferSuite(
  withBuffer: (body: (buffer: SurgeBuffer, arrived: () => Promise<string[]>) => Promise<void>) => Promise<void>,
): void {
  test('what is taken arrives, what is refused does not', () =>
    withBuffer(async (buffer, arrived) => {
      const taken: string[] = []
      const offers = [
        delivery(['a']),
        delivery(['b', 'c']),
        delivery(['d', 'e'], 'x'.repeat(70_000)),
        delivery(['huge'], 'x'.repeat(200_000)),
      ]
      for (const offer of offers) if (await buffer.offer(offer)) taken.push(...offer.events.map((event) => event.dedupeKey))
      expect((await arrived()).sort()).toEqual(taken)
      expect(taken).not.toContain('huge')
    }))
}
