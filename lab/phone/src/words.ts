import type { Bubble } from '../../screen.ts'
import { language, useSetting, type Language } from './settings.ts'
import { pageEn } from './words/page.en.ts'
import { pageZh } from './words/page.zh.ts'
import { phoneEn } from './words/phone.en.ts'
import { phoneZh } from './words/phone.zh.ts'

export type Word = keyof typeof pageEn | keyof typeof phoneEn
const catalogues: Record<Language, Readonly<Record<Word, string>>> = { en: { ...pageEn, ...phoneEn }, zh: { ...pageZh, ...phoneZh } }

/** What stands for a message without text. */
export const kindWord = (kind: NonNullable<Bubble['reply']>['kind']): Word =>
  kind === 'video-note' ? 'kindVideoNote' : (`kind${kind.charAt(0).toUpperCase()}${kind.slice(1)}` as Word)

export type Say = (word: Word, values?: Record<string, string | number>) => string

/**
 * The language, and what says a word in it. With the kind of a platform: as that platform says it, where `word.kind` is in the
 * catalogue.
 */
export function useWords(kind = ''): { language: Language; t: Say } {
  const now = useSetting(language)
  const catalogue: Readonly<Record<string, string>> = catalogues[now]
  const t: Say = (word, values = {}) => {
    const text = catalogue[`${word}.${kind}`] ?? catalogue[word] ?? word
    return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  }
  return { language: now, t }
}

/** A time of day, and a day, as the language writes them. */
export const localeOf = (now: Language): string => (now === 'zh' ? 'zh-CN' : 'en-GB')
