import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNames } from '../contact/names.ts'
import { queries } from '../queries.ts'
import type { Loss } from './losses.ts'

/** Who took a conversation from this agent and where it went, in words; `named`: with the customer's name, where it is not on the page. */
export function useLossWords(): (loss: Loss, named: boolean) => string {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const agents = useQuery(queries.agents).data
  return ({ conversation, by }, named) => {
    const { owner, status, queue } = conversation
    const what = named ? t('talk.lost.yours', { name: nameOf(conversation) }) : t('talk.lost.this')
    const who = agents?.find(({ id }) => id === by)?.name ?? t(by === null ? 'owner.system' : 'owner.someone')
    if (status === 'resolved') return t('talk.lost.resolved', { who, what })
    if (owner.kind !== 'agent') return t('talk.lost.toQueue', { who, what, queue: queue.name })
    return owner.id === by ? t('talk.lost.taken', { who, what }) : t('talk.lost.given', { who, what, to: owner.name })
  }
}
