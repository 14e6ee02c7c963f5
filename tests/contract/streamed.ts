import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Adapter, AdapterFault } from '../../src/contract/adapter.ts'
import type { InboundEvent, Json, SurfaceKind, ThreadRef } from '../../src/model/events.ts'
import { expectSilence } from './faults.ts'
import { type Harness, type Play, contextOf } from './harness.ts'
import { replaceAt } from './inbound.ts'
import { expectSound } from './sound.ts'

/** What holds for every channel that holds a connection open, whose platform `feed`s it. */
export function streamedContract<C>(adapter: Adapter<C>, harness: Harness<C>, play: () => Promise<Play>): void {
  const fixtures = harness.streamed ?? []
  const [surface, thread] = Object.entries(harness.threads)[0] as [SurfaceKind, ThreadRef]
  let platform: Play
  beforeEach(async () => void (platform = await play()))
  afterEach(() => platform.stop())

  const feed = (body: Json, settings?: { [key: string]: Json }): Promise<InboundEvent[]> =>
    platform.feed?.(body, settings) ?? Promise.reject(new Error('this play cannot be fed'))
  const readable = (events: InboundEvent[]) => events.map(({ raw: _raw, ...event }) => event)

  describe('stream: what was said', () => {
    it('has samples', () => expect(fixtures.length).toBeGreaterThan(0))

    it.each(fixtures)('$name', async ({ body, settings, events }) => {
      const heard = await feed(body, settings)
      expect(readable(heard)).toEqual(events)
      for (const event of heard) expectSound(event, adapter.manifest)
    })

    it('the same again is the same, and nothing else is', async () => {
      const keys: string[] = []
      for (const { body, settings } of fixtures) {
        const [first, second] = [await feed(body, settings), await feed(body, settings)]
        expect(second).toEqual(first)
        keys.push(...first.map(({ dedupeKey }) => dedupeKey))
      }
      expect(new Set(keys).size).toBe(keys.length)
    })

    it('reads anything that is JSON, and goes on', async () => {
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async (body) => {
          for (const event of await feed(body as Json)) expectSound(event, adapter.manifest)
        }),
        { numRuns: 200 },
      )
      const { body, settings, events } = fixtures[0]!
      expect(readable(await feed(body, settings))).toEqual(events)
    })

    it('reads the platform’s own words with anything in any place', async () => {
      const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(-1, 0, 1e300, '', '\uD800', [], {}, null))
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...fixtures),
          fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
          odd,
          async (fixture, path, value) => {
            const body = replaceAt(fixture.body, path, value) as Json
            for (const event of await feed(body, fixture.settings)) expectSound(event, adapter.manifest)
          },
        ),
        { numRuns: 500 },
      )
    })
  })

  describe('stream: what goes wrong', () => {
    let keys = 0
    const lines: unknown[] = []
    const send = (connected = true) => {
      const ctx = contextOf(harness, { ...(connected && platform), lines })
      const body = { type: 'text', text: 'hi' } as const
      return adapter.send(ctx, { key: `k${(keys += 1)}`, surface, thread, body, open: async () => new Blob() })
    }
    async function faultOf(action: Promise<unknown>): Promise<AdapterFault> {
      const error = await action.catch((thrown: unknown) => thrown)
      expectSilence(error, harness.secrets)
      expect(error).toBeInstanceOf(AdapterFault)
      return error as AdapterFault
    }

    it('is told as the platform means it, and is over with the next call', async () => {
      expect(platform.faults.length).toBeGreaterThan(0)
      for (const { name, arrange, ...expected } of platform.faults) {
        arrange()
        expect(await faultOf(send()), name).toMatchObject(expected)
        expect((await send()).state).toMatch(/^(sent|pending)$/)
      }
      expectSilence(lines, harness.secrets)
    })

    it('is told of every call for which there is no connection', async () => {
      expect(await faultOf(send(false))).toMatchObject({ code: 'network', certain: true })
      const ctx = contextOf(harness)
      for (const call of [
        () => adapter.media?.open(ctx, 'ref'),
        () => adapter.typing?.(ctx, thread),
        () => adapter.recall?.(ctx, thread, '1'),
      ]) {
        const outcome = await Promise.resolve(call()).catch((error: unknown) => error)
        if (outcome !== undefined) expect(outcome).toBeInstanceOf(AdapterFault)
      }
      expect(await adapter.setup.probe(ctx, '')).toMatchObject({ code: 'unreachable' })
    })
  })
}
