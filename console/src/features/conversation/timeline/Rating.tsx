import { Star, ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { cx } from '../../../ui/cx.ts'

const look = 'inline-flex h-5 items-center gap-1 rounded-full border border-line bg-surface px-1.5 text-xs tabular-nums [&>svg]:size-3'

/** What the customer thinks of a message by the platform's own means: thumbs (1 and 5), or so many of five. */
export function Rating({ rating }: { rating: number }) {
  const { t } = useTranslation()
  const words = t(rating === 5 ? 'message.rating.good' : rating === 1 ? 'message.rating.bad' : 'message.rating.between', { rating })
  const Icon = rating === 5 ? ThumbsUp : rating === 1 ? ThumbsDown : Star
  return (
    <span
      role="img"
      aria-label={words}
      title={words}
      className={cx(look, rating === 5 ? 'text-ok-ink' : rating === 1 ? 'text-danger-ink' : 'text-muted')}
    >
      <Icon aria-hidden />
      {rating > 1 && rating < 5 && `${rating}/5`}
    </span>
  )
}
