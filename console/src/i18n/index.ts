import { createInstance } from 'i18next'
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

const i18n = createInstance()

const wanted = (): Language => preferences.get().language ?? browserLanguage(navigator.languages)

/** Fetches the catalogue, then speaks the language. */
async function load(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation')) {
    i18n.addResourceBundle(language, 'translation', (await catalogues[language]()).default)
  }
  document.documentElement.lang = LOCALES[language]
  await i18n.changeLanguage(language)
}

/** Starts with the catalogue of the wanted language; the other one is fetched when it is chosen. */
export async function startI18n(): Promise<void> {
  const language = wanted()
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: (await catalogues[language]()).default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  document.documentElement.lang = LOCALES[language]
  preferences.subscribe(() => {
    const next = wanted()
    if (next !== i18n.language) void load(next)
  })
}
