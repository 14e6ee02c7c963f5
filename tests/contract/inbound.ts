import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Adapter, Ctx, Webhook } from '../../src/contract/adapter.ts'
import type { InboundEvent, Json } from '../../src/model/events.ts'
import { type Fixture, type Harness, bytesOf, contextOf } from './harness.ts'
import { expectSound } from './sound.ts'

const DEFAULT_MAX_BODY = 1024 * 1024

export function inboundContract<C>({ manifest }: Adapter<C>, webhook: Webhook<C>, harness: Harness<C>): void {
  const { fixtures } = harness
  const max = manifest.maxBody ?? DEFAULT_MAX_BODY
  const ctxFor = ({ settings = {} }: Pick<Fixture, 'settings'> = {}): Ctx<C> => contextOf(harness, { settings })

  const verdictOf = async (body: Uint8Array<ArrayBuffer>) => webhook.verify(await harness.request(body), ctxFor())
  async function bodyOf(fixture: Pick<Fixture, 'body'>): Promise<unknown> {
    const verdict = await verdictOf(bytesOf(fixture.body))
    if (verdict.is !== 'accept') throw new Error(`not accepted: ${JSON.stringify(verdict)}`)
    return verdict.body
  }

  describe('webhook: who may speak', () => {
    it('lets the platform in', async () => {
      for (const fixture of fixtures) expect((await verdictOf(bytesOf(fixture.body))).is, fixture.name).toBe('accept')
    })

    it('lets nobody else in', async () => {
      const forged = await harness.forged(bytesOf(fixtures[0]!.body))
      expect(forged.length).toBeGreaterThan(0)
      for (const { name, request } of forged) {
        const verdict = await webhook.verify(request, ctxFor())
        expect(verdict.is === 'reject' && [401, 403].includes(verdict.status), `${name}: ${JSON.stringify(verdict)}`).toBe(true)
      }
    })

    it('refuses what is cut off, empty, too long or no text', async () => {
      const whole = bytesOf(fixtures[0]!.body)
      const broken = [whole.slice(0, whole.length / 2), new Uint8Array(), bytesOf('x'.repeat(max + 1)), new Uint8Array([0xff, 0xfe, 0x00])]
      for (const body of broken) expect((await verdictOf(body)).is).toBe('reject')
    })

    it('never throws', async () => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.json().map(bytesOf)), async (body) => {
          expect(['accept', 'reject', 'challenge']).toContain((await verdictOf(Uint8Array.from(body))).is)
        }),
      )
    })
  })

  describe('webhook: what was said', () => {
    it.each(fixtures)('$name', async (fixture) => {
      const events = webhook.parse(await bodyOf(fixture), ctxFor(fixture))
      expect(events).toEqual(fixture.events)
      for (const event of events) expectSound(event, manifest)
    })

    it('the same again is the same, and nothing else is', async () => {
      const keys: string[] = []
      for (const fixture of fixtures) {
        const body = freeze(await bodyOf(fixture))
        const first = webhook.parse(body, ctxFor(fixture))
        expect(webhook.parse(body, ctxFor(fixture))).toEqual(first)
        expect(webhook.parse(await bodyOf(fixture), ctxFor(fixture))).toEqual(first)
        keys.push(...first.map((event) => event.dedupeKey))
      }
      expect(new Set(keys).size).toBe(keys.length)
    })

    it('reads anything that is JSON without a fault', () => {
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), fc.anything()), (body) => expectAllSound(webhook.parse(body, ctxFor()))),
        { numRuns: 300 },
      )
    })

    it('reads the platform’s own words with anything in any place without a fault', async () => {
      const bodies = await Promise.all(fixtures.map(async (fixture) => ({ fixture, body: (await bodyOf(fixture)) as Json })))
      const odd = fc.oneof(fc.constant(undefined), fc.jsonValue(), fc.constantFrom(-1, 0, 1e300, Number.NaN, '', '\uD800', [], {}, null))
      fc.assert(
        fc.property(
          fc.constantFrom(...bodies),
          fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
          odd,
          ({ fixture, body }, path, value) => {
            expectAllSound(webhook.parse(replaceAt(body, path, value), ctxFor(fixture)))
          },
        ),
        { numRuns: 2000 },
      )
    })

    it('is acknowledged, whatever came of it', () => {
      for (const outcome of ['stored', 'duplicate', 'ignored'] as const) expect(webhook.ack(outcome).ok).toBe(true)
    })
  })

  const expectAllSound = (events: InboundEvent[]): void => events.forEach((event) => expectSound(event, manifest))
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const item of Object.values(value)) freeze(item)
  return Object.freeze(value)
}

/** `value` with something else at a place that `path` leads to, going down as far as there is a down. */
export function replaceAt(value: unknown, path: number[], other: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof value !== 'object' || value === null) return other
  const keys = Object.keys(value)
  const key = keys[step % (keys.length || 1)]
  if (key === undefined) return other
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? replaceAt(item, rest, other) : item))
  return { ...value, [key]: replaceAt((value as { [key: string]: unknown })[key], rest, other) }
}
