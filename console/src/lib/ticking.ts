import { useSyncExternalStore } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import type { Language } from '../i18n/languages.ts'
import { LOCALES } from '../i18n/languages.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** What `of` makes of the time, kept true by one clock for all; renders only when the result changes. */
export const useTicking = <T extends string | number | boolean | null>(of: (now: number) => T): T =>
  useSyncExternalStore(subscribe, () => of(Date.now()))

/** The locale for number and date formats. */
export const useLocale = (): string => LOCALES[useTranslation().i18n.language as Language]
