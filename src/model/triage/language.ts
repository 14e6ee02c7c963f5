import { syllablesOf } from './fold.ts'
import type { Token } from './features.ts'

/** What a message is written in, as far as queues and texts care. */
export type Language = 'zh' | 'en' | 'other'

const ENGLISH = new Set(
  'the a an is are was were i me my you your it its this that to of in on for and or not no do dont did can cant how what why where when who please help with have has just from they he she we be but if so need want get got still now hi hello thanks ok yes'.split(
    ' ',
  ),
)
/** Words that are both, and common in English. */
const SHORT = 2

/** Chinese by its script or as pinyin, English by its small words; whatever else is `other`. `text` says which script there was. */
export function languageOf(text: string, tokens: readonly Token[]): Language {
  const words = tokens.filter((token) => /^[a-z]/.test(token.text)).map((token) => token.text)
  const han = tokens.filter((token) => token.han).length
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Thai}]/u.test(text))
    return 'other'
  if (han > 0 && han * 2 >= words.length) return 'zh'
  const english = words.filter((word) => ENGLISH.has(word)).length
  const pinyin = words.filter((word) => word.length > SHORT && !ENGLISH.has(word) && syllablesOf(word)).length
  if (pinyin > english && pinyin * 2 >= words.length) return 'zh'
  if (words.length === 0) return 'other'
  return english > 0 || /^[\p{ASCII}’‘“”–—…\p{Extended_Pictographic}£€¥]*$/u.test(text) ? 'en' : 'other'
}
