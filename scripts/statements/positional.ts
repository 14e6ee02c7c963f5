/** Literals and quoted names are passed over: a question mark in them is one. */
const PIECES = /'(?:[^']|'')*'|"[^"]*"|\?(\d*)/g

/** How many positional parameters a statement has. */
export function positional(text: string): number {
  let last = 0
  for (const [, number] of text.matchAll(PIECES)) {
    if (number !== undefined) last = number === '' ? last + 1 : Math.max(last, Number(number))
  }
  return last
}
