import { describe, expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { Said, WebPart } from '../../../../adapters/web/schema.ts'
import type { Account, AdapterFault, Health, Sent } from '../../../../src/contract/adapter.ts'
import { type WireFault, type WireResult, eventsSchema, type healthSchema } from '../../../../src/desk/gateways/protocol.ts'
import { content } from '../../../../src/desk/web/schemas.ts'
import type { PublicPart } from '../../../../src/desk/web/visitor-wire.ts'
import type { Content, IncomingPart, Part } from '../../../../src/model/content.ts'
import type { EventOf, InboundEvent, InboundEventType } from '../../../../src/model/events.ts'

type Told = z.infer<typeof healthSchema>

// Checked by the compiler: a part, an event or a field that one side gets and another does not know fails `npm run types`.
test('every border speaks of the same things', () => {
  expectTypeOf<z.infer<typeof content>>().toEqualTypeOf<Content>()
  expectTypeOf<PublicPart['type']>().toEqualTypeOf<Part['type']>()
  expectTypeOf<WebPart>().toExtend<IncomingPart>()
  expectTypeOf<Said['type']>().toEqualTypeOf<'message' | 'press' | 'read' | 'typing' | 'entered'>()
  expectTypeOf<z.infer<typeof eventsSchema>['events'][number]>().toExtend<InboundEvent>()
  expectTypeOf<z.infer<typeof eventsSchema>['events'][number]['type']>().toEqualTypeOf<InboundEventType>()
  expectTypeOf<Told['health']>().toEqualTypeOf<Health>()
  expectTypeOf<NonNullable<Told['account']>>().toEqualTypeOf<Account>()
  expectTypeOf<NonNullable<WireResult['sent']>>().toEqualTypeOf<Sent>()
  expectTypeOf<keyof WireFault>().toEqualTypeOf<Exclude<keyof AdapterFault, 'name' | 'stack' | 'cause'>>()
})

const parts: { [T in Part['type']]: IncomingPart & { type: T } } = {
  text: { type: 'text', text: 'see', marks: [{ kind: 'link', start: 0, end: 3, url: 'https://example.com' }] },
  image: { type: 'image', ref: 'r1', width: 3, height: 2, caption: 'a picture', marks: [{ kind: 'bold', start: 0, end: 1 }] },
  audio: { type: 'audio', ref: 'r2', seconds: 1.5, transcript: 'said' },
  video: { type: 'video', ref: 'r3', bytes: 9 },
  file: { type: 'file', ref: 'r4', name: 'a.pdf', mime: 'application/pdf' },
  sticker: { type: 'sticker', ref: 'r5' },
  location: { type: 'location', latitude: 1.5, longitude: -170, name: 'here', address: '1 Road' },
  contact: { type: 'contact', name: 'Ann', phones: ['+1'] },
  link: { type: 'link', url: 'https://example.com', title: 'Shop', description: 'All of it' },
  menu: { type: 'menu', prompt: 'Which?', options: [{ id: 'a', label: 'A' }] },
  press: { type: 'press', id: 'a', label: 'A' },
  quote: { type: 'quote', messageId: 'm1', text: 'before' },
  unsupported: { type: 'unsupported', kind: 'poll', summary: 'A poll' },
}

const base = {
  dedupeKey: 'k',
  at: 1_700_000_000_000,
  surface: 'group',
  thread: { externalId: 't', route: { peer: [1, { deep: null }] }, title: 'Group' },
  sender: { externalId: 's', name: 'S', avatar: 'https://a', language: 'zh-CN', phone: '1', email: 'a@b.c', unionId: 'u' },
  anchor: 'a',
  lanes: ['service'],
  raw: '{}',
} satisfies Partial<InboundEvent>
const everything = Object.values(parts)

const events: { [T in InboundEventType]: EventOf<T> } = {
  message: { ...base, type: 'message', externalId: 'm', content: everything, group: 'g', replyTo: 'r' },
  echo: { ...base, type: 'echo', externalId: 'm', content: everything, replyTo: 'r' },
  edited: { ...base, type: 'edited', externalId: 'm', content: everything },
  recalled: { ...base, type: 'recalled', externalIds: ['m'] },
  reaction: { ...base, type: 'reaction', externalId: 'm', emoji: [] },
  press: { ...base, type: 'press', data: 'yes', label: 'Yes', externalId: 'm', answer: 'q' },
  receipt: {
    ...base,
    type: 'receipt',
    state: 'failed',
    of: { externalIds: ['m'], anywhere: true },
    error: { code: 'blocked', text: 'no' },
  },
  entered: { ...base, type: 'entered', payload: 'order42' },
  rated: { ...base, type: 'rated', score: null, externalId: 'm' },
  moved: { ...base, type: 'moved', to: 't2' },
  followed: { ...base, type: 'followed' },
  left: { ...base, type: 'left' },
  blocked: { ...base, type: 'blocked', sender: null },
  unblocked: { ...base, type: 'unblocked' },
  muted: { ...base, type: 'muted' },
  unmuted: { ...base, type: 'unmuted' },
  typing: { ...base, type: 'typing' },
}

const brought = (event: unknown) => eventsSchema.safeParse(JSON.parse(JSON.stringify({ events: [event] })))

describe('what an agent sends', () => {
  const stored = { type: 'image', file: 'f1', mime: 'image/png', bytes: 3 }
  const { image: _i, audio: _a, video: _v, file: _f, sticker: _s, ...plain } = parts
  const sent = (said: unknown) => content.safeParse(JSON.parse(JSON.stringify(said)))

  test('arrives as it was, with what is known of a file looked up later', () => {
    const said = [...Object.values(plain), stored]
    expect(sent(said)).toEqual({ success: true, data: said })
    expect(sent([{ type: 'file', file: 'f2' }]).data).toEqual([{ type: 'file', file: 'f2', mime: '', bytes: 0 }])
  })

  test.each([
    ['nothing', []],
    ['too many parts', Array.from({ length: 21 }, () => plain.text)],
    ['too long a text', [{ type: 'text', text: 'x'.repeat(100_001) }]],
    ['a place that is nowhere', [{ ...plain.location, latitude: 91 }]],
    ['too long an address of a link', [{ type: 'link', url: 'x'.repeat(2049) }]],
    ['a mark with such a link', [{ ...plain.text, marks: [{ kind: 'link', start: 0, end: 1, url: 'x'.repeat(2049) }] }]],
    ['a menu without a choice', [{ type: 'menu', prompt: 'Which?', options: [] }]],
    ['a choice without a label', [{ type: 'menu', prompt: 'Which?', options: [{ id: 'a', label: '' }] }]],
    ['a medium that is still elsewhere', [parts.image]],
  ])('but not %s', (_what, said) => {
    expect(sent(said).success).toBe(false)
  })
})

describe('what a gateway brings', () => {
  test.each(Object.values(events).map((event) => [event.type, event] as const))('%s: arrives as it was, nothing lost', (_type, event) => {
    expect(brought(event)).toEqual({ success: true, data: { events: [event] } })
  })

  test('a read receipt up to an instant', () => {
    const event = { ...base, type: 'receipt', state: 'read', of: { until: 7 } }
    expect(brought(event).data?.events).toEqual([event])
  })

  test.each([
    ['a file of ours', { ...events.edited, content: [{ type: 'image', file: 'f1', mime: 'image/png', bytes: 1 }] }],
    ['no content', { ...events.message, content: [] }],
    ['more parts than anybody says', { ...events.message, content: Array.from({ length: 51 }, () => parts.text) }],
    ['a part nobody knows', { ...events.message, content: [{ type: 'hologram' }] }],
    ['an event nobody knows', { ...base, type: 'dreamt' }],
    ['a key that is too long', { ...events.left, dedupeKey: 'k'.repeat(201) }],
    ['a thread without an id', { ...events.left, thread: { externalId: '' } }],
    [
      'a route of a great depth',
      { ...events.left, thread: { externalId: 't', route: { a: JSON.parse('['.repeat(40) + ']'.repeat(40)) } } },
    ],
    ['an unknown lane', { ...events.entered, lanes: ['fast'] }],
    ['a judgement off the scale', { ...events.rated, score: 6 }],
  ])('refuses %s', (_what, event) => {
    expect(brought(event).success).toBe(false)
  })

  test('a medium of theirs cannot name a file of ours', () => {
    const [event] = brought({ ...events.edited, content: [{ ...parts.image, file: 'f1' }] }).data?.events ?? []
    expect(event).toEqual({ ...events.edited, content: [parts.image] })
  })
})
