import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ArrowDownToLine } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { conversations } from '../../entities/conversation/api.ts'
import { patcherOf } from '../../entities/patch.ts'
import { useCommand } from '../../entities/useCommand.ts'
import type { NamedCommand } from '../../lib/commands.ts'
import { useOffer } from '../../lib/commands.ts'
import { sayDone } from '../../lib/done.ts'
import { CommandButton } from '../../ui/CommandButton.tsx'

/** The next customer in line, whoever that is. */
export function TakeNext() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const take = useCommand({
    run: conversations.next,
    onDone(next) {
      if (next === null) return sayDone(t('inbox.nobodyWaits'))
      patcherOf(client).answeredConversation(next)
      void navigate({ to: '/inbox/$view/$id', params: { view: 'mine', id: next.id } })
    },
  })
  const command: NamedCommand = { id: 'takeNext', icon: ArrowDownToLine, when: !take.isPending, run: take.run }
  useOffer([command])
  return <CommandButton command={command} isPending={take.isPending} />
}
