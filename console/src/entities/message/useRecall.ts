import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { keys } from '../keys.ts'
import { messages } from './api.ts'
import { asProblem } from '../../api/problem.ts'
import type { Message } from '../../api/types.ts'
import { explain } from '../../lib/errors.ts'
import { useLocale } from '../../lib/ticking.ts'
import { longSpan } from '../../lib/time.ts'
import { patcherOf } from '../patch.ts'
import type { Timeline } from './timeline.ts'
import { toast } from '../../ui/toast.tsx'

/** Why it could not be taken back, with the platform's words where it was the platform that refused. */
function reason(error: unknown, t: TFunction, locale: string): string {
  const problem = asProblem(error)
  const { withinMs } = problem.data
  const key = `recall.errors.${problem.code}` as 'recall.errors.too-late'
  const words = t(key, { span: typeof withinMs === 'number' ? longSpan(withinMs, locale) : '', defaultValue: explain(problem, t) })
  return problem.code.startsWith('channel-') ? t('recall.said', { words, text: problem.message }) : words
}

/** Takes a message back at once on the page, then on the platform; what is refused comes back and is explained. */
export function useRecall(): (message: Message) => void {
  const { t } = useTranslation()
  const locale = useLocale()
  const client = useQueryClient()
  const patcher = patcherOf(client)
  // As the feed has told it by now, which may be more than what was asked about.
  const current = (message: Message): Message =>
    client.getQueryData<Timeline>(keys.timeline(message.conversationId))?.items.find(({ id }) => id === message.id) ?? message

  const { mutate } = useMutation({
    mutationFn: (message: Message) => messages.recall(message.id),
    onMutate(message) {
      const recalled = new Date().toISOString()
      patcher.message({ ...current(message), recalled })
      return recalled
    },
    onSuccess({ recalled }, message) {
      if (recalled) patcher.message({ ...current(message), recalled })
    },
    onError(error, message, ours) {
      const { recalled, ...rest } = current(message)
      if (recalled === ours) patcher.message(rest)
      toast.failed(reason(error, t, locale))
    },
  })
  return mutate
}
