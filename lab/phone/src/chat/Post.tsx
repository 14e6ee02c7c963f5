import { MessageCircle } from 'lucide-react'
import type { Bubble, ChatView, Phone } from '../../../screen.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { localeOf, useWords } from '../words.ts'
import { Content } from './Content.tsx'

interface Props {
  parts: Bubble[]
  phone: Phone
  chat: ChatView
  onReply: (post: Bubble) => void
}

/** A public post within its thread. */
export function PostView({ parts, phone, chat, onReply }: Props) {
  const { t, language } = useWords(phone.platform)
  const first = parts[0]
  if (first === undefined) return null
  const time = new Date(first.at).toLocaleTimeString(localeOf(language), { hour: '2-digit', minute: '2-digit' })
  return (
    <article className="flex gap-2.5 border-b border-rule px-3 py-2.5 text-[14px] leading-snug text-sheet-ink" data-message={first.id}>
      <Avatar name={first.author} size={36} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-1.5">
          <b className="truncate">{first.author}</b>
          <span className="shrink-0 text-[12px] text-hint">· {time}</span>
        </div>
        <div className="-mx-2.5">
          <Content parts={parts} kind={phone.platform} meta={false} />
        </div>
        {chat.bubbles.length > 0 && (
          <button
            type="button"
            onClick={() => onReply(first)}
            className="mt-0.5 flex items-center gap-1.5 rounded-full py-1 pr-2 text-[12px] text-hint hover:bg-wash"
          >
            <MessageCircle aria-hidden size={15} /> {t('reply')}
          </button>
        )}
      </div>
    </article>
  )
}
