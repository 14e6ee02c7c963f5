/** Dark enough for white letters on them. */
const colours = ['#b8532e', '#a8362f', '#8a5a00', '#4f7a1f', '#1d7a5f', '#17728c', '#2f62b5', '#6a4fc0', '#9a3f92'] as const

const firstOf = (word: string): string => graphemes.segment(word)[Symbol.iterator]().next().value?.segment ?? ''
const graphemes = new Intl.Segmenter()

function colourOf(name: string): string {
  let hash = 0
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return colours[hash % colours.length] ?? colours[0]
}

/** Decoration: the name stands beside it. */
export function Avatar({ name, size = 40, shape = 'round' }: { name: string; size?: number; shape?: 'round' | 'square' }) {
  const words = name.trim().split(/\s+/).slice(0, 2)
  return (
    <span
      aria-hidden
      className={`grid shrink-0 place-items-center font-semibold text-white select-none ${shape === 'round' ? 'rounded-full' : 'rounded-[14%]'}`}
      style={{ width: size, height: size, fontSize: size * 0.4, background: colourOf(name) }}
    >
      {words.map(firstOf).join('').toUpperCase()}
    </span>
  )
}
