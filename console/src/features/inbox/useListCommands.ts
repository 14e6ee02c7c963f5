import { useNavigate, useRouter } from '@tanstack/react-router'
import { ArrowDown, ArrowUp, ListChecks, Search, SquareCheck, X } from 'lucide-react'
import type { RefObject } from 'react'
import { useEffect } from 'react'
import type { Conversation, View } from '../../api/types.ts'
import { clearSelection, select, selection, toggleSelected } from '../../entities/conversation/selection.ts'
import { shownList } from '../../entities/conversation/shown.ts'
import { useOffer } from '../../lib/commands.ts'
import { useStore } from '../../lib/store.ts'

interface ListParts {
  items: readonly Conversation[]
  view: View
  openId: string | undefined
  search: RefObject<HTMLInputElement | null>
}

/** Going through the list and choosing from it. What it answers: what is chosen. */
export function useListCommands({ items, view, openId, search }: ListParts): readonly Conversation[] {
  const navigate = useNavigate()
  const router = useRouter()
  const chosen = useStore(selection, (ids) => ids)
  useEffect(() => shownList.set(items.map(({ id }) => id)), [items])
  // What is chosen here is not chosen in another view.
  useEffect(() => clearSelection, [])

  const step = (by: 1 | -1, choosing = false): void => {
    // Where one is going already: keys may come faster than pages.
    const here = router.latestLocation.pathname.split('/').at(-1)
    const at = items.findIndex(({ id }) => id === here)
    const next = (at === -1 ? items[0] : items[at + by])?.id
    if (choosing) select([items[at]?.id, next].filter((id) => id !== undefined))
    if (next !== undefined) void navigate({ to: '/inbox/$view/$id', params: { view, id: next }, search: (old) => old })
  }
  const close = (): void => void navigate({ to: '/inbox/$view', params: { view }, search: (old) => old })
  useOffer([
    { id: 'next', icon: ArrowDown, run: () => step(1) },
    { id: 'previous', icon: ArrowUp, run: () => step(-1) },
    { id: 'search', icon: Search, run: () => search.current?.focus() },
    { id: 'select', icon: SquareCheck, when: openId !== undefined, run: () => openId !== undefined && toggleSelected(openId) },
    { id: 'selectNext', icon: SquareCheck, run: () => step(1, true) },
    { id: 'selectPrevious', icon: SquareCheck, run: () => step(-1, true) },
    { id: 'selectAll', icon: ListChecks, when: items.length > 0, run: () => select(items.map(({ id }) => id)) },
    { id: 'close', icon: X, when: openId !== undefined || chosen.length > 0, run: () => (chosen.length > 0 ? clearSelection() : close()) },
  ])
  return items.filter(({ id }) => chosen.includes(id))
}
