import { ListFilter } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Filter } from '../../../../src/model/view.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSection } from '../../ui/Menu.tsx'
import type { FilterSection } from './useFilterChoices.ts'

/** What the list can be narrowed by; it stays open, so that several can be chosen. */
export function FilterMenu({ sections, onChange }: { sections: FilterSection[]; onChange: (filter: Filter) => void }) {
  const { t } = useTranslation()
  return (
    <Menu
      label={t('views.filter')}
      placement="bottom end"
      trigger={<IconButton icon={ListFilter} label={t('views.filter')} />}
      className="max-h-96"
    >
      {sections.map(({ title, choices }) => (
        <MenuSection key={title} title={title}>
          {choices.map(({ id, label, chosen, toggled }) => (
            <MenuItem key={id} id={id} label={label} chosen={chosen} shouldCloseOnSelect={false} onAction={() => onChange(toggled)} />
          ))}
        </MenuSection>
      ))}
    </Menu>
  )
}
