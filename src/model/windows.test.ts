import { describe, expect, test } from 'vitest'
import type { InboundEvent } from './events.ts'
import { surface } from './plan.samples.ts'
import type { Window } from './surface.ts'
import { grantsOf, lanesClosedBy } from './windows.ts'

const NOW = 1_000_000
const message = (more: Partial<InboundEvent> = {}) =>
  ({
    type: 'message',
    dedupeKey: 'd1',
    externalId: 'm1',
    at: NOW,
    surface: 'dm',
    thread: { externalId: 't' },
    sender: null,
    content: [],
    ...more,
  }) as InboundEvent
const window = (more: Partial<Window> = {}): Window => ({
  lane: 'passive',
  opens: ['message', 'entered'],
  ttlMs: 5000,
  count: 4,
  anchor: 'event',
  ...more,
})
const grants = (event: InboundEvent, windows: Window[], settings: Parameters<typeof grantsOf>[2] = {}) =>
  grantsOf(event, surface({ windows }), settings, NOW)
const lanes = (...all: Parameters<typeof grants>) => grants(...all).map(({ lane }) => lane)

describe('a permission', () => {
  test('is opened by the events that the surface names', () => {
    expect(grants(message(), [window(), window({ opens: ['followed'], lane: 'event' })])).toEqual([
      { lane: 'passive', anchor: 'm1', opensAt: NOW, expiresAt: NOW + 5000, remaining: 4 },
    ])
    expect(grants(message({ type: 'followed' }), [window()])).toEqual([])
  })

  test('counts from the platform’s clock, but not from the future', () => {
    expect(grants(message({ at: NOW - 300 }), [window()])).toMatchObject([{ opensAt: NOW - 300, expiresAt: NOW + 4700 }])
    expect(grants(message({ at: NOW + 300 }), [window()])).toMatchObject([{ opensAt: NOW, expiresAt: NOW + 5000 }])
  })

  test('may begin later, and is told apart by when', () => {
    const later = [window({ afterMs: 100, anchor: 'thread' }), window({ anchor: 'thread' })]
    expect(grants(message(), later)).toMatchObject([
      { anchor: '100', opensAt: NOW + 100, expiresAt: NOW + 5100 },
      { anchor: '', opensAt: NOW, expiresAt: NOW + 5000 },
    ])
  })

  test('may be without number', () => {
    expect(grants(message(), [window({ count: 'unlimited' })])).toMatchObject([{ remaining: null }])
  })

  test.each([
    ['its anchor', message({ anchor: 'a1' }), 'a1'],
    ['its message', message(), 'm1'],
    ['its key, where its message has no id', message({ externalId: '' }), 'd1'],
    ['its key, where there is no message', message({ type: 'entered', externalId: undefined } as object), 'd1'],
  ])('is named after %s', (_, event, anchor) => {
    expect(grants(event, [window()])).toMatchObject([{ anchor }])
  })

  test('may need an event with an anchor of its own', () => {
    expect(lanes(message(), [window({ needsAnchor: true })])).toEqual([])
    expect(lanes(message({ anchor: 'a1' }), [window({ needsAnchor: true })])).toEqual(['passive'])
  })

  test('may need a setting of the channel that is on', () => {
    const windows = [window({ setting: 'wakeup' })]
    expect(lanes(message(), windows, { wakeup: true })).toEqual(['passive'])
    expect([{}, { wakeup: false }, { wakeup: 'true' }].flatMap((settings) => lanes(message(), windows, settings))).toEqual([])
  })

  test('is that of the lanes which an event names; otherwise all that need not be named', () => {
    const windows = [window(), window({ lane: 'wakeup' }), window({ lane: 'active', byName: true })]
    expect(lanes(message(), windows)).toEqual(['passive', 'wakeup'])
    expect(lanes(message({ lanes: ['active', 'wakeup'] }), windows)).toEqual(['wakeup', 'active'])
    expect(lanes(message({ lanes: [] }), windows)).toEqual([])
  })
})

test('lanes are closed by the events that the surface names', () => {
  const windows = [window({ closes: ['blocked', 'left'] }), window({ lane: 'service' }), window({ lane: 'active', closes: ['left'] })]
  expect(lanesClosedBy(message({ type: 'blocked' }), surface({ windows }))).toEqual(['passive'])
  expect(lanesClosedBy(message({ type: 'left' }), surface({ windows }))).toEqual(['passive', 'active'])
  expect(lanesClosedBy(message(), surface({ windows }))).toEqual([])
})
