import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import type { Filter } from '../../../../src/model/view.ts'
import type { FilterSection } from './useFilterChoices.ts'

/** What narrows the list now; each goes with a press. */
export function FilterChips({
  sections,
  onChange,
  children,
}: {
  sections: FilterSection[]
  onChange: (filter: Filter) => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const chosen = sections.flatMap(({ choices }) => choices.filter((one) => one.chosen))
  if (chosen.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label={t('views.filters')}>
      {chosen.map(({ id, label, toggled }) => (
        <Button
          key={id}
          aria-label={t('views.without', { name: label })}
          onPress={() => onChange(toggled)}
          className="inline-flex h-6.5 max-w-full items-center gap-1 rounded-full bg-accent-soft pr-1.5 pl-2.5 text-xs font-medium text-accent-ink data-hovered:brightness-95"
        >
          <span className="truncate">{label}</span>
          <X aria-hidden className="size-3.5 shrink-0" />
        </Button>
      ))}
      {chosen.length > 1 && (
        <Button onPress={() => onChange({})} className="h-6.5 rounded-full px-2 text-xs text-muted data-hovered:text-ink">
          {t('views.clear')}
        </Button>
      )}
      {children}
    </div>
  )
}
