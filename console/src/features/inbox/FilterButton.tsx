import { ListFilter } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Filter } from '../../../../src/model/view.ts'
import { late } from '../../lib/late.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { useLateMenu } from '../../ui/useLateMenu.ts'
import type { FilterSection } from './useFilterChoices.ts'

const FilterMenu = late(async () => (await import('./FilterMenu.tsx')).FilterMenu, { keys: true })

export interface FilterProps {
  sections: FilterSection[]
  onChange: (filter: Filter) => void
}

/** Leads to what the list can be narrowed by. */
export function FilterButton(props: FilterProps) {
  const { t } = useTranslation()
  const { trigger, menu } = useLateMenu()
  return (
    <>
      <IconButton {...trigger} icon={ListFilter} label={t('views.filter')} />
      {menu && <FilterMenu {...menu} {...props} />}
    </>
  )
}
