import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useNames } from '../contact/names.ts'
import { queries } from '../queries.ts'
import type { Agent } from '../../api/types.ts'
import { type Loss, onLoss } from './losses.ts'

/** Who took a conversation from this agent and where it went, in words; `named`: with the customer's name, where it is not on the page. */
export function useLossWords(): (loss: Loss, named: boolean, agents?: readonly Agent[]) => string {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const known = useQuery(queries.agents).data
  return ({ conversation, by }, named, agents = known) => {
    const { owner, status, queue } = conversation
    const what = named ? t('lost.yours', { name: nameOf(conversation) }) : t('lost.this')
    const who = agents?.find(({ id }) => id === by)?.name ?? t(by === null ? 'owner.system' : 'owner.someone')
    if (status === 'resolved') return t('lost.resolved', { who, what })
    if (owner.kind !== 'agent') return t('lost.toQueue', { who, what, queue: queue.name })
    return owner.id === by ? t('lost.taken', { who, what }) : t('lost.given', { who, what, to: owner.name })
  }
}

/** Calls back with the words for each conversation that this agent loses, once it is known who everybody is. */
export function useOnLoss(tell: (loss: Loss, words: string) => void): void {
  const client = useQueryClient()
  const words = useLossWords()
  useEffect(() =>
    onLoss((loss) => {
      const say = (agents?: readonly Agent[]): void => tell(loss, words(loss, true, agents))
      client.ensureQueryData(queries.agents).then(say, () => say())
    }),
  )
}
