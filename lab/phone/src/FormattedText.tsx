import type { ReactNode } from 'react'
import type { Mark } from '../../screen.ts'

const classes: Record<string, string> = {
  bold: 'font-bold',
  italic: 'italic',
  underline: 'underline',
  strikethrough: 'line-through',
  spoiler: 'bg-slate-400 text-transparent hover:bg-transparent hover:text-inherit rounded',
  code: 'font-mono text-[0.92em] text-[#b04a8a]',
  pre: 'block whitespace-pre-wrap rounded bg-black/5 px-2 py-1 font-mono text-[0.9em]',
  blockquote: 'block border-l-[3px] border-[#3390ec] bg-[#3390ec]/10 pl-2 rounded',
  expandable_blockquote: 'block border-l-[3px] border-[#3390ec] bg-[#3390ec]/10 pl-2 rounded',
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
    const style = over.map((mark) => classes[mark.type] ?? (linked.has(mark.type) ? 'text-[#2b7cc9]' : '')).join(' ')
    const url = over.find((mark) => mark.url !== undefined)?.url ?? (over.some((mark) => mark.type === 'url') ? piece : undefined)
    return url === undefined ? (
      <span key={from} className={style}>
        {piece}
      </span>
    ) : (
      <a key={from} href={url} target="_blank" rel="noreferrer" className={`${style} hover:underline`}>
        {piece}
      </a>
    )
  })
  return <span className="whitespace-pre-wrap break-words">{pieces}</span>
}
