import { SIMPLIFIED, SOUNDS, TRADITIONAL } from './han.ts'

/** Cantonese as it is written, with what Mandarin says instead: longer ones first. */
const CANTONESE =
  '我哋我们 你哋你们 佢哋他们 而家现在 琴日昨天 寻日昨天 头先刚才 啱啱刚刚 点解为什 边度哪里 边个谁人 屋企家里 点样怎么 乜嘢什么 入数转账'
const CANTONESE_SIGNS = '佢他嘅的唔不咗了畀给俾给睇看喺在搵找揾找瞓睡啲些嚟来攞拿嗰那哋们冇没嘢事咩吗咁这'

const inPairs = (text: string): [string, string][] =>
  Array.from({ length: text.length / 2 }, (_, at) => [text.charAt(2 * at), text.charAt(2 * at + 1)])
const simple = new Map(Array.from(TRADITIONAL, (sign, at): [string, string] => [sign, SIMPLIFIED.charAt(at)]))
const mandarin = new Map(inPairs(CANTONESE_SIGNS))
const phrases = CANTONESE.split(' ').map((pair): [string, string] => [pair.slice(0, 2), pair.slice(2)])
const ofCantonese = new RegExp(`[${[...mandarin.keys()].join('')}啱]`)
const sounds = new Map(
  [...SOUNDS.matchAll(/([a-z]+)([^a-z]+)/g)].flatMap(([, sound = '', signs = '']) =>
    Array.from(signs, (sign): [string, string] => [sign, sound]),
  ),
)
const syllables = new Set(sounds.values())

/** A text as triage compares it: one width, small letters, simplified, Mandarin for written Cantonese, no sign more than twice in a row. */
export function fold(text: string): string {
  const narrow = text.normalize('NFKC').toLowerCase().replaceAll(/[’‘`]/g, "'")
  const simplified = narrow.replaceAll(/[\u4e00-\u9fff]/g, (sign) => simple.get(sign) ?? sign)
  return spoken(simplified).replaceAll(/(.)\1{2,}/gu, '$1$1')
}

function spoken(text: string): string {
  if (!ofCantonese.test(text)) return text
  const known = phrases.reduce((left, [from, to]) => left.replaceAll(from, to), text)
  return known.replaceAll(/[\u4e00-\u9fff]/g, (sign) => mandarin.get(sign) ?? sign)
}

/** How a simplified character sounds, without its tone; undefined for one that is rare. */
export const soundOf = (sign: string): string | undefined => sounds.get(sign)

/** The syllables of a word written in pinyin, as few as possible; undefined when it is not. */
export function syllablesOf(word: string): string[] | undefined {
  const best: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= word.length; end++) {
    for (let start = Math.max(0, end - 6); start < end; start++) {
      const before = best[start]
      const syllable = word.slice(start, end)
      if (before && syllables.has(syllable) && before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, syllable]
    }
  }
  return word.length > 24 ? undefined : best[word.length]
}
