import { useTranslation } from '../../i18n/useTranslation.ts'
import { asProblem } from '../../api/problem.ts'
import { explain } from '../../lib/errors.ts'
import { toast } from '../../ui/toast.tsx'
import { people } from './people.ts'

/** Says why something was refused; `words`: in other words than the reason alone. Where one only has to be available for it, it offers that, and does it again. */
export function useRefusal(): (error: unknown, again?: () => void, words?: string) => void {
  const { t } = useTranslation()
  const refuse = (error: unknown, again?: () => void, words = explain(error, t)): void => {
    const comeBack = again && asProblem(error).code === 'not-available' && { label: t('presence.setAvailable'), run: () => back(again) }
    toast.failed(words, comeBack || undefined)
  }
  const back = (again: () => void): void => void people.presence('available').then(again, (no: unknown) => refuse(no))
  return refuse
}
