import type conversation from './en.conversation.ts'
import type inbox from './en.inbox.ts'
import type offers from './en.offers.ts'
import type pages from './en.pages.ts'
import type { Language } from './languages.ts'

/** Every word of the console. The other languages have the same keys; a missing one does not compile. */
export type Catalogue = typeof inbox & typeof conversation & typeof offers & typeof pages

/** The words come in four parts, so that the first screen fetches what it says and no more. */
export const AREAS = {
  inbox: { en: () => import('./en.inbox.ts'), zh: () => import('./zh.inbox.ts') },
  conversation: { en: () => import('./en.conversation.ts'), zh: () => import('./zh.conversation.ts') },
  offers: { en: () => import('./en.offers.ts'), zh: () => import('./zh.offers.ts') },
  pages: { en: () => import('./en.pages.ts'), zh: () => import('./zh.pages.ts') },
} satisfies Record<string, Record<Language, () => Promise<{ default: object }>>>

export type Area = keyof typeof AREAS
