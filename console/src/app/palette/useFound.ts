import { useNavigate } from '@tanstack/react-router'
import { MessageSquare } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { useNames } from '../../entities/contact/names.ts'
import { useList } from '../../entities/conversation/useList.ts'
import type { Command, CommandGroup } from '../../lib/commands.ts'
import { groupOf, keyLabel, useOffers } from '../../lib/commands.ts'
import { match } from './match.ts'
import { useDebounced } from '../../lib/useDebounced.ts'
import { usePinyin } from './usePinyin.ts'

export interface Found extends Pick<Command, 'icon' | 'run'> {
  id: string
  title: string
  keys: string
}

export interface FoundGroup {
  id: CommandGroup | 'best' | 'conversations'
  items: Found[]
}

const ORDER: readonly CommandGroup[] = ['conversation', 'list', 'anywhere', 'me']
const SHOWN = 6

/** Commands in their groups; once something is typed, the best first, and open conversations by name or number. */
export function useFound(words: string): FoundGroup[] {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const navigate = useNavigate()
  const soundsLike = usePinyin()
  const q = useDebounced(words.trim(), 200)
  const { data } = useList({ view: 'open', q }, { enabled: q.length > 1 })
  const commands = useOffers()
    .filter(({ id }) => id !== 'palette')
    .map((command): Found & { group: CommandGroup } => ({
      id: command.id,
      title: command.title ?? t(`commands.${command.id}`),
      keys: keyLabel(command.id),
      group: groupOf(command.id),
      ...(command.icon && { icon: command.icon }),
      run: command.run,
    }))
  if (words.trim() === '') return ORDER.map((id) => ({ id, items: commands.filter(({ group }) => group === id) }))
  const best = commands
    .flatMap((command) => {
      const rank = match(command.title, words, soundsLike)
      return rank === null ? [] : [{ command, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
  const open = (q.length > 1 ? (data?.pages[0]?.items ?? []) : []).slice(0, SHOWN)
  return [
    { id: 'best', items: best.map(({ command }) => command) },
    {
      id: 'conversations',
      items: open.map((one) => ({
        id: `conversation:${one.id}`,
        icon: MessageSquare,
        title: nameOf(one),
        keys: `#${one.number}`,
        run: () => void navigate({ to: '/inbox/$view/$id', params: { view: 'open', id: one.id } }),
      })),
    },
  ]
}
