import { Menu } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { IconButton } from './IconButton.tsx'
import { nav } from './nav.ts'

/** Opens the navigation on a phone; elsewhere it is in sight. */
export function NavButton() {
  const { t } = useTranslation()
  return <IconButton icon={Menu} label={t('shell.navigation')} onPress={nav.open} className="-ml-2 md:hidden" />
}
