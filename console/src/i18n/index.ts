import { preferences } from '../lib/preferences.ts'
import type { Area } from './areas.ts'
import { AREAS } from './areas.ts'
import type { Language } from './languages.ts'
import { browserLanguage, LOCALES } from './languages.ts'
import { i18n } from './useTranslation.ts'

const wanted = (): Language => preferences.get().language ?? browserLanguage(navigator.languages)

/** What has been asked for so far: another language has to have it too. */
const areas = new Set<Area>()
const fetched = new Set<string>()

async function fetchWords(area: Area, language: Language): Promise<void> {
  if (fetched.has(`${language} ${area}`)) return
  const words = await AREAS[area][language]()
  i18n.addResourceBundle(language, 'translation', words.default, true)
  fetched.add(`${language} ${area}`)
}

/** Fetches the words of all areas, then speaks the language. */
async function speak(language: Language): Promise<void> {
  await Promise.all([...areas].map((area) => fetchWords(area, language)))
  if (language !== wanted()) return
  document.documentElement.lang = LOCALES[language]
  await i18n.changeLanguage(language)
}

/** A part of the console that is fetched when it is needed, with the words that it says. */
export async function withWords<T>(area: Area, part: Promise<T>): Promise<T> {
  areas.add(area)
  const [loaded] = await Promise.all([part, fetchWords(area, wanted())])
  return loaded
}

/** Starts with the words of the first screen; the other language is fetched when it is chosen. */
export async function startI18n(): Promise<void> {
  areas.add('inbox')
  await i18n.init({ interpolation: { escapeValue: false }, returnNull: false })
  await speak(wanted())
  preferences.subscribe(() => {
    if (wanted() !== i18n.language) void speak(wanted())
  })
}
