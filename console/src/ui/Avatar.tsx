import { cx } from './cx.ts'

const HUES = [25, 60, 120, 160, 200, 235, 275, 310, 345]

function hueOf(seed: string): number {
  let sum = 0
  for (const char of seed) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return HUES[sum % HUES.length] ?? 275
}

const graphemes = new Intl.Segmenter()
/** Where the first letter is a character by itself, as of nearly all names: a list of them need not ask for the rules of every script. */
const PLAIN = /^[\p{Script=Latin}\p{Script=Han}\p{Nd}](?=[\p{Script=Latin}\p{Script=Han}\p{Nd}]|$)/u

/** The first character as a reader sees it. */
const firstOf = (word = ''): string => PLAIN.exec(word)?.[0] ?? graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? ''

/** One letter for names in ideographs, two initials for others. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = firstOf(words[0]) || '?'
  if (/\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u.test(first) || words.length < 2)
    return first.toUpperCase()
  return (first + firstOf(words.slice(1).findLast((word) => /^[\p{L}\p{N}]/u.test(word)))).toUpperCase()
}

export interface AvatarProps {
  name: string | null
  /** Keeps the colour when the name changes. */
  seed?: string
  size?: 'xs' | 'sm' | 'md' | 'lg'
  className?: string
}

const SIZES = { xs: 'size-5 text-[0.5625rem]', sm: 'size-7 text-2xs', md: 'size-9 text-xs', lg: 'size-14 text-lg' }

/** Decoration: the name stands beside it. */
export function Avatar({ name, seed, size = 'sm', className }: AvatarProps) {
  const hue = hueOf(seed ?? name ?? '')
  return (
    <span
      aria-hidden
      style={{
        background: `light-dark(oklch(0.9 0.05 ${hue}), oklch(0.35 0.06 ${hue}))`,
        color: `light-dark(oklch(0.4 0.1 ${hue}), oklch(0.88 0.06 ${hue}))`,
      }}
      className={cx('inline-flex shrink-0 items-center justify-center rounded-full font-semibold select-none', SIZES[size], className)}
    >
      {initials(name ?? '?')}
    </span>
  )
}
