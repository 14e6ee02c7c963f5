import { useLocale } from '../../../lib/ticking.ts'
import { preciseSpan } from '../../../lib/time.ts'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Obstacles, Why } from '../../../entities/conversation/useWhy.ts'

export type Decision = Why['decisions'][number]

/** The desk's reasons in the reader's words. */
export function useWhyWords() {
  const { t } = useTranslation()
  const locale = useLocale()
  const because = (beginning: string, counts: Obstacles): string => {
    const parts = Object.entries(counts).map(([reason, count]) => t(`why.obstacle.${reason as keyof Obstacles}`, { count }))
    return parts.length > 0 ? t('why.because', { beginning, reasons: parts.join(t('why.and')) }) : t('why.sentence', { beginning })
  }
  return {
    /** Why it waits; null: it does not. */
    waits({ waitsFor, obstacles }: Why): string | null {
      if (waitsFor === undefined) return null
      if (waitsFor === 'agent' && Object.keys(obstacles).length === 0) return t('why.sentence', { beginning: t('why.soon') })
      return because(t(`why.waitsFor.${waitsFor}`), obstacles)
    },
    /** How the customer got to a person; null: they did not ask for one. */
    asked({ person }: Why): string | null {
      if (!person) return null
      const asked = person.steps === 1 ? t('why.askedAtOnce') : t('why.askedLater', { steps: person.steps })
      if (person.seconds === null) return t('why.askedOpen', { asked })
      return t('why.askedAnswered', { asked, time: preciseSpan(person.seconds * 1000, locale) })
    },
    /** What was decided once. `name`: of whom it was given to; null: nobody. */
    decided: ({ considered, notEligible }: Decision, name: string | null): string =>
      because(
        name !== null
          ? t('why.chosen', { name, count: considered })
          : considered === 0
            ? t('why.empty')
            : t('why.nobody', { count: considered }),
        notEligible,
      ),
  }
}
