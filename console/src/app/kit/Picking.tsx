import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { DateRange } from '../../ui/DateRange.tsx'
import { PageSection } from '../../ui/Page.tsx'

const NAMES = ['Maya Okafor', '王小明', 'Jonas Weber', '李静', 'Sofia Rossi', 'Tom Baker'] as const
const SERIES = ['bg-series-1', 'bg-series-2', 'bg-series-3', 'bg-series-4', 'bg-series-5', 'bg-series-6'] as const

/** What is chosen from lists and calendars, and the colours of what is drawn of it. */
export function Picking() {
  const { t } = useTranslation()
  const [people, choose] = useState<string[]>(['Sofia Rossi'])
  const [period, set] = useState({ from: '2026-01-05', to: '2026-01-23' })
  return (
    <>
      <PageSection title={t('kit.search')}>
        <Combobox
          label={t('pages.team')}
          choices={NAMES.map((id) => ({ id, label: id }))}
          value={people}
          onChange={choose}
          placeholder={t('kit.search')}
        />
      </PageSection>
      <PageSection title={t('kit.period')}>
        <DateRange label={t('kit.period')} value={period} onChange={set} />
      </PageSection>
      <PageSection title={t('kit.series')}>
        <ul className="flex flex-wrap gap-3">
          {SERIES.map((colour, index) => (
            <li key={colour} className="flex items-center gap-2 text-sm text-muted">
              <span className={`size-8 rounded-lg ${colour}`} />
              {index + 1}
            </li>
          ))}
        </ul>
      </PageSection>
    </>
  )
}
