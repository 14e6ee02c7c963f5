import { Languages } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LANGUAGE_NAMES, LANGUAGES } from '../../i18n/languages.ts'
import { preferences } from '../../lib/preferences.ts'
import { Button } from '../../ui/Button.tsx'
import { Logo } from '../../ui/Logo.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'

/** The page in front of the door: signing in and the first start. */
export function DoorLayout({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { t, i18n } = useTranslation()
  return (
    <div className="flex min-h-full flex-col bg-canvas">
      <header className="flex justify-end p-4">
        <Menu
          label={t('settings.language')}
          placement="bottom end"
          trigger={
            <Button variant="ghost" size="sm">
              <Languages aria-hidden />
              {LANGUAGE_NAMES[i18n.language === 'zh' ? 'zh' : 'en']}
            </Button>
          }
        >
          {LANGUAGES.map((language) => (
            <MenuItem
              key={language}
              label={LANGUAGE_NAMES[language]}
              chosen={i18n.language === language}
              onAction={() => preferences.change({ language })}
            />
          ))}
        </Menu>
      </header>
      <main className="flex flex-1 flex-col items-center justify-start px-4 pt-[6vh] pb-16">
        <div className="flex w-full max-w-md flex-col gap-6 rounded-2xl border border-line bg-surface p-6 shadow-raised sm:p-9">
          <div className="flex flex-col items-start gap-4">
            <Logo className="size-10" />
            <div>
              <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
              <p className="mt-1 text-sm text-muted">{lead}</p>
            </div>
          </div>
          {children}
        </div>
      </main>
    </div>
  )
}
