import { cuesOf } from './cue-finder.ts'
import { fold, soundOf, syllablesOf } from './fold.ts'

/** A piece of a folded text: a word, a number, a Chinese character, an emoji or a mark that carries a feeling. */
export interface Token {
  text: string
  han: boolean
  hash: number
}

/** What a scorer sees of a text. The lists run in parallel: `hashes[i]` stands for tokens `from[i]` to `to[i]`, or for what `names` says. */
export interface Features {
  /** The text as it was compared. */
  folded: string
  tokens: Token[]
  hashes: number[]
  from: number[]
  to: number[]
  names: Map<number, string>
}

/** How many words apart two cues may be to belong together. */
const NEAR = 5
/** The longest text that is read, in UTF-16 units: what matters stands at the beginning or at the end. */
const LONGEST = 1200
const TOKENS = /[a-z]+(?:'[a-z]+)?|\d+|\p{Script=Han}|\p{Extended_Pictographic}|[?!$£€¥%]|\n/gu
const HAN = /^\p{Script=Han}$/u

/** FNV-1a over UTF-16 units: the same number on every runtime. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

const join = (hash: number, next: number): number => Math.imul(hash ^ (next + 0x9e3779b9), 0x85ebca6b) ^ (hash >>> 13)

function tokensOf(folded: string): Token[] {
  return (folded.match(TOKENS) ?? []).map((found) => {
    const word = /^\d/.test(found) ? `#${Math.min(found.length, 6)}` : found.replace("'", '')
    return { text: word, han: HAN.test(word), hash: hashOf(word) }
  })
}

/** Every feature of a text once; the same on every runtime. */
export function featuresOf(text: string): Features {
  const edge = { text: '', han: false, hash: hashOf('^') }
  const folded = fold(text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}`)
  const tokens = [edge, ...tokensOf(folded), edge]
  const seen = new Set<number>()
  const features: Features = { folded, tokens, hashes: [], from: [], to: [], names: new Map() }
  const add = (hash: number, from: number, to: number, name?: string): void => {
    const key = hash >>> 0
    if (seen.has(key)) return
    seen.add(key)
    features.hashes.push(key)
    features.from.push(from)
    features.to.push(to)
    if (name !== undefined) features.names.set(features.hashes.length - 1, name)
  }
  phrases(tokens, add)
  parts(tokens, add)
  spoken(tokens, add)
  cues(tokens, add)
  shape(tokens, add)
  return features
}

type Add = (hash: number, from: number, to: number, name?: string) => void

/** Up to three words in a row, up to five characters, and two with one or two between them. */
function phrases(tokens: readonly Token[], add: Add): void {
  for (let from = 0; from < tokens.length; from++) {
    let hash = 1
    let han = true
    for (let to = from; to < Math.min(from + 5, tokens.length); to++) {
      const token = tokens[to]
      if (!token) break
      han &&= token.han
      if (to - from > 2 && !han) break
      hash = join(hash, token.hash)
      add(hash, from, to)
    }
    for (const gap of [2, 3]) {
      const [first, last] = [tokens[from], tokens[from + gap]]
      if (first && last) add(join(join(gap, first.hash), last.hash), from, from + gap)
    }
  }
}

/** Parts of words of letters, with their ends: what is misspelt is still like itself. */
function parts(tokens: readonly Token[], add: Add): void {
  for (const [at, { text, han }] of tokens.entries()) {
    if (han || text.length < 3) continue
    const word = `<${text}>`
    for (let from = 0; from < word.length; from++) {
      let hash = 7
      for (let to = from; to < Math.min(from + 5, word.length); to++) {
        hash = join(hash, word.charCodeAt(to))
        if (to - from >= 2) add(hash, at, at)
      }
    }
    const next = tokens[at + 1]
    if (!next || next.han || next.text === '') continue
    for (let before = 1; before < 4; before++) {
      let hash = hashOf(text.slice(-before))
      for (let after = 0; after < Math.min(4 - before, next.text.length); after++) {
        hash = join(hash, next.text.charCodeAt(after))
        add(hash, at, at + 1)
      }
    }
  }
}

/** Two and three syllables in a row, of characters and of pinyin alike: homophones and pinyin meet here. */
function spoken(tokens: readonly Token[], add: Add): void {
  const row: { hash: number; at: number }[] = []
  const flush = (): void => {
    for (let from = 0; from < row.length; from++) {
      let hash = 11
      for (let to = from; to < Math.min(from + 3, row.length); to++) {
        hash = join(hash, row[to]?.hash ?? 0)
        if (to > from) add(hash, row[from]?.at ?? 0, row[to]?.at ?? 0)
      }
    }
    row.length = 0
  }
  for (const [at, { text, han }] of tokens.entries()) {
    const syllables = han ? [soundOf(text) ?? text] : /^[a-z]+$/.test(text) ? syllablesOf(text) : undefined
    if (syllables) for (const syllable of syllables) row.push({ hash: hashOf(syllable), at })
    else flush()
  }
  flush()
}

function cues(tokens: readonly Token[], add: Add): void {
  const found = cuesOf(tokens)
  const names = [...new Set(found.map(({ name }) => name))].sort()
  for (const [at, name] of names.entries()) {
    add(join(13, hashOf(name)), -1, -1, name)
    for (const other of names.slice(at + 1)) add(join(join(13, hashOf(name)), hashOf(other)), -1, -1, `${name} + ${other}`)
  }
  for (const first of found) {
    for (const next of found) {
      if (next.at <= first.at || next.at > first.at + NEAR) continue
      add(join(join(17, hashOf(first.name)), hashOf(next.name)), first.at, next.at, `${first.name} → ${next.name}`)
    }
  }
}

/** How long it is, in how many messages, whether it asks or shouts. */
function shape(tokens: readonly Token[], add: Add): void {
  const count = (text: string): number => tokens.filter((token) => token.text === text).length
  const length = Math.floor(2 * Math.log2(tokens.length))
  add(hashOf(`length ${length}`), -1, -1, `length ${length}`)
  for (const [sign, name] of [
    ['?', 'questions'],
    ['!', 'exclamations'],
    ['\n', 'messages'],
  ] as const) {
    const many = Math.min(3, count(sign))
    add(hashOf(`${name} ${many}`), -1, -1, `${name} ${many}`)
  }
}
