import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Agent } from '../../api/types.ts'
import { explain } from '../../lib/errors.ts'
import { toast } from '../../ui/toast.tsx'
import { keys } from '../keys.ts'
import { people } from './people.ts'

/** Presence is shown before the server has agreed, and taken back when it does not. */
export function usePresence() {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: people.presence,
    onMutate(presence) {
      const before = client.getQueryData<Agent>(keys.me)
      client.setQueryData<Agent>(keys.me, (me) => me && { ...me, presence })
      return { before }
    },
    onError(error, _presence, context) {
      client.setQueryData(keys.me, context?.before)
      toast.failed(explain(error, t))
    },
  })
}
