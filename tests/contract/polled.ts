import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter, Poll } from '../../src/contract/adapter.ts'
import type { Json } from '../../src/model/events.ts'
import { type Harness, type Play, contextOf } from './harness.ts'
import { expectSound } from './sound.ts'

/** What holds for every channel that asks its platform for news. */
export function polledContract<C>(adapter: Adapter<C>, { poll }: Poll<C>, harness: Harness<C>, play: () => Promise<Play>): void {
  const fixtures = harness.polled ?? []
  let platform: Play
  beforeEach(async () => void (platform = await play()))
  afterEach(() => platform.stop())

  const ask = (body: Json, settings?: { [key: string]: Json }) => {
    platform.news?.(body)
    return poll(contextOf(harness, { fetch: platform.fetch, ...(settings && { settings }) }), harness.pollFrom ?? null)
  }

  describe('poll: what was said', () => {
    it('has samples', () => expect(fixtures.length).toBeGreaterThan(0))

    it.each(fixtures)('$name', async ({ body, settings, events }) => {
      const page = await ask(body, settings)
      expect(page.events.map(({ raw: _raw, ...event }) => event)).toEqual(events)
      expect(page.cursor).toEqual(expect.any(String))
      for (const event of page.events) expectSound(event, adapter.manifest)
    })

    it('the same again is the same, and nothing else is', async () => {
      const keys: string[] = []
      for (const { body, settings } of fixtures) {
        const [first, second] = [await ask(body, settings), await ask(body, settings)]
        expect(second.events).toEqual(first.events)
        keys.push(...first.events.map(({ dedupeKey }) => dedupeKey))
      }
      expect(new Set(keys).size).toBe(keys.length)
    })

    it('reads anything that is JSON without a fault of its own', async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (body) => {
          const page = await ask(body as Json).catch((error: unknown) => error)
          if (page instanceof Error) expect(page.name).toBe('AdapterFault')
        }),
        { numRuns: 200 },
      )
    })
  })
}
