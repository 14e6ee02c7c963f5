import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { keys } from '../../../entities/keys.ts'
import { queries } from '../../../entities/queries.ts'
import type { SetAside } from '../../../entities/channel/setAside.ts'
import { setAside } from '../../../entities/channel/setAside.ts'
import { explain } from '../../../lib/errors.ts'
import { useLocale } from '../../../lib/ticking.ts'
import { dateAndTime } from '../../../lib/time.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ChannelIcon } from '../../../entities/channel/ChannelIcon.tsx'

/** One event: where it came from, when, why it was set aside, and what the platform sent. */
export function SetAsideCard({ one }: { one: SetAside }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const client = useQueryClient()
  const [asking, ask] = useState(false)
  const channel = useQuery(queries.channels).data?.find(({ id }) => id === one.channel)
  const name = channel?.name ?? one.channel
  const reload = () => client.invalidateQueries({ queryKey: keys.setAside })
  const replay = useMutation({
    mutationFn: () => setAside.replay(one.id),
    onSuccess: () => toast.done(t('setAside.replayed')),
    onError: (error) => toast.failed(explain(error, t)),
    onSettled: reload,
  })
  const discard = useMutation({
    mutationFn: () => setAside.discard(one.id),
    onError: (error) => toast.failed(explain(error, t)),
    onSettled: () => {
      ask(false)
      return reload()
    },
  })
  return (
    <article aria-label={t('setAside.from', { name })} className="flex flex-col gap-3 rounded-xl border border-line p-4">
      <header className="flex items-center gap-3">
        {channel && <ChannelIcon kind={channel.kind} />}
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-medium">{name}</span>
          <time dateTime={one.at} className="text-xs text-muted">
            {dateAndTime(Date.parse(one.at), locale)}
          </time>
        </span>
        <Badge tone={one.state === 'waiting' ? 'warn' : 'ok'}>{t(`setAside.states.${one.state}`)}</Badge>
      </header>
      <p className="text-sm wrap-break-word">{one.error}</p>
      <details className="text-sm">
        <summary className="cursor-pointer rounded pointer-coarse:py-3 text-muted hover:text-ink">{t('setAside.payload')}</summary>
        {/* It scrolls: a keyboard has to reach it. */}
        <pre
          tabIndex={0}
          role="region"
          aria-label={t('setAside.payload')}
          className="mt-2 max-h-72 overflow-auto rounded-lg bg-sunken p-3 font-mono text-xs"
        >
          {JSON.stringify(one.event, null, 2)}
        </pre>
      </details>
      <div className="flex flex-wrap gap-2">
        {one.state === 'waiting' && (
          <Button size="sm" onPress={() => replay.mutate()} isPending={replay.isPending}>
            <RotateCcw aria-hidden />
            {t('setAside.replay')}
          </Button>
        )}
        <Button size="sm" variant="ghost" className="text-danger-ink!" onPress={() => ask(true)}>
          <Trash2 aria-hidden />
          {t('setAside.discard')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('setAside.discardTitle')}
        action={t('setAside.discard')}
        isOpen={asking}
        isPending={discard.isPending}
        onConfirm={() => discard.mutate()}
        onClose={() => ask(false)}
      >
        {t(one.state === 'waiting' ? 'setAside.discardText' : 'setAside.discardReplayedText')}
      </ConfirmDialog>
    </article>
  )
}
