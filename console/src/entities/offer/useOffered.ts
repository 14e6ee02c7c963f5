import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Agent, Conversation } from '../../api/types.ts'
import { useTicking } from '../../lib/ticking.ts'
import { keys } from '../keys.ts'
import { onEntry } from '../live.ts'
import { type Offered, offers } from './api.ts'

/** What became of offers that were let pass: a conversation went on to somebody else, or, after two, nothing more is offered. */
export type Passed = { kind: 'missed'; conversation: Conversation } | { kind: 'away' }

export const isOver = ({ endsAt }: Offered): boolean => endsAt <= performance.now()

/** What is offered to this agent now, oldest first, and what they let pass; true in every tab. */
export function useOffered() {
  const client = useQueryClient()
  const { data: all = [] } = useQuery({ queryKey: keys.offers, queryFn: offers.list, staleTime: Infinity })
  const [passed, pass] = useState<Passed | null>(null)

  useEffect(() => {
    const again = (): void =>
      void client.cancelQueries({ queryKey: keys.offers }).then(() => client.invalidateQueries({ queryKey: keys.offers }))
    const change = (of: (old: Offered[]) => Offered[]): void => void client.setQueryData<Offered[]>(keys.offers, (old) => old && of(old))
    return onEntry(({ type, data }) => {
      const me = client.getQueryData<Agent>(keys.me)?.id
      const conversation = data['conversation'] as Conversation | undefined
      if (type === 'agent.presence' && data['agentId'] === me) pass(data['reason'] === 'missed' ? { kind: 'away' } : null)
      else if (type === 'offer.created' && data['agent'] === me) {
        pass(null)
        again()
      } else if (type === 'offer.settled' && data['agent'] === me) {
        change((old) => old.filter(({ id }) => id !== String(data['offer'])))
        if (client.isFetching({ queryKey: keys.offers }) > 0) again()
        if (data['state'] === 'missed' && conversation) pass({ kind: 'missed', conversation })
      } else if (conversation)
        change((old) =>
          old.some((one) => one.conversation.id === conversation.id)
            ? old.map((one) => (one.conversation.id === conversation.id ? { ...one, conversation } : one))
            : old,
        )
    })
  }, [client])

  // The desk says how it ended; until then nobody is asked for what cannot be had any more.
  const open = useTicking(() =>
    all
      .filter((one) => !isOver(one))
      .map(({ id }) => id)
      .join(),
  ).split(',')
  return {
    offered: all.filter(({ id }) => open.includes(id)),
    passed,
    dismiss: () => pass(null),
    ended: (id: string): void => void client.setQueryData<Offered[]>(keys.offers, (old) => old?.filter((one) => one.id !== id)),
  }
}
