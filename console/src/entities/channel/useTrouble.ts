import { useQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Conversation } from '../../api/types.ts'
import { useLocale, useTicking } from '../../lib/ticking.ts'
import { clockTime, dateAndTime, sameDay } from '../../lib/time.ts'
import { queries } from '../queries.ts'
import { troubleWords } from './trouble.ts'
import type { Trouble } from './api.ts'

/** What is wrong with a channel; undefined while it works. */
export const useTrouble = (channelId: string): Trouble | undefined =>
  useQuery({ ...queries.troubles, select: (all) => all.find((one) => one.channelId === channelId) }).data

/** The same as a sentence, with the time since when. */
export function useTroubleSentence(trouble: Trouble, channel: Conversation['channel']): string {
  const { t, i18n } = useTranslation()
  const locale = useLocale()
  const since = Date.parse(trouble.since)
  const time = useTicking((now) => (sameDay(since, now) ? clockTime(since, locale) : dateAndTime(since, locale)))
  return t('trouble.since', { why: troubleWords(trouble, channel.name, i18n), time })
}
