import type { i18n as I18n } from 'i18next'
import type { Channel } from '../../api/types.ts'

type Advice = NonNullable<Channel['health']['advice']>

/** The platform's words are a number or an address here, which stands in our own sentence. */
const FILLED: readonly string[] = ['webhook-elsewhere', 'webhook-backlog']

/**
 * What is wrong and what to do, in the reader's words; `said` is what the platform says besides. A code that this version of
 * the console does not know has the platform's words alone.
 */
export function adviceWords({ code, text }: Advice, { t, exists }: Pick<I18n, 't' | 'exists'>): { words: string; said?: string } {
  const key = `channels.advice.${code}`
  if (!exists(key)) return { words: text || t('channels.advice.other') }
  const words = t(key as 'channels.advice.other', { text: text || '…' })
  return text && !FILLED.includes(code) ? { words, said: text } : { words }
}
