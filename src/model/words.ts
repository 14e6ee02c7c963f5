/** Scripts that are written without spaces: there each sign counts, and pairs of neighbours stand for words. */
const SOLID = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\u3099\u309a\uff9e\uff9f\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`
const WORD = String.raw`[\p{L}\p{N}\p{M}]`
const RUNS = new RegExp(String.raw`([${SOLID}&&${WORD}]+)|[${WORD}--${SOLID}]+`, 'gv')
/** A sign, with the mark of its sound where that is written apart. */
const SIGNS = /.[\u3099\u309a\uff9e\uff9f]?/gsu
/** What needs no more than small letters: most of what is ever said. */
const PLAIN = /^[a-z\d\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff]+$/i
/** What is longer is no word; its beginning is enough to find it. */
const LONGEST = 64

/** A stretch of a text that can be looked for. */
export interface Run {
  /** Written without spaces. */
  solid: boolean
  /** Its word, or its signs one by one. */
  pieces: Piece[]
}

/** `word` as it is compared: without case, width and accents. `start` and `end` count UTF-16 units of the text, end exclusive. */
export interface Piece {
  word: string
  start: number
  end: number
}

/** `Ａbc`, `ABC` and `ábc` are one word. */
function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  const bare = text.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '')
  return bare
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '')
}

/** The words of a text and where they stand; punctuation, emoji and blanks are left out. */
export function runsOf(text: string): Run[] {
  return [...text.matchAll(RUNS)].flatMap(({ 0: found, 1: solid, index }) => {
    const parts = solid === undefined ? [found] : (found.match(SIGNS) ?? [])
    let start = index
    const pieces = parts.map((part) => ({ word: fold(part), start, end: (start += part.length) })).filter(({ word }) => word !== '')
    return pieces.length === 0 ? [] : [{ solid: solid !== undefined, pieces }]
  })
}

/** What stands for a run in the index: its word, each pair of neighbouring signs, or the one sign there is. */
export function wordsOf({ pieces }: Run): string[] {
  const words = pieces.map(({ word }) => word.slice(0, LONGEST).toWellFormed())
  return words.length === 1 ? words : words.slice(1).map((word, index) => `${words[index]}${word}`)
}
