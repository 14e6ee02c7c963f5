export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** As each is called by those who read it. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', zh: '简体中文' }

/** BCP 47, for the document and for number and date formats. */
export const LOCALES: Record<Language, string> = { en: 'en', zh: 'zh-CN' }

export const browserLanguage = (languages: readonly string[]): Language =>
  languages.map((tag) => LANGUAGES.find((language) => tag.toLowerCase().startsWith(language))).find((match) => match !== undefined) ?? 'en'
