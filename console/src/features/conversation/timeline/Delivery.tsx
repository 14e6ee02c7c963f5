import { Check, CheckCheck, CircleAlert, CircleHelp, Clock } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'react-aria-components/Button'
import { messages } from '../../../entities/message/api.ts'
import type { Message, MessageState } from '../../../api/types.ts'
import { explain } from '../../../lib/errors.ts'
import { QueuedWords } from '../../../entities/channel/Trouble.tsx'
import { patcherOf } from '../../../entities/patch.ts'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { cx } from '../../../ui/cx.ts'
import { toast } from '../../../ui/toast.tsx'

const ICONS = {
  queued: Clock,
  sending: Clock,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  unknown: CircleHelp,
  received: Check,
} satisfies Record<MessageState, unknown>

const link = 'ml-1 shrink-0 rounded font-medium underline underline-offset-2 data-hovered:text-ink pointer-coarse:-my-3.5'

/** How far an outgoing message has come, and what can be done when it did not arrive. */
export function Delivery({ message, mayRetry, quiet }: { message: Message; mayRetry: boolean; quiet: boolean }) {
  const { t } = useTranslation()
  const { state, error } = message
  if (state === 'failed' || state === 'unknown') return <Trouble message={message} mayRetry={mayRetry} />
  // Whoever has the newest state has all of them: earlier ones only speak while they wait.
  if (quiet && state !== 'queued' && state !== 'sending') return null
  const Icon = ICONS[state]
  return (
    <span title={error?.text} className="inline-flex items-center gap-1 text-2xs text-muted">
      <Icon aria-hidden className={cx('size-3', state === 'read' && 'text-accent-ink')} />
      {state === 'queued' ? <QueuedWords message={message} /> : t(`delivery.${state}`)}
    </span>
  )
}

function Trouble({ message, mayRetry }: { message: Message; mayRetry: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, ask] = useState(false)
  const failed = message.state === 'failed'
  const retry = useMutation({
    mutationFn: () => messages.retry(message.id),
    // What comes of it is told by the feed.
    onMutate: () => patcherOf(client).message({ ...message, state: 'queued' }),
    onError(problem) {
      patcherOf(client).message(message)
      toast.failed(explain(problem, t))
    },
    onSettled: () => ask(false),
  })
  const reason = t(`delivery.errors.${message.error?.code ?? ''}` as 'delivery.errors.platform', {
    defaultValue: t('delivery.errors.platform'),
  })
  const Icon = failed ? CircleAlert : CircleHelp
  return (
    <span className={cx('flex max-w-md items-start gap-1.5 text-xs', failed ? 'text-danger-ink' : 'text-warn-ink')}>
      <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>
        <span className="font-medium">{t(failed ? 'delivery.failed' : 'delivery.unknown')}</span>
        {' – '}
        {failed ? reason : t('delivery.unknownWhy')}
        {failed && message.error?.text && <span className="block text-muted">{t('trouble.says', { text: message.error.text })}</span>}
      </span>
      {mayRetry && (
        <Button onPress={() => (failed ? retry.mutate() : ask(true))} isDisabled={retry.isPending} className={link}>
          {t(failed ? 'delivery.retry' : 'delivery.sendAgain')}
        </Button>
      )}
      <ConfirmDialog
        title={t('delivery.againTitle')}
        action={t('delivery.againDo')}
        variant="primary"
        isOpen={asking}
        isPending={retry.isPending}
        onConfirm={() => retry.mutate()}
        onClose={() => ask(false)}
      >
        {t('delivery.againText')}
      </ConfirmDialog>
    </span>
  )
}
