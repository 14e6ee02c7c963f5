import { Reply, X } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Timeline } from '../../../entities/message/timeline.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { useNames } from '../../../entities/contact/names.ts'

/** Which message is being answered. */
export function ReplyingTo({ id, timeline, onClear }: { id: string; timeline: Timeline; onClear: () => void }) {
  const { t } = useTranslation()
  const { authorOf } = useNames()
  const message = timeline.items.find((one) => one.id === id)
  return (
    <div className="mx-3 mt-2 flex items-center gap-2 rounded-lg bg-sunken py-1 pr-1 pl-2.5 text-sm">
      <Reply aria-hidden className="size-3.5 shrink-0 text-accent-ink" />
      <span className="min-w-0 flex-1 truncate text-muted">
        {message && <span className="font-medium text-ink">{authorOf(message)} </span>}
        {!message ? t('message.repliedEarlier') : message.recalled ? t('message.takenBack') : message.text || t('inbox.noText')}
      </span>
      <IconButton size="sm" icon={X} label={t('composer.stopReplying')} onPress={onClear} />
    </div>
  )
}
