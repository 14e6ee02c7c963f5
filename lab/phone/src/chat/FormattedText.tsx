import type { ReactNode } from 'react'
import type { Mark } from '../../../screen.ts'
import { Anchor } from '../parts/Anchor.tsx'

const classes: Record<string, string> = {
  bold: 'font-bold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'line-through',
  spoiler: 'rounded bg-current/90 hover:bg-transparent',
  code: 'rounded bg-current/10 px-0.5 font-mono text-[0.92em]',
  pre: 'block whitespace-pre-wrap rounded bg-current/10 px-2 py-1 font-mono text-[0.9em]',
  blockquote: 'block rounded border-l-[3px] border-link bg-current/10 pl-2',
  expandable_blockquote: 'block rounded border-l-[3px] border-link bg-current/10 pl-2',
}
const linked = new Set(['url', 'text_link', 'email', 'mention', 'hashtag', 'bot_command', 'phone_number'])

/** Text with its marks; they may nest, as Telegram allows. */
export function FormattedText({ text, marks }: { text: string; marks: Mark[] }) {
  const edges = [...new Set([0, text.length, ...marks.flatMap((mark) => [mark.offset, mark.offset + mark.length])])]
    .filter((edge) => edge >= 0 && edge <= text.length)
    .toSorted((a, b) => a - b)
  const pieces: ReactNode[] = edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length
    const over = marks.filter((mark) => mark.offset <= from && mark.offset + mark.length >= to)
    const piece = text.slice(from, to)
    const style = over.map((mark) => classes[mark.type] ?? (linked.has(mark.type) ? 'text-link' : '')).join(' ')
    const url = over.find((mark) => mark.url !== undefined)?.url ?? (over.some((mark) => mark.type === 'url') ? piece : undefined)
    return url === undefined ? (
      <span key={from} className={style}>
        {piece}
      </span>
    ) : (
      <Anchor key={from} url={url} className={`${style} underline`}>
        {piece}
      </Anchor>
    )
  })
  return <span className="break-words whitespace-pre-wrap">{pieces}</span>
}
