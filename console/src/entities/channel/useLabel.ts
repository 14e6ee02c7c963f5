import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Label } from './api.ts'

/** The reader's side of a text that comes in both languages. */
export function useLabel(): (label: Label) => string {
  const { i18n } = useTranslation()
  return (label) => (i18n.language === 'zh' ? label.zh : label.en)
}
