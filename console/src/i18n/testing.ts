import type { Language } from './languages.ts'
import type { Area } from './areas.ts'
import { AREAS } from './areas.ts'

/** All words of a language, as they are when every part of the console has been seen. */
async function wordsOf(language: Language): Promise<object> {
  const parts = await Promise.all((Object.keys(AREAS) as Area[]).map((area) => AREAS[area][language]()))
  return Object.assign({}, ...parts.map((part) => part.default)) as object
}

export const en = await wordsOf('en')
export const zh = await wordsOf('zh')
