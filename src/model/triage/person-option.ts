import type { MenuPart } from '../content.ts'

/** The option that leads to a person, by whatever menu it is offered: whoever presses it is served by no bot and asked nothing more. */
export const PERSON_OPTION = 'person'

const LABELS = { zh: '转人工', en: 'Talk to a person' } as const

/** The option for a menu of such words: in Chinese where they are. */
export const personOption = (words: string): MenuPart['options'][number] => ({
  id: PERSON_OPTION,
  label: LABELS[/\p{Script=Han}/u.test(words) ? 'zh' : 'en'],
})
