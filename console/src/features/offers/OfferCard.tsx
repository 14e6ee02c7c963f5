import { useTranslation } from '../../i18n/useTranslation.ts'
import { ChannelIcon } from '../../entities/channel/ChannelIcon.tsx'
import { useNames } from '../../entities/contact/names.ts'
import { PriorityMark } from '../../entities/conversation/PriorityMark.tsx'
import type { Offered } from '../../entities/offer/api.ts'
import { keyLabel } from '../../lib/commands.ts'
import { useTicking } from '../../lib/ticking.ts'
import { countdown } from '../../lib/time.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/cx.ts'
import { Kbd } from '../../ui/Kbd.tsx'

export interface OfferCardProps {
  offer: Offered
  /** The keys are for this one. */
  keyed: boolean
  isPending: boolean
  onAccept: () => void
  onDecline: () => void
}

/** In the last seconds the time left is said more strongly. */
const SOON = 6000

/** Who waits, where they write from and what they say; how long it is kept for this agent, and the answer to it. */
export function OfferCard({ offer: { conversation, endsAt }, keyed, isPending, onAccept, onDecline }: OfferCardProps) {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const left = useTicking(() => countdown(endsAt - performance.now()))
  const soon = useTicking(() => endsAt - performance.now() < SOON)
  const { channel, contact, preview, priority } = conversation
  const name = nameOf(conversation)
  return (
    <article
      aria-label={name}
      className="flex animate-rise flex-col gap-2.5 rounded-xl border border-accent-line bg-raised p-3 text-sm shadow-float"
    >
      <div className="flex items-start gap-2.5">
        <span className="relative shrink-0">
          <Avatar name={name} seed={contact.id} size="md" />
          <ChannelIcon kind={channel.kind} size="xs" className="absolute -right-1.5 -bottom-1.5 box-content border-2 border-raised" />
        </span>
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex items-center gap-1.5">
            <span className="min-w-0 truncate font-medium">{name}</span>
            <PriorityMark priority={priority} />
          </span>
          <span className="truncate text-xs text-muted">{channel.name}</span>
        </span>
        <span
          role="timer"
          aria-label={t('offers.left')}
          className={cx(
            'rounded-md px-1.5 py-0.5 text-xs font-medium tabular-nums',
            soon ? 'bg-danger-soft text-danger-ink' : 'bg-accent-soft text-accent-ink',
          )}
        >
          {left}
        </span>
      </div>
      <p className="line-clamp-2 wrap-anywhere">{preview || t('inbox.noText')}</p>
      <div className="flex gap-2">
        <Button variant="primary" size="sm" className="flex-1" isPending={isPending} onPress={onAccept}>
          {t('offers.accept')}
          {keyed && <Keys of="acceptOffer" inverse />}
        </Button>
        <Button size="sm" isDisabled={isPending} onPress={onDecline}>
          {t('offers.decline')}
          {keyed && <Keys of="declineOffer" />}
        </Button>
      </div>
    </article>
  )
}

const Keys = ({ of, inverse = false }: { of: 'acceptOffer' | 'declineOffer'; inverse?: boolean }) => (
  <span aria-hidden className="hidden pointer-fine:inline">
    <Kbd inverse={inverse}>{keyLabel(of)}</Kbd>
  </span>
)
