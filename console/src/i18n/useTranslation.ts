import type { TFunction } from 'i18next'
import { createInstance } from 'i18next'
import type { Catalogue } from './areas.ts'
import { createStore, useStore } from '../lib/store.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: Catalogue }
  }
}

export const i18n = createInstance()

interface Speaking {
  t: TFunction
  i18n: typeof i18n
}

const speaking = createStore<Speaking>({ t: i18n.t, i18n })
i18n.on('languageChanged', (language) => speaking.set({ t: i18n.getFixedT(language), i18n }))

/** The words in the language that is spoken now. One for all: a list has hundreds of parts that say something. */
export const useTranslation = (): Speaking => useStore(speaking, (now) => now)
