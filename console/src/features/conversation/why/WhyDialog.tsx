import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Conversation } from '../../../api/types.ts'
import type { Why } from '../../../entities/conversation/useWhy.ts'
import { useWhy } from '../../../entities/conversation/useWhy.ts'
import { queries } from '../../../entities/queries.ts'
import { useLocale } from '../../../lib/ticking.ts'
import { dateAndTime } from '../../../lib/time.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { QueryBoundary } from '../../../ui/QueryBoundary.tsx'
import { useWhyWords } from './useWhyWords.ts'

/** Who was weighed when the conversation was to be given to somebody, and what came of it, newest first. */
export function WhyDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const why = useWhy(conversation.id)
  const mine = conversation.owner.kind === 'agent' && conversation.owner.id === me.id
  return (
    <Dialog
      title={mine ? t('why.me') : conversation.status === 'waiting' ? t('why.stillWaiting') : t('why.title')}
      size="md"
      isOpen
      onClose={onClose}
    >
      <QueryBoundary query={why}>{(found) => <Answer why={found} conversation={conversation} />}</QueryBoundary>
    </Dialog>
  )
}

function Answer({ why, conversation: { owner } }: { why: Why; conversation: Conversation }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const words = useWhyWords()
  const { data: agents = [] } = useQuery(queries.agents)
  const [last] = why.decisions
  const byHand = owner.kind === 'agent' && last?.chosen !== owner.id
  const now = words.waits(why) ?? (byHand ? t('why.byHand') : null)
  const asked = words.asked(why)
  const nameOf = (id: string): string => agents.find((agent) => agent.id === id)?.name ?? t('owner.someone')
  return (
    <div className="flex flex-col gap-4 text-sm">
      {now !== null && <p>{now}</p>}
      {asked !== null && <p>{asked}</p>}
      {why.decisions.length > 0 ? (
        <ol aria-label={t('why.decisions')} className="flex flex-col divide-y divide-line">
          {why.decisions.map((decision, index) => (
            <li key={index} className="flex flex-col gap-0.5 py-2">
              <time dateTime={decision.at} className="text-xs text-muted tabular-nums">
                {dateAndTime(Date.parse(decision.at), locale)}
              </time>
              <span>{words.decided(decision, decision.chosen && nameOf(decision.chosen))}</span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-muted">{t('why.none')}</p>
      )}
    </div>
  )
}
