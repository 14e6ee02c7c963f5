import type { IncomingPart } from '../content.ts'
import { fold } from './fold.ts'
import { PERSON_OPTION } from './person-option.ts'
import { AROUND_WORDS, PERSON_WORDS } from './person-words.ts'

/** Longer than anybody asks for a person in so many words, in UTF-16 units. */
const LONGEST = 60

/** Words of letters keep one blank between them; signs of Chinese have none, and punctuation is none of either. */
const bare = (text: string): string =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}']+/gu, ' ')
    .replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim()

const WORDS: ReadonlySet<string> = new Set(PERSON_WORDS.map(bare))
const AROUND = AROUND_WORDS.map(bare)

const isLetter = (sign: string): boolean => /[a-z\d']/.test(sign)

/** Without one courtesy before or behind; undefined where there is none. `now` is not taken off `know`. */
function lessPolite(text: string): string | undefined {
  for (const word of AROUND) {
    if (word.length >= text.length) continue
    const [before, behind] = [text.charAt(word.length), text.charAt(text.length - word.length - 1)]
    if (text.startsWith(word) && !(isLetter(word.at(-1) ?? '') && isLetter(before))) return text.slice(word.length).trim()
    if (text.endsWith(word) && !(isLetter(word.charAt(0)) && isLetter(behind))) return text.slice(0, -word.length).trim()
  }
  return undefined
}

/** Impatience says it several times. */
const once = (text: string): string => text.replace(/^(.+?)(?: ?\1)+$/u, '$1')

/** Whether a message asks for a person and says nothing else, in the words that must always work. */
function isPersonWord(message: string): boolean {
  if (message.length > LONGEST) return false
  for (let left: string | undefined = bare(message); left !== undefined; left = lessPolite(left)) if (WORDS.has(once(left))) return true
  return false
}

/** Of messages, one a line, the first that asks for a person and says nothing else, and what is said besides by the others. */
export function personWordsIn(text: string): { word?: string; rest: string } {
  const lines = text.split('\n').map((line) => line.trim())
  const word = lines.find(isPersonWord)
  return word === undefined ? { rest: text } : { word, rest: lines.filter((line) => !isPersonWord(line)).join('\n') }
}

/** Whether it presses what leads to a person: our own option, or an entry of the platform's menu that is called so. */
export const pressesPerson = (content: readonly IncomingPart[]): boolean =>
  content.some((part) => part.type === 'press' && (part.id === PERSON_OPTION || isPersonWord(part.id.replaceAll('_', ' '))))
