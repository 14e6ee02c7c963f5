import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { conversations } from './api.ts'
import { people } from '../agent/people.ts'
import { useNames } from '../contact/names.ts'
import { asProblem } from '../../api/problem.ts'
import { queries } from '../queries.ts'
import type { Conversation } from '../../api/types.ts'
import { sayDone } from '../../lib/done.ts'
import { explain } from '../../lib/errors.ts'
import { patcherOf } from '../patch.ts'
import { toast } from '../../ui/toast.tsx'
import { runStep } from './runStep.ts'
import type { Step } from './steps.ts'
import { expected, reverse } from './steps.ts'
import { useLeaving } from './useLeaving.ts'

interface Doing {
  before: Conversation
  step: Step
  /** It takes another step back: nothing more is said. */
  quiet?: boolean
}

function words(step: Step, name: string, t: TFunction): string | null {
  switch (step.do) {
    case 'assign':
      return t('conversation.done.assign', { name, to: step.agent.name })
    case 'transfer':
      return t('conversation.done.transfer', { name, to: step.queue.name })
    case 'priority':
      return t('conversation.done.priority', { name, priority: t(`priority.${step.priority}`) })
    case 'release':
    case 'resolve':
    case 'snooze':
      return t(`conversation.done.${step.do}`, { name })
    default:
      return null
  }
}

/** Does a step at once on the page, then on the server; what the server refuses is taken back and explained. */
export function useSteps(): (conversation: Conversation, step: Step) => void {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: me } = useSuspenseQuery(queries.me)
  const { nameOf } = useNames()
  const leave = useLeaving()
  const patcher = patcherOf(client)

  const { mutate } = useMutation({
    mutationFn: ({ before, step }: Doing) => runStep(before.id, step),
    onMutate({ before, step }) {
      const goBack = step.do === 'resolve' ? leave(before) : null
      patcher.conversation(expected(before, step, me, Date.now()))
      return goBack
    },
    onSuccess(after, { before, step, quiet }, goBack) {
      patcher.answeredConversation(after)
      const text = words(step, nameOf(before), t)
      const back = reverse(before, step)
      if (quiet || text === null) return
      const undo = (to: Step): void => {
        goBack?.()
        mutate({ before: after, step: to, quiet: true })
      }
      sayDone(text, back ? () => undo(back) : undefined)
    },
    onError(error, doing, goBack) {
      const { before, step } = doing
      patcher.conversation(before)
      goBack?.()
      const problem = asProblem(error)
      // Somebody was faster: show how it stands now.
      if (problem.status === 409) void showAsItStands(before.id)
      const comeBack = { label: t('presence.setAvailable'), run: () => void retryAvailable(doing) }
      toast.failed(explain(error, t), problem.code === 'not-available' && step.do === 'claim' ? comeBack : undefined)
    },
  })
  async function showAsItStands(id: string): Promise<void> {
    try {
      patcher.answeredConversation(await conversations.get(id))
    } catch {
      // The feed tells it sooner or later.
    }
  }

  async function retryAvailable(doing: Doing): Promise<void> {
    try {
      await people.presence('available')
      mutate(doing)
    } catch (error) {
      toast.failed(explain(error, t))
    }
  }
  return (before, step) => mutate({ before, step })
}
