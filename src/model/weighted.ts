import type { Span } from './text.ts'

/**
 * What X takes for a link, with or without a scheme; never with half a grapheme at either end.
 * Bounded repetition keeps the search linear.
 */
const LINK =
  /(?<![\w.@\p{Cf}-])(https?:\/\/)?(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\b(?::\d{1,5})?(?:[/?#][\x21-\x7E]*)?(?![\p{M}\u200D])/giu
const LINK_WEIGHT = 23

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u

/** Code points that X counts as one; every other counts as two (twitter-text, configuration v3). */
const isLight = (point: number): boolean =>
  point <= 4351 || (point >= 8192 && point <= 8205) || (point >= 8208 && point <= 8223) || (point >= 8242 && point <= 8247)

/** What a grapheme counts on X: an emoji two however it is built, anything else by its composed code points. */
export function weightOf(cluster: string): number {
  if (EMOJI.test(cluster)) return 2
  let total = 0
  for (const character of cluster.normalize('NFC')) total += isLight(character.codePointAt(0) ?? 0) ? 1 : 2
  return total
}

/**
 * Where X counts a link instead of its characters: 23 with a scheme. X knows the top-level domains and counts a bare
 * `name.tld` only then; here any does, as 23 or its own length, whichever is more, so that a text is never too long.
 */
export const weightedLinks = (text: string): (Span & { weight: number })[] =>
  Array.from(text.matchAll(LINK), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    weight: match[1] ? LINK_WEIGHT : Math.max(LINK_WEIGHT, match[0].length),
  }))
