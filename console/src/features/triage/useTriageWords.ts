import type { Queue } from '../../entities/agent/people.ts'
import type { Reason, Rule } from '../../entities/agent/triage.ts'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Priority } from '../../api/types.ts'

type Category = 'stolen-account' | 'fraud' | 'money-lost' | 'unauthorised-payment' | 'self-harm' | 'violence' | 'legal' | 'child-safety'

/** What a rule does, in a line. */
export function useEffectWords(queues: readonly Queue[]): (effect: Rule['effect']) => string {
  const { t } = useTranslation()
  return ({ queue, priority, skills = [], tags = [], bot }) => {
    const parts = [
      ...(queue === undefined ? [] : [t('triage.does.queue', { name: queues.find(({ id }) => id === queue)?.name ?? t('triage.gone') })]),
      ...(priority === undefined ? [] : [t('triage.does.priority', { priority: t(`priority.${priority}`) })]),
      ...skills.map(({ skill, level }) => t('triage.does.skill', { skill, level })),
      ...tags.map((tag) => t('triage.does.tag', { tag })),
      ...(bot === undefined ? [] : [t(bot ? 'triage.does.bot' : 'triage.does.noBot')]),
    ]
    return parts.length === 0 ? t('triage.does.nothing') : parts.join(t('triage.and'))
  }
}

/** A reason of triage in the reader's words. */
export function useReasonWords(): (reason: Reason) => string {
  const { t } = useTranslation()
  return ({ rule, code, values }) => {
    const words = String(values['words'] ?? '')
    if (code === 'urgent') {
      const category = String(values['category'])
      return t('triage.reason.urgent', {
        category: category === '' ? t('triage.unclear') : t(`triage.categories.${category as Category}`),
        words,
      })
    }
    if (code === 'person') return t(rule === 'words' ? 'triage.reason.personWord' : 'triage.reason.person', { words })
    if (code === 'complaint') return t('triage.reason.complaint', { words })
    const phrase = values['phrase'] === undefined ? '' : t('triage.reason.because', { phrase: String(values['phrase']) })
    const said = {
      priority: () => t('triage.does.priority', { priority: t(`priority.${String(values['priority']) as Priority}`) }),
      queue: () => t('triage.does.queue', { name: String(values['name'] ?? values['queue']) }),
      skills: () => t('triage.does.skills', { skills: String(values['skills']) }),
      tags: () => t('triage.does.tag', { tag: String(values['tags']) }),
      bot: () => t(values['bot'] === true ? 'triage.does.bot' : 'triage.does.noBot'),
    }[code]
    return t('triage.reason.rule', { rule, does: said?.() ?? code, because: phrase })
  }
}
