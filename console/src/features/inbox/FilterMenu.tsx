import { useTranslation } from '../../i18n/useTranslation.ts'
import { MenuBox, MenuItem, MenuSection } from '../../ui/Menu.tsx'
import type { LateMenu } from '../../ui/useLateMenu.ts'
import type { FilterProps } from './FilterButton.tsx'

/** What the list can be narrowed by; it stays open, so that several can be chosen. */
export function FilterMenu({ sections, onChange, ...menu }: LateMenu & FilterProps) {
  const { t } = useTranslation()
  return (
    <MenuBox {...menu} label={t('views.filter')} placement="bottom end" className="max-h-96">
      {sections.map(({ title, choices }) => (
        <MenuSection key={title} title={title}>
          {choices.map(({ id, label, chosen, toggled }) => (
            <MenuItem key={id} id={id} label={label} chosen={chosen} shouldCloseOnSelect={false} onAction={() => onChange(toggled)} />
          ))}
        </MenuSection>
      ))}
    </MenuBox>
  )
}
