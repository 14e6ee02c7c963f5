import { Ellipsis, ThumbsDown, ThumbsUp } from 'lucide-react'
import type { Bubble, ChatView, Phone } from '../../../screen.ts'
import { act } from '../api.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { lookOf } from '../platforms.ts'
import { useWords } from '../words.ts'
import { Content, isEmpty, isPicture } from './Content.tsx'
import { Keyboard } from './Keyboard.tsx'
import { Meta, Pill, Ticks } from './Meta.tsx'

export interface BubbleProps {
  /** More than one: the parts of an album. */
  parts: Bubble[]
  phone: Phone
  chat: ChatView
  /** Absent where nothing can be done with the message. */
  onMenu: ((bubble: Bubble, at: { x: number; y: number }) => void) | undefined
}

/** One bubble with what hangs on it: buttons, reactions, thumbs, ticks. */
export function BubbleView({ parts, phone, chat, onMenu }: BubbleProps) {
  const { platform } = phone
  const { t } = useWords(platform)
  const look = lookOf(platform)
  const first = parts[0]
  const last = parts.at(-1)
  if (first === undefined || last === undefined) return null
  const { mine } = first
  if (first.service !== undefined) {
    const { what, ...who } = first.service
    return <Pill>{t(what, who)}</Pill>
  }
  if (last.recalled === true && isEmpty(last)) return <Pill>{t('recalledBy', { who: mine ? t('you') : first.author })}</Pill>

  const bare = parts.length === 1 && first.media?.type === 'sticker'
  const inside = look.avatars === 'none' ? 'inside' : 'beside'
  const edited = parts.some((part) => part.edited)
  const over = bare || (parts.every(isPicture) && parts.every((part) => part.text === undefined))
  return (
    <div className={`flex items-start gap-2 ${mine ? 'flex-row-reverse' : ''}`} data-message={last.id}>
      {look.avatars !== 'none' && <Avatar name={first.author} size={34} shape={look.avatars} />}
      <div
        className={`flex min-w-0 flex-col gap-1 ${mine ? 'items-end' : 'items-start'} ${inside === 'inside' ? 'max-w-[84%]' : 'max-w-[78%]'}`}
      >
        <span className={chat.kind === 'group' && !mine ? 'px-1 text-[12px] font-semibold text-wall-ink' : 'sr-only'}>{first.author}</span>
        <div className={`group/bubble relative flex max-w-full items-end gap-1 ${mine ? 'flex-row-reverse' : ''}`}>
          <div
            onContextMenu={(event) => {
              if (onMenu === undefined) return
              event.preventDefault()
              onMenu(last, { x: event.clientX, y: event.clientY })
            }}
            className={`min-w-0 overflow-hidden text-[14px] leading-[1.4] ${bare ? 'relative' : `bubble shadow-xs ${mine ? 'bubble-mine' : ''}`}`}
          >
            <div className={last.recalled === true ? 'line-through' : ''}>
              <Content parts={parts} kind={platform} meta={inside === 'inside' && <Meta last={last} edited={edited} over={over} />} />
            </div>
            {look.buttons !== 'keys' && last.buttons !== undefined && (
              <Keyboard rows={last.buttons} look={look.buttons} phone={phone} chat={chat} message={last.id} />
            )}
            <Reactions all={last.reactions} />
          </div>
          {inside === 'beside' && <Ticks bubble={last} edited={edited} />}
          {onMenu !== undefined && (
            <button
              type="button"
              aria-label={t('actions')}
              onClick={(event) => {
                const box = event.currentTarget.getBoundingClientRect()
                onMenu(last, { x: box.left, y: box.top })
              }}
              className={`absolute top-0.5 grid size-6 place-items-center rounded-full bg-pill text-pill-ink opacity-0 group-hover/bubble:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100 ${mine ? 'right-full mr-0.5' : 'left-full ml-0.5'}`}
            >
              <Ellipsis aria-hidden size={14} />
            </button>
          )}
        </div>
        {look.buttons === 'keys' && last.buttons !== undefined && (
          <Keyboard rows={last.buttons} look="keys" phone={phone} chat={chat} message={last.id} />
        )}
        {last.recalled === true && <span className="px-1 text-[11.5px] text-wall-ink">{t('recalled')}</span>}
        {last.rated !== undefined && phone.can.includes('rate') && <Thumbs bubble={last} phone={phone} chat={chat} />}
      </div>
    </div>
  )
}

function Reactions({ all }: { all: string[] }) {
  if (all.length === 0) return null
  return (
    <div className="flex flex-wrap gap-1 px-2 pb-1.5">
      {[...new Set(all)].map((emoji) => (
        <span key={emoji} className="rounded-full bg-current/10 px-2 py-0.5 text-[13px]">
          {emoji} <span className="text-[11px]">{all.filter((one) => one === emoji).length}</span>
        </span>
      ))}
    </div>
  )
}

function Thumbs({ bubble, phone, chat }: { bubble: Bubble; phone: Phone; chat: ChatView }) {
  const { t } = useWords(phone.platform)
  return (
    <div className="flex gap-1">
      {(['like', 'dislike'] as const).map((rating) => {
        const Thumb = rating === 'like' ? ThumbsUp : ThumbsDown
        const on = bubble.rated === rating
        return (
          <button
            key={rating}
            type="button"
            aria-label={t(rating)}
            aria-pressed={on}
            onClick={() => void act(phone, 'rate', { chat: chat.id, message: bubble.id, rating })}
            className={`grid h-6 w-8 place-items-center rounded-full ${on ? 'bg-brand text-on-brand' : 'bg-pill text-pill-ink'}`}
          >
            <Thumb aria-hidden size={13} />
          </button>
        )
      })}
    </div>
  )
}
