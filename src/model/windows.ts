import type { InboundEvent } from './events.ts'
import type { Surface, Window } from './surface.ts'

/** A permission to write that an event gives. `remaining` null: any number. */
export interface NewGrant {
  lane: Window['lane']
  /** Names the event where a reply must; '' where the thread as a whole is open. */
  anchor: string
  expiresAt: number
  remaining: number | null
}

/** The grants that an event opens on this surface. Counted from the platform's clock, never longer than from ours. */
export function grantsOf(event: InboundEvent, surface: Surface, now: number): NewGrant[] {
  const from = Math.min(event.at, now)
  return surface.windows
    .filter((window) => window.opens.includes(event.type))
    .map((window) => ({
      lane: window.lane,
      anchor: window.anchor === 'event' ? anchorOf(event) : '',
      expiresAt: from + window.ttlMs,
      remaining: window.count === 'unlimited' ? null : window.count,
    }))
}

const anchorOf = (event: InboundEvent): string => ('externalId' in event && event.externalId ? event.externalId : event.dedupeKey)
