import { Hand, RotateCcw } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Conversation } from '../../../api/types.ts'
import { Button } from '../../../ui/Button.tsx'
import type { allowed } from '../../../entities/conversation/steps.ts'
import { useSteps } from '../../../entities/conversation/useSteps.ts'

/** Why this agent cannot reply now, and what opens the way. */
export function Gate({ conversation, may, onAsk }: { conversation: Conversation; may: ReturnType<typeof allowed>; onAsk: () => void }) {
  const { t } = useTranslation()
  const step = useSteps()
  const { owner, status } = conversation
  const why =
    status === 'resolved'
      ? t('composer.gate.resolved')
      : owner.kind === 'agent'
        ? t('composer.gate.agent', { name: owner.name ?? '' })
        : owner.kind === 'offer'
          ? may.claim
            ? t('owner.offeredYou')
            : t('composer.gate.offer', { name: owner.name ?? '' })
          : owner.kind === 'bot'
            ? t('composer.gate.bot')
            : t('composer.gate.queue', { name: conversation.queue.name })
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 px-3 py-3 text-sm text-muted">
      <span>{why}</span>
      {may.claim && (
        <Button
          variant="primary"
          size="sm"
          onPress={() => {
            onAsk()
            step([conversation], { do: 'claim' })
          }}
        >
          <Hand aria-hidden />
          {t('composer.gate.claim')}
        </Button>
      )}
      {may.reopen && (
        <Button size="sm" onPress={() => step([conversation], { do: 'reopen' })}>
          <RotateCcw aria-hidden />
          {t('commands.reopen')}
        </Button>
      )}
    </div>
  )
}
