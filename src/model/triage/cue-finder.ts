import { CUES } from './cues.ts'

/** A cue that was found, and the token at which it begins. */
export interface Cue {
  name: string
  at: number
}

const HAN = /\p{Script=Han}/u
const LONGEST = 5
const known = new Map<string, string[]>()

/** Chinese words stand before the English ones and are parted by blanks; English ones are parted by commas. */
for (const [name, list] of Object.entries(CUES)) {
  for (const part of list.split(',')) {
    const words = part.trim().split(' ')
    const latin = words.filter((word) => !HAN.test(word)).join(' ')
    for (const phrase of [...words.filter((word) => HAN.test(word)), latin]) {
      if (phrase) known.set(phrase, [...(known.get(phrase) ?? []), name])
    }
  }
}

/** Every cue in a folded text, with all of its places. */
export function cuesOf(tokens: readonly { text: string; han: boolean }[]): Cue[] {
  const found: Cue[] = []
  for (let at = 0; at < tokens.length; at++) {
    let phrase = ''
    for (let to = at; to < Math.min(at + LONGEST, tokens.length); to++) {
      const token = tokens[to]
      if (!token) break
      phrase += phrase && !(token.han && tokens[to - 1]?.han) ? ` ${token.text}` : token.text
      for (const name of known.get(phrase) ?? []) found.push({ name, at })
    }
  }
  return found
}
