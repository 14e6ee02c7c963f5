import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Agent, Conversation, Message } from '../../api/types.ts'
import { useNames } from '../../entities/contact/names.ts'
import { keys } from '../../entities/keys.ts'
import { onEntry } from '../../entities/live.ts'
import { queries } from '../../entities/queries.ts'
import { toast } from '../../ui/toast.tsx'

/** So much of a note is said; the rest is read where it stands. */
const LONGEST = 140

/** What others do with one's conversations that asks for a look: a note they leave there, and a conversation they give. Nothing of the one that is open. */
export function useTidings(): void {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { id: openId } = useParams({ strict: false })
  const { nameOf } = useNames()
  useEffect(
    () =>
      onEntry(({ type, actor, data }) => {
        const me = client.getQueryData<Agent>(keys.me)?.id ?? ''
        const conversation = data['conversation'] as Conversation | undefined
        if (!conversation || conversation.id === openId || actor === `agent:${me}` || !actor?.startsWith('agent:')) return
        const tell = (words: (by: string, name: string) => string): void => {
          const open = (): void => void navigate({ to: '/inbox/$view/$id', params: { view: 'mine', id: conversation.id } })
          const say = (agents: readonly Agent[] = []): void => {
            const by = agents.find(({ id }) => actor === `agent:${id}`)?.name ?? t('owner.someone')
            toast.done(words(by, nameOf(conversation)), { label: t('offers.open'), run: open })
          }
          client.ensureQueryData(queries.agents).then(say, () => say())
        }
        const message = data['message'] as Message | undefined
        const mine = conversation.owner.kind === 'agent' && conversation.owner.id === me
        if (type === 'message.created' && message?.direction === 'note' && mine)
          tell((by, name) => t('offers.noted', { by, name, text: message.text.slice(0, LONGEST) }))
        else if (data['action'] === 'assign' && data['agent'] === me) tell((by, name) => t('offers.given', { by, name }))
      }),
    [client, navigate, openId, t],
  )
}
