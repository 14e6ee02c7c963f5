import type { InboundEvent, Json } from './events.ts'
import type { Lane, Surface, Window } from './surface.ts'

/** A permission to write that an event gives. `remaining` null: any number. */
export interface NewGrant {
  lane: Lane
  /** Names the event where a reply must; for others it only tells the permissions of a thread apart. */
  anchor: string
  opensAt: number
  expiresAt: number
  remaining: number | null
}

type Settings = { [key: string]: Json }

/** The grants that an event opens on this surface. Counted from the platform's clock, never longer than from ours. */
export function grantsOf(event: InboundEvent, surface: Surface, settings: Settings, now: number): NewGrant[] {
  const from = Math.min(event.at, now)
  return surface.windows
    .filter((window) => window.opens.includes(event.type) && isFor(window, event) && isOn(window, settings) && hasAnchor(window, event))
    .map((window) => ({
      lane: window.lane,
      anchor: window.anchor === 'event' ? anchorOf(event) : window.afterMs ? String(window.afterMs) : '',
      opensAt: from + (window.afterMs ?? 0),
      expiresAt: from + (window.afterMs ?? 0) + window.ttlMs,
      remaining: window.count === 'unlimited' ? null : window.count,
    }))
}

/** The lanes that an event ends. */
export const lanesClosedBy = (event: InboundEvent, surface: Surface): Lane[] =>
  surface.windows.filter(({ closes }) => closes?.includes(event.type)).map(({ lane }) => lane)

const isOn = ({ setting }: Window, settings: Settings): boolean => setting === undefined || settings[setting] === true

const isFor = ({ lane, byName }: Window, { lanes }: InboundEvent): boolean => (lanes ? lanes.includes(lane) : !byName)

const hasAnchor = ({ needsAnchor }: Window, event: InboundEvent): boolean => !needsAnchor || event.anchor !== undefined

const anchorOf = (event: InboundEvent): string =>
  event.anchor ?? ('externalId' in event && event.externalId ? event.externalId : event.dedupeKey)
