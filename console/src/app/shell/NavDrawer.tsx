import { useTranslation } from '../../i18n/useTranslation.ts'
import { Drawer } from '../../ui/Drawer.tsx'
import { nav } from '../../ui/nav.ts'
import { Sidebar } from './Sidebar.tsx'

/** The navigation on a phone. */
export function NavDrawer() {
  const { t } = useTranslation()
  return (
    <Drawer label={t('shell.navigation')} side="left" isOpen onClose={nav.close}>
      <Sidebar wide />
    </Drawer>
  )
}
