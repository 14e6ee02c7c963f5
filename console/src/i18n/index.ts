import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { preferences } from '../lib/preferences.ts'
import type en from './en.ts'
import type { Language } from './languages.ts'
import { browserLanguage, LOCALES } from './languages.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

const catalogues: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.ts'),
  zh: () => import('./zh.ts'),
}

const wanted = (): Language => preferences.get().language ?? browserLanguage(navigator.languages)

async function load(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await catalogues[language]()).default)
  }
  document.documentElement.lang = LOCALES[language]
}

/** Starts with the catalogue of the wanted language; the other one is fetched when it is chosen. */
export async function startI18n(): Promise<void> {
  const language = wanted()
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: (await catalogues[language]()).default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = LOCALES[language]
  preferences.subscribe(() => {
    const next = wanted()
    if (next !== i18next.language) void load(next).then(() => i18next.changeLanguage(next))
  })
}
