import { list, object, text } from '../../src/contract/read.ts'

interface Link {
  url: string
  expanded_url: string
  display_url: string
  media_key: string
}

const SHORT = /^https:\/\/t\.co\/\w+$/
const LAST_SHORT = /\s*https:\/\/t\.co\/\w+\s*$/
const ESCAPES: { [escape: string]: string } = { '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/**
 * A text as its writer sees it: X shortens links, puts one in for each medium, and escapes three characters (seen in the X
 * docs for posts; unverified for direct messages).
 */
export function wordsOf(raw: unknown, entities: unknown, hasMedia: boolean): string {
  let words = text(raw) ?? ''
  for (const entry of list(object<{ urls: unknown }>(entities)?.urls)) {
    const link = object<Link>(entry)
    const short = text(link?.url)
    if (!link || !short || !SHORT.test(short)) continue
    const long = text(link.expanded_url) ?? short
    const isMedium = link.media_key !== undefined || text(link.display_url)?.startsWith('pic.') === true
    words = words.replaceAll(short, () => (isMedium ? '' : long))
  }
  if (hasMedia) words = words.replace(LAST_SHORT, '')
  return words.replaceAll(/&(?:amp|lt|gt);/g, (escape) => ESCAPES[escape] ?? escape).trim()
}
