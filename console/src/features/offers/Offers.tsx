import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PhoneIncoming, PhoneOff } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useNames } from '../../entities/contact/names.ts'
import { offers } from '../../entities/offer/api.ts'
import { useOffered } from '../../entities/offer/useOffered.ts'
import { patcherOf } from '../../entities/patch.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { useOffer } from '../../lib/commands.ts'
import { PHONE, useMediaQuery } from '../../lib/useMediaQuery.ts'
import { NoticesLink } from './NoticesLink.tsx'
import { OfferCard } from './OfferCard.tsx'
import { PassedLine } from './PassedLine.tsx'
import { useAlarm } from './useAlarm.ts'
import { useTidings } from './useTidings.ts'

/** So many cards have room; the others follow. */
const SHOWN = 3

/** What is offered to the agent, wherever they are in the console: over the list, and on a phone above the page, never where one writes. */
export function Offers() {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const client = useQueryClient()
  const navigate = useNavigate()
  const phone = useMediaQuery(PHONE)
  const { offered, passed, dismiss, ended } = useOffered()
  useAlarm(offered)
  useTidings()
  const accept = useCommand({
    run: offers.accept,
    onDone(conversation, id) {
      ended(id)
      patcherOf(client).answeredConversation(conversation)
      void navigate({ to: '/inbox/$view/$id', params: { view: 'mine', id: conversation.id } })
    },
  })
  const decline = useCommand({ run: offers.decline, onDone: (_, id) => ended(id) })
  const [first] = offered
  const isPending = accept.isPending || decline.isPending
  useOffer([
    { id: 'acceptOffer', icon: PhoneIncoming, when: first !== undefined, run: () => first && !isPending && accept.run(first.id) },
    { id: 'declineOffer', icon: PhoneOff, when: first !== undefined, run: () => first && !isPending && decline.run(first.id) },
  ])
  const shown = offered.slice(0, phone ? 1 : SHOWN)
  const last = offered.at(-1)?.conversation
  return (
    <>
      <div role="status" className="sr-only">
        {last && t('offers.new', { name: nameOf(last), channel: last.channel.name, text: last.preview ?? t('inbox.noText') })}
      </div>
      {(first || passed) && (
        <section
          aria-label={t('offers.title')}
          className="flex shrink-0 flex-col gap-2 p-2 md:fixed md:bottom-16 md:left-17 md:z-40 md:w-70 md:p-0 min-[72rem]:left-59"
        >
          {passed && <PassedLine passed={passed} onDismiss={dismiss} />}
          {shown.map((offer) => (
            <OfferCard
              key={offer.id}
              offer={offer}
              keyed={offer === first}
              isPending={isPending}
              onAccept={() => accept.run(offer.id)}
              onDecline={() => decline.run(offer.id)}
            />
          ))}
          {offered.length > shown.length && (
            <p className="rounded-lg bg-raised px-3 py-1.5 text-xs text-muted shadow-raised">
              {t('offers.more', { count: offered.length - shown.length })}
            </p>
          )}
          {first && <NoticesLink />}
        </section>
      )}
    </>
  )
}
