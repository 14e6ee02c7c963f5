import type { ReactNode } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { LANGUAGE_NAMES, LANGUAGES, LOCALES } from '../../i18n/languages.ts'
import { preferences } from '../../lib/preferences.ts'
import { Button } from '../../ui/Button.tsx'
import { Logo } from '../../ui/Logo.tsx'

/** The page in front of the door: signing in and the first start. */
export function DoorLayout({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { i18n } = useTranslation()
  return (
    <div className="flex min-h-full flex-col bg-canvas">
      <header className="flex justify-end gap-1 p-4">
        {LANGUAGES.map((language) => (
          <Button
            key={language}
            variant="ghost"
            size="sm"
            aria-pressed={i18n.language === language}
            onPress={() => preferences.change({ language })}
          >
            <span className={i18n.language === language ? 'text-ink' : ''} lang={LOCALES[language]}>
              {LANGUAGE_NAMES[language]}
            </span>
          </Button>
        ))}
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
