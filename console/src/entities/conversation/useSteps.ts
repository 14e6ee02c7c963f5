import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { conversations } from './api.ts'
import { useRefusal } from '../agent/useRefusal.ts'
import { useNames } from '../contact/names.ts'
import { asProblem } from '../../api/problem.ts'
import { queries } from '../queries.ts'
import type { Conversation } from '../../api/types.ts'
import { sayDone } from '../../lib/done.ts'
import { explain } from '../../lib/errors.ts'
import { patcherOf } from '../patch.ts'
import { forEach, runStep } from './runStep.ts'
import type { Step } from './steps.ts'
import { expected, reverse, takes } from './steps.ts'
import { useLeaving } from './useLeaving.ts'

interface Doing {
  before: Conversation
  step: Step
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

/** Does a step with one or several at once on the page, then on the server; what the server refuses is taken back and explained. */
export function useSteps(): (all: readonly Conversation[], step: Step) => void {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: me } = useSuspenseQuery(queries.me)
  const { nameOf } = useNames()
  const leave = useLeaving()
  const refuse = useRefusal()
  const patcher = patcherOf(client)

  /** What was done, as it stands now, with what takes it back. */
  async function all(doings: readonly Doing[], goBack: (() => void) | null): Promise<{ doing: Doing; after: Conversation }[]> {
    for (const { before, step } of doings) patcher.conversation(expected(before, step, me, Date.now()))
    const answers = await forEach(doings, ({ before, step }) => runStep(before.id, step))
    const failed = doings.flatMap((doing, index) => {
      const answer = answers[index]
      return answer?.status === 'rejected' ? [{ doing, error: answer.reason as unknown }] : []
    })
    for (const { doing, error } of failed) {
      patcher.conversation(doing.before)
      // Somebody was faster: show how it stands now. Where that fails too, the feed tells it sooner or later.
      if (asProblem(error).status === 409) conversations.get(doing.before.id).then(patcher.answeredConversation, () => {})
    }
    const [first] = failed
    if (first) {
      if (doings.length === 1) goBack?.()
      const again = (): void =>
        void go(
          failed.map(({ doing }) => doing),
          null,
        )
      const why = [...new Set(failed.map(({ error }) => explain(error, t)))].join(' ')
      const some = doings.length > 1 ? t('conversation.failedSome', { count: failed.length, numbers: numbersOf(failed), why }) : why
      refuse(first.error, takes(first.doing.step, me) ? again : undefined, some)
    }
    return doings.flatMap((doing, index) => {
      const answer = answers[index]
      if (answer?.status !== 'fulfilled') return []
      patcher.answeredConversation(answer.value)
      return [{ doing, after: answer.value }]
    })
  }

  async function go(doings: readonly Doing[], goBack: (() => void) | null): Promise<void> {
    const done = await all(doings, goBack)
    const [first] = done
    if (!first) return
    const name = done.length === 1 ? nameOf(first.doing.before) : t('conversation.several', { count: done.length })
    const text = words(first.doing.step, name, t)
    if (text === null) return
    const back = done.flatMap(({ doing, after }) => {
      const step = reverse(doing.before, doing.step)
      return step ? [{ before: after, step }] : []
    })
    const undo = (): void => {
      goBack?.()
      void all(back, null)
    }
    sayDone(text, back.length > 0 ? undo : undefined)
  }

  return (targets, step) => {
    const goBack = step.do === 'resolve' ? leave(targets) : null
    void go(
      targets.map((before) => ({ before, step })),
      goBack,
    )
  }
}

const numbersOf = (failed: readonly { doing: Doing }[]): string => failed.map(({ doing }) => `#${doing.before.number}`).join(', ')
