import type { TextUnit } from './surface.ts'
import { type Span, atomsOf, findAddresses, measure } from './text.ts'

/** Where a reader expects a text to end, best first: paragraph, line, sentence, word. */
const ENDINGS = [/\n[^\S\n]*(?=\n)/g, /(?=\n)/g, /[.!?…]["'”’)\]]{0,3}(?=\s)|[。！？；…][”’」』）]{0,3}/g, /(?=\s)|[，、：]/g]

/** White space up to its last line break, so that an indented line keeps its indentation; or all of it. */
const BLANK = /\s*\n|\s+/y

/**
 * Cuts `text` into pieces of at most `max`: never inside a grapheme or an address that would fit whole, at the best
 * ending in the second half where there is one. White space at a cut is left out.
 * Null: there is a character that alone does not fit.
 */
export function split(text: string, max: number, unit: TextUnit): Span[] | null {
  if (text.trim() === '') return []
  const atoms = atomsOf(text, unit, max)
  if (!atoms) return null
  const { ends, sums } = atoms
  if ((sums.at(-1) ?? 0) <= max) return [{ start: 0, end: text.length }]

  const boundaries = new Set(ends)
  const addresses = findAddresses(text).filter(({ start, end }) => measure(text.slice(start, end), unit) <= max)
  const pieces: Span[] = []
  let [start, atom, address] = [0, 0, 0]
  while (start < text.length) {
    while ((ends[atom] ?? Infinity) <= start) atom += 1
    while ((addresses[address]?.end ?? Infinity) <= start) address += 1
    let last = atom
    const limit = (sums[atom - 1] ?? 0) + max
    while ((sums[last + 1] ?? Infinity) <= limit) last += 1
    const room = { start, end: ends[last] ?? text.length }
    const cut = room.end === text.length ? room.end : (niceCut(text, room, boundaries) ?? hardCut(room, boundaries, addresses, address))

    const trimmed = start + text.slice(start, cut).trimEnd().length
    const end = boundaries.has(trimmed) ? trimmed : cut
    if (trimmed > start) pieces.push({ start, end })
    BLANK.lastIndex = trimmed
    const next = BLANK.test(text) ? BLANK.lastIndex : cut
    start = boundaries.has(next) ? next : cut
  }
  return pieces
}

/** The last of the best kind of ending in the second half of `room`. */
function niceCut(text: string, room: Span, boundaries: Set<number>): number | undefined {
  const middle = room.start + Math.ceil((room.end - room.start) / 2)
  const half = text.slice(middle, room.end + 1)
  for (const ending of ENDINGS) {
    const cut = Array.from(half.matchAll(ending), (match) => middle + match.index + match[0].length).findLast(
      (at) => at <= room.end && boundaries.has(at),
    )
    if (cut !== undefined) return cut
  }
  return undefined
}

/** All of `room`, or up to the address that its end would break. */
function hardCut(room: Span, boundaries: Set<number>, addresses: Span[], from: number): number {
  for (let index = from; ; index += 1) {
    const address = addresses[index]
    if (!address || address.start >= room.end) return room.end
    if (address.end <= room.end) continue
    let cut = address.start
    while (cut > room.start && !boundaries.has(cut)) cut -= 1
    return cut > room.start ? cut : room.end
  }
}
