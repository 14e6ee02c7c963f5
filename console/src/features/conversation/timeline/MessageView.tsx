import { StickyNote } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Message } from '../../../api/types.ts'
import { useLocale } from '../../../lib/ticking.ts'
import { clockTime, dateAndTime } from '../../../lib/time.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { cx } from '../../../ui/cx.ts'
import type { Pending } from '../../../entities/message/pending.ts'
import { Delivery } from './Delivery.tsx'
import { MessageActions } from './MessageActions.tsx'
import { MessageBody } from './MessageBody.tsx'
import { useNames } from '../../../entities/contact/names.ts'
import { PendingDelivery } from './PendingDelivery.tsx'
import { Rating } from './Rating.tsx'

export interface MessageViewProps {
  message: Message
  pending?: Pending | undefined
  /** First and last of a run of one person. */
  first: boolean
  last: boolean
  /** The newest outgoing one: it says how far it has come. */
  newest: boolean
  /** The message that it answers, where that is loaded. */
  answered: Message | undefined
  onShow: (id: string) => void
  onReply: ((message: Message) => void) | undefined
  mayRetry: boolean
  /** How long messages may be taken back, in ms; null: not here. */
  recallWithin: number | null
  onRecall: (message: Message) => void
}

const LOOKS = {
  in: 'bg-sunken',
  out: 'bg-accent-soft',
  note: 'border border-warn-line bg-warn-soft',
} as const

export const MessageView = memo(function MessageView(props: MessageViewProps) {
  const { message, pending, first, last, newest, answered, onShow, onReply, mayRetry, recallWithin, onRecall } = props
  const { t } = useTranslation()
  const locale = useLocale()
  const { authorOf } = useNames()
  const { direction, author, at, edited, recalled, reactions, rating } = message
  const ours = direction !== 'in'
  const time = Date.parse(at)
  const automatic = author.kind === 'system'
  return (
    <article
      aria-label={t(`message.by.${automatic ? 'automatic' : direction}`, { name: authorOf(message), time: clockTime(time, locale) })}
      className={cx('group flex gap-2.5 px-4 md:px-5', first ? 'pt-3' : 'pt-0.5', ours && 'flex-row-reverse')}
    >
      <span className={cx('w-7 shrink-0', ours && 'max-md:hidden')}>
        {first && <Avatar name={authorOf(message)} seed={author.id ?? author.kind} />}
      </span>
      <div className={cx('flex max-w-[min(80%,38rem)] min-w-0 flex-col gap-1', ours ? 'items-end' : 'items-start')}>
        {first && (
          <header className="flex items-center gap-1.5 px-0.5 text-xs text-muted">
            {direction === 'note' && <StickyNote aria-hidden className="size-3 text-warn-ink" />}
            <span className="font-medium text-ink">{authorOf(message)}</span>
            {direction === 'note' && <span className="text-warn-ink">{t('message.note')}</span>}
            {automatic && <Badge>{t('message.automatic')}</Badge>}
            <time dateTime={at} title={dateAndTime(time, locale)} className="text-2xs text-muted tabular-nums">
              {clockTime(time, locale)}
            </time>
          </header>
        )}
        <div className={cx('flex max-w-full items-center gap-1', ours && 'flex-row-reverse')}>
          <div
            className={cx(
              'flex max-w-full min-w-0 flex-col gap-2 rounded-2xl text-base',
              onlyPictures(message) ? 'p-1.5' : 'px-3.5 py-2',
              LOOKS[direction],
              first && (ours ? 'rounded-tr-md' : 'rounded-tl-md'),
              pending && !pending.failed && 'opacity-70',
            )}
          >
            {message.replyTo && <Answered message={answered} onShow={onShow} />}
            <MessageBody message={message} />
          </div>
          {!pending && <MessageActions message={message} onReply={onReply} recallWithin={recallWithin} onRecall={onRecall} />}
        </div>
        {reactions.length > 0 && <Reactions reactions={reactions} />}
        {rating !== undefined && <Rating rating={rating} />}
        {edited && !recalled && (
          <span title={dateAndTime(Date.parse(edited), locale)} className="px-1 text-2xs text-muted">
            {t('message.edited')}
          </span>
        )}
        {pending ? (
          <PendingDelivery pending={pending} />
        ) : (
          direction === 'out' &&
          !recalled &&
          (newest || last || message.state === 'failed' || message.state === 'unknown') && (
            <Delivery message={message} mayRetry={mayRetry} quiet={!newest} />
          )
        )}
      </div>
    </article>
  )
})

/** Pictures fill their bubble. */
const onlyPictures = ({ content, recalled, replyTo }: Message): boolean =>
  !recalled &&
  replyTo === undefined &&
  content.length > 0 &&
  content.every(({ type }) => type === 'image' || type === 'video' || type === 'sticker')

function Answered({ message, onShow }: { message: Message | undefined; onShow: (id: string) => void }) {
  const { t } = useTranslation()
  const { authorOf } = useNames()
  const look = 'block max-w-full border-l-2 border-accent-line pl-2 text-left text-sm'
  if (!message) return <span className={cx(look, 'text-muted')}>{t('message.repliedEarlier')}</span>
  return (
    <button type="button" onClick={() => onShow(message.id)} className={look}>
      <span className="block text-xs font-medium text-accent-ink">{authorOf(message)}</span>
      <span className="line-clamp-2 text-muted">{message.recalled ? t('message.takenBack') : message.text || t('inbox.noText')}</span>
    </button>
  )
}

function Reactions({ reactions }: { reactions: Message['reactions'] }) {
  const by = Map.groupBy(reactions, ({ emoji }) => emoji)
  return (
    <ul className="flex flex-wrap gap-1">
      {[...by].map(([emoji, all]) => (
        <li
          key={emoji}
          title={all.map((one) => one.by).join(', ')}
          className="rounded-full border border-line bg-surface px-1.5 text-xs leading-5"
        >
          {emoji} {all.length > 1 && all.length}
        </li>
      ))}
    </ul>
  )
}
