import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ArrowDownToLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { conversations } from '../../entities/conversation/api.ts'
import { explain } from '../../lib/errors.ts'
import { patcherOf } from '../../entities/patch.ts'
import { Button } from '../../ui/Button.tsx'
import { Tip } from '../../ui/Tooltip.tsx'
import { toast } from '../../ui/toast.tsx'

/** The next customer in line, whoever that is. */
export function TakeNext() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const take = useMutation({
    mutationFn: conversations.next,
    onSuccess(next) {
      if (next === null) return toast.done(t('inbox.nobodyWaits'))
      patcherOf(client).answeredConversation(next)
      void navigate({ to: '/inbox/$view/$id', params: { view: 'mine', id: next.id } })
    },
    onError: (error) => toast.failed(explain(error, t)),
  })
  return (
    <Tip text={t('inbox.takeNextHint')}>
      <Button size="sm" onPress={() => take.mutate()} isPending={take.isPending}>
        <ArrowDownToLine aria-hidden />
        {t('inbox.takeNext')}
      </Button>
    </Tip>
  )
}
