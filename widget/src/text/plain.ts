import type { PublicPart } from '../../../src/desk/web/visitor-wire.ts'

/** A message in one line, to be read out. */
export const plainText = (parts: readonly PublicPart[]): string => parts.map(partText).filter(Boolean).join(' ')

function partText(part: PublicPart): string {
  if ('text' in part) return part.text
  if ('prompt' in part) return [part.prompt, ...part.options.map(({ label }) => label)].join(', ')
  if ('summary' in part) return part.summary
  return ('caption' in part && part.caption) || ('name' in part && part.name) || ''
}
