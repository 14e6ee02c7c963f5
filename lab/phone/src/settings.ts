import { useSyncExternalStore } from 'react'

interface Setting<T extends string> {
  get: () => T
  set: (next: T) => void
  subscribe: (listener: () => void) => () => void
}

/** Something a reader chose, kept in this browser. */
function setting<T extends string>(name: string, read: (kept: string | null) => T, apply?: (now: T) => void): Setting<T> {
  const key = `lab.${name}`
  let now = read(localStorage.getItem(key))
  const listeners = new Set<() => void>()
  apply?.(now)
  return {
    get: () => now,
    set(next) {
      now = next
      localStorage.setItem(key, next)
      apply?.(next)
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export const useSetting = <T extends string>({ get, subscribe }: Setting<T>): T => useSyncExternalStore(subscribe, get)

const oneOf = <T extends string>(known: readonly T[], kept: string | null, otherwise: T): T =>
  known.find((one) => one === kept) ?? otherwise

export type Language = 'en' | 'zh'
export type Theme = 'light' | 'dark'
export type SideTab = 'journal' | 'faults' | 'accounts'

export const language = setting<Language>(
  'language',
  (kept) => oneOf<Language>(['en', 'zh'], kept, navigator.language.startsWith('zh') ? 'zh' : 'en'),
  (now) => void (document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en'),
)

/** What the system prefers, until somebody chooses. */
export const theme = setting<Theme>(
  'theme',
  (kept) => oneOf<Theme>(['light', 'dark'], kept, matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
  (now) => void (document.documentElement.dataset['theme'] = now),
)

/** A kind of platform, or `all`. */
export const shown = setting('platform', (kept) => kept ?? 'all')

export const side = setting<'open' | 'closed'>('side', (kept) => oneOf(['open', 'closed'], kept, innerWidth < 1100 ? 'closed' : 'open'))
export const sideTab = setting<SideTab>('tab', (kept) => oneOf<SideTab>(['journal', 'faults', 'accounts'], kept, 'journal'))
