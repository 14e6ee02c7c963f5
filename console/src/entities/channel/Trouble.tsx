import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'react-aria-components/Button'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import type { Conversation, Message } from '../../api/types.ts'
import { explain } from '../../lib/errors.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { toast } from '../../ui/toast.tsx'
import { keys } from '../keys.ts'
import { queries } from '../queries.ts'
import type { Trouble } from './api.ts'
import { channels } from './api.ts'
import { troubleWords } from './trouble.ts'
import { useTrouble, useTroubleSentence } from './useTrouble.ts'

const link = 'tap inline-flex items-center rounded py-0.5 font-medium underline underline-offset-2 data-hovered:text-ink'

type OfChannel = Pick<Conversation, 'channel'>

/** For a header: that its channel does not work, in a word. */
export function TroubleBadge({ channel }: OfChannel) {
  const { t } = useTranslation()
  const trouble = useTrouble(channel.id)
  if (!trouble) return null
  const { code, stops } = trouble
  return <Badge tone={stops ? 'danger' : 'warn'}>{t(`trouble.badge.${code === 'paused' ? code : stops ? 'stops' : 'warns'}`)}</Badge>
}

/** Above what is written: what is wrong, what becomes of a reply, and a way to look again. Nothing while the channel works. */
export function TroubleNotice({ channel, className }: OfChannel & { className?: string }) {
  const trouble = useTrouble(channel.id)
  return trouble ? <Explained trouble={trouble} channel={channel} className={className} /> : null
}

function Explained({ trouble, channel, className }: OfChannel & { trouble: Trouble; className: string | undefined }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const words = useTroubleSentence(trouble, channel)
  const admin = useQuery({ ...queries.me, select: ({ role }) => atLeast(role, 'admin') }).data
  const check = useMutation({
    mutationFn: () => channels.probe(channel.id),
    onSuccess({ trouble: now }) {
      client.setQueryData<Trouble[]>(keys.troubles, (all = []) => [
        ...all.filter(({ channelId }) => channelId !== channel.id),
        ...(now ? [now] : []),
      ])
      if (!now) toast.done(t('trouble.over', { channel: channel.name }))
    },
    onError: (error) => toast.failed(explain(error, t)),
  })
  return (
    <Notice tone={trouble.stops ? 'danger' : 'warn'} live {...(className !== undefined && { className })}>
      <span className="font-medium">{words}</span> {t(trouble.stops ? 'trouble.waits' : 'trouble.late')} {!admin && t('trouble.admin')}
      <span className="mt-0.5 flex flex-wrap items-center gap-x-3">
        {trouble.code !== 'paused' && (
          <Button onPress={() => check.mutate()} isPending={check.isPending} className={link}>
            {t(check.isPending ? 'trouble.checking' : 'trouble.again')}
          </Button>
        )}
        {admin && (
          <Link to="/settings/channels/$id" params={{ id: channel.id }} className={link}>
            {t('trouble.open')}
          </Link>
        )}
        {check.isSuccess && <span className="text-muted">{t('trouble.still')}</span>}
      </span>
    </Notice>
  )
}

/** Why a message has not gone out yet: what is wrong with its channel, or what the platform said of it. */
export function QueuedWords({ message }: { message: Message }) {
  const { t, i18n } = useTranslation()
  const channel = useQuery(queries.conversation(message.conversationId)).data?.channel
  const trouble = useTrouble(channel?.id ?? '')
  const key = `trouble.message.${message.error?.code ?? ''}`
  const why =
    channel && trouble?.stops ? troubleWords(trouble, channel.name, i18n) : i18n.exists(key) ? t(key as 'trouble.message.rate') : null
  return why === null ? t('delivery.queued') : t('trouble.queued', { why })
}
