import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Channel } from '../../api/types.ts'
import { channels } from '../../entities/channel/api.ts'
import { keys } from '../../entities/keys.ts'
import { explain } from '../../lib/errors.ts'
import { toast } from '../../ui/toast.tsx'

/** Deletes a channel: no list has it any more, and when `onDone` has led away from its page, nothing knows of it. */
export function useRemoveChannel({ id }: Channel, onDone: () => unknown) {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => channels.remove(id),
    async onSuccess() {
      client.setQueryData<Channel[]>(keys.channels, (all) => all?.filter((one) => one.id !== id))
      await onDone()
      client.removeQueries({ queryKey: keys.channel(id) })
    },
    onError: (error) => toast.failed(explain(error, t)),
  })
}
