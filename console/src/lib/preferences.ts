import type { Language } from '../i18n/languages.ts'
import { LANGUAGES } from '../i18n/languages.ts'
import { readKept, writeKept } from './persisted.ts'
import { createStore, useStore } from './store.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** What sends a message: Enter alone, or Enter with Ctrl or Cmd. */
export const SEND_KEYS = ['enter', 'mod-enter'] as const
export type SendKey = (typeof SEND_KEYS)[number]

/** Where one is after resolving: with the next one of the list, or where one was. */
export const AFTER_RESOLVE = ['next', 'stay'] as const
export type AfterResolve = (typeof AFTER_RESOLVE)[number]

/** What this browser remembers of its agent's taste. */
export interface Preferences {
  theme: Theme
  /** Null: as the browser says. */
  language: Language | null
  sendKey: SendKey
  afterResolve: AfterResolve
  contactPanel: boolean
  /** Single keys do things; off for those whose speech input or screen reader types them. */
  shortcuts: boolean
  /** A short sound with each offer. */
  offerSound: boolean
  /** What is offered while the page is out of sight is said by the system, where the browser may. */
  offerNotices: boolean
  /** This browser is told of offers also while no page is open; of urgent ones also while its agent is away. */
  push: boolean
  pushUrgent: boolean
}

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value)

/** Reads what an earlier version may have written. */
export function parsePreferences(kept: unknown): Preferences {
  const from = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>
  return {
    theme: oneOf(THEMES, from['theme']) ?? 'system',
    language: oneOf(LANGUAGES, from['language']) ?? null,
    sendKey: oneOf(SEND_KEYS, from['sendKey']) ?? 'enter',
    afterResolve: oneOf(AFTER_RESOLVE, from['afterResolve']) ?? 'next',
    contactPanel: from['contactPanel'] !== false,
    shortcuts: from['shortcuts'] !== false,
    offerSound: from['offerSound'] !== false,
    offerNotices: from['offerNotices'] === true,
    push: from['push'] === true,
    pushUrgent: from['pushUrgent'] === true,
  }
}

const store = createStore(parsePreferences(readKept(localStorage, 'preferences')))

export const preferences = {
  get: store.get,
  subscribe: store.subscribe,
  change(change: Partial<Preferences>): void {
    const next = { ...store.get(), ...change }
    store.set(next)
    writeKept(localStorage, 'preferences', next)
  },
}

export const usePreference = <K extends keyof Preferences>(name: K): Preferences[K] => useStore(store, (all) => all[name])
