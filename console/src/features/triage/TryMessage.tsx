import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { type Tried, triage } from '../../entities/agent/triage.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useReasonWords } from './useTriageWords.ts'

/** Longer than this no message is tried, in UTF-16 units. */
const LONGEST = 2000

/** What would be made of a message, and why: several lines are several messages in a row. Nothing is stored. */
export function TryMessage() {
  const { t } = useTranslation()
  const [text, type] = useState('')
  const attempt = useCommand({
    run: () => {
      const lines = text.split('\n').filter((line) => line.trim() !== '')
      return triage.attempt({ text: lines.at(-1) ?? '', before: lines.slice(0, -1).slice(-7) })
    },
  })
  return (
    <PageSection title={t('triage.try')} lead={t('triage.tryLead')}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim() !== '') attempt.run()
        }}
      >
        <TextField label={t('triage.message')} rows={3} maxLength={LONGEST} value={text} onChange={type} />
        <Button type="submit" className="self-start" isPending={attempt.isPending}>
          {t('triage.tryDo')}
        </Button>
      </form>
      <div role="status">{attempt.answer && <Answer tried={attempt.answer} />}</div>
    </PageSection>
  )
}

function Answer({ tried: { urgent, priority, queue, wantsPerson, reasons } }: { tried: Tried }) {
  const { t } = useTranslation()
  const words = useReasonWords()
  const parts = [
    t('triage.verdict', { priority: t(`priority.${urgent ? 'urgent' : priority}`), queue: queue.name }),
    ...(wantsPerson ? [t('triage.verdictPerson')] : []),
  ]
  return (
    <div className="flex flex-col gap-2 rounded-lg border border-line p-3 text-sm">
      <p className="font-medium">{parts.join(' ')}</p>
      {reasons.length === 0 ? (
        <p className="text-muted">{t('triage.noReason')}</p>
      ) : (
        <ul aria-label={t('triage.reasons')} className="flex flex-col gap-1">
          {reasons.map((reason, index) => (
            <li key={index} className="wrap-anywhere">
              {words(reason)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
