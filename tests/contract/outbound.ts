import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Adapter, Sent } from '../../src/contract/adapter.ts'
import type { Content, MediaPart } from '../../src/model/content.ts'
import type { SurfaceKind, ThreadRef } from '../../src/model/events.ts'
import { type Plan, isRefusal } from '../../src/model/outgoing.ts'
import { plan } from '../../src/model/plan.ts'
import type { MediaLimit, Surface } from '../../src/model/surface.ts'
import { measure } from '../../src/model/text.ts'
import { HOOK_URL, type Harness, type Play, contextOf } from './harness.ts'

const FILE = new Blob(['some bytes of a file'])
const SAMPLES = ['👩‍🔧 repaired 🇨🇳', 'שלום, ההזמנה 12 מוכנה', 'مرحبا بك', '您好，订单已发货。', 'e\u0301 <b>&amp;</b> *_`[]()~>#+-=|{}.!']

type Medium = keyof Surface['media']

export function outboundContract<C>(adapter: Adapter<C>, harness: Harness<C>, play: () => Promise<Play>): void {
  describe.each(Object.entries(harness.threads) as [SurfaceKind, ThreadRef][])('%s: what is planned can be sent', (kind, thread) => {
    const surface = adapter.manifest.surfaces[kind]!
    let platform: Play
    beforeEach(async () => void (platform = await play()))
    afterEach(() => platform.stop())

    let keys = 0
    async function deliver(content: Content, replyTo?: string): Promise<{ planned: Plan; sent: Sent[] }> {
      const planned = plan(content, surface, [{ remaining: null }])
      if (isRefusal(planned)) throw new Error(`refused: ${JSON.stringify(planned)}`)
      const ctx = contextOf(harness, platform)
      const sent: Sent[] = []
      for (const [index, body] of planned.segments.entries()) {
        const grant = { lane: surface.windows[0]?.lane ?? 'service', anchor: '1', seq: index + 1 }
        const out = { key: `s${(keys += 1)}`, surface: kind, thread, body, grant, open: async () => FILE, ...(replyTo && { replyTo }) }
        sent.push(await adapter.send(ctx, out))
      }
      return { planned, sent }
    }
    const received = (): string => platform.delivered().join('').replaceAll(/\s/g, '')

    it('text of every script arrives as it was written', async () => {
      for (const text of SAMPLES) await deliver([{ type: 'text', text }])
      expect(platform.delivered()).toEqual(SAMPLES)
    })

    it('text at the limit is one message, one more is two', async () => {
      const { max, unit } = surface.text
      for (const letter of ['a', '字', '👩‍🔧']) {
        const text = letter.repeat(Math.floor(max / measure(letter, unit)))
        expect((await deliver([{ type: 'text', text }])).sent).toHaveLength(1)
        expect(received()).toBe(text)
        await platform.stop()
        platform = await play()
        expect((await deliver([{ type: 'text', text: text + letter }])).sent).toHaveLength(2)
        expect(received()).toBe(text + letter)
        await platform.stop()
        platform = await play()
      }
    })

    it('marks and an answer to a message go along', async () => {
      const marks = [
        { kind: 'bold', start: 0, end: 4 },
        { kind: 'link', start: 5, end: 9, url: 'https://shop.example' },
      ] as const
      const { sent } = await deliver([{ type: 'text', text: 'bold link', marks: [...marks] }], '1')
      expect(sent[0]?.state).toMatch(/^(sent|pending)$/)
    })

    it.each(Object.entries(surface.media) as [Medium, MediaLimit][])('%s: size and caption up to the limit', async (type, limit) => {
      const mime = limit.mimes[0]!.replace('*/*', 'application/pdf').replace('/*', '/x')
      const part = (changes: Partial<MediaPart>): MediaPart => ({ type, file: 'f', mime, bytes: 20, name: '订单 "1".bin', ...changes })
      const caption = 'c'.repeat(limit.caption)

      const [most] = (await deliver([part({ bytes: limit.maxBytes, ...(caption && { caption }) })])).planned.segments
      expect(most).toMatchObject({ type: 'media', as: type })
      const beyond = plan([part({ bytes: limit.maxBytes + 1 })], surface, [{ remaining: null }])
      expect(isRefusal(beyond) || beyond.segments[0]).not.toMatchObject({ as: type })

      const { sent } = await deliver([part({ caption: `${caption}x` })])
      expect(sent).toHaveLength(limit.caption < surface.text.max ? 2 : 3)
      expect(received()).toBe(`${caption}${caption}x`)
      for (const other of limit.mimes.filter((pattern) => !pattern.includes('*'))) await deliver([part({ mime: other })])
    })

    const { buttons } = surface
    it.skipIf(!buttons)('as many buttons, as long, as are allowed', async () => {
      const { rows, perRow, label, data } = buttons!
      const menu = (count: number, length: number): Content => [
        {
          type: 'menu',
          prompt: 'Which?',
          options: Array.from({ length: count }, (_, i) => ({ id: String(i).padEnd(length, 'x'), label: String(i).padEnd(label, 'y') })),
        },
      ]
      const most = await deliver(menu(rows * perRow, data))
      expect(most.planned.losses).toEqual([])
      for (const content of [menu(rows * perRow + 1, data), menu(1, data + 1)]) {
        expect((await deliver(content)).planned.losses).toContainEqual({ code: 'buttons-as-text', part: 0 })
      }
    })

    it('a place', async () => {
      const place = { type: 'location', latitude: 48.1, longitude: 11.5 } as const
      for (const more of [{}, { name: 'Shop' }, { name: 'Shop', address: 'Street 1' }]) await deliver([{ ...place, ...more }])
    })

    it('a sign that somebody is typing', async () => {
      await adapter.typing?.(contextOf(harness, platform), thread)
    })
  })

  describe('setting up', () => {
    it('finds out who the credentials are, registers the webhook and reports good health', async () => {
      const platform = await play()
      const ctx = contextOf(harness, platform)
      expect(await adapter.setup.check(ctx)).toMatchObject({ externalId: harness.account.externalId, name: harness.account.name })
      const steps = await adapter.setup.install(ctx, HOOK_URL)
      if (steps === 'done') expect(await adapter.setup.probe(ctx, HOOK_URL)).toEqual({ state: 'ok' })
      else for (const { text } of steps) expect(text.en && text.zh).not.toBe('')
      await adapter.setup.remove(ctx)
      await platform.stop()
    })
  })
}
