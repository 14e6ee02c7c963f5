/** Whether what was typed is the title's sound, whole or by initials, as pinyin is typed. */
export type SoundsLike = (title: string, typed: string) => boolean

const initialsOf = (title: string): string =>
  title
    .split(/[\s:…]+/)
    .map((word) => word.charAt(0))
    .join('')

/**
 * How well words find a title: the smaller the better, null where they do not. Each has to be found, in any order, in the title's words, as their
 * initials, or by the sound.
 */
export function match(title: string, words: string, soundsLike: SoundsLike = () => false): number | null {
  const lower = title.toLowerCase()
  let worst = 0
  for (const word of words.toLowerCase().split(/\s+/).filter(Boolean)) {
    if (lower.startsWith(word)) continue
    const begins = lower.includes(` ${word}`) || initialsOf(lower).startsWith(word)
    if (!begins && !soundsLike(title, word) && !lower.includes(word)) return null
    worst = Math.max(worst, begins ? 1 : lower.includes(word) ? 3 : 2)
  }
  return worst
}
