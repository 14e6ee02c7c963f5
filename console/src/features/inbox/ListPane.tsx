import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Filter } from '../../../../src/model/view.ts'
import { dragging } from '../../entities/conversation/dragging.ts'
import { choosing } from '../../entities/conversation/selection.ts'
import { useList } from '../../entities/conversation/useList.ts'
import type { View } from '../../api/types.ts'
import { withWords } from '../../i18n/index.ts'
import { late } from '../../lib/late.ts'
import { useStore } from '../../lib/store.ts'
import { useDebounced } from '../../lib/useDebounced.ts'
import { QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { NavButton } from '../../ui/NavButton.tsx'
import { AwayLine } from './AwayLine.tsx'
import { ChooseButton } from './ChooseButton.tsx'
import { ConversationList } from './ConversationList.tsx'
import { EmptyList } from './EmptyList.tsx'
import { FilterButton } from './FilterButton.tsx'
import { FilterChips } from './FilterChips.tsx'
import { ListSearch } from './ListSearch.tsx'
import { ListSkeleton } from './ListSkeleton.tsx'
import { SaveView } from './SaveView.tsx'
import { TakeNext } from './TakeNext.tsx'
import { useFilterChoices } from './useFilterChoices.ts'
import { useListCommands } from './useListCommands.ts'

const route = getRouteApi('/app/inbox/$view')

const SelectionBar = late(async () => (await withWords('conversation', import('./SelectionBar.tsx'))).SelectionBar, { keys: true })

const DropAgents = late(async () => (await withWords('conversation', import('./DropAgents.tsx'))).DropAgents)

/** One view of the inbox: its title, its search, its conversations. */
export function ListPane({ view, openId }: { view: View; openId: string | undefined }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { q, ...filter } = route.useSearch()
  const [words, setWords] = useState(q ?? '')
  const wanted = useDebounced(words.trim(), 250)
  const search = useRef<HTMLInputElement>(null)
  const list = useList({ view, ...filter, ...(q && { q }) }, { steady: true })
  const items = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])

  const sections = useFilterChoices(view, filter)
  const narrow = (next: Filter): void => void navigate({ to: '.', search: { ...next, q }, replace: true })
  // A page that looked far back and found nothing goes on where it ended.
  const dry = list.hasNextPage && list.data?.pages.at(-1)?.items.length === 0
  useEffect(() => {
    if (dry && !list.isFetching) void list.fetchNextPage()
  }, [dry, list.isFetching])

  useEffect(() => {
    if (wanted !== (q ?? '')) void navigate({ to: '.', search: { ...filter, q: wanted === '' ? undefined : wanted }, replace: true })
  }, [wanted])

  const chosen = useListCommands({ items, view, openId, search })
  const dragged = useStore(dragging, (ids) => ids)
  const asked = useStore(choosing, (now) => now)

  return (
    <section aria-label={t(`inbox.views.${view}`)} className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-col gap-2 px-3 pt-2 pb-2.5">
        <div className="flex min-h-9 items-center gap-2 pl-1">
          <NavButton />
          <h1 className="flex-1 truncate text-lg font-semibold tracking-tight">{t(`inbox.views.${view}`)}</h1>
          <TakeNext />
        </div>
        <div className="flex items-center gap-1">
          <ListSearch value={words} onChange={setWords} inputRef={search} />
          <FilterButton sections={sections} onChange={narrow} />
          <ChooseButton />
        </div>
        <FilterChips sections={sections} onChange={narrow}>
          <SaveView key={view} definition={{ view, ...filter }} />
        </FilterChips>
      </header>
      <AwayLine />
      <QueryBoundary
        query={{ ...list, data: list.data && !(dry && items.length === 0) ? items : undefined }}
        skeleton={<ListSkeleton />}
        className="m-3"
        empty={{
          when: (all) => all.length === 0,
          show: (
            <EmptyList
              view={view}
              q={q}
              narrowed={sections.some(({ choices }) => choices.some(({ chosen }) => chosen))}
              onClear={() => setWords('')}
            />
          ),
        }}
      >
        {(all) => (
          <ConversationList
            items={all}
            view={view}
            openId={openId}
            chosen={chosen.map(({ id }) => id)}
            choosing={asked || chosen.length > 0}
            more={list.hasNextPage}
            onMore={() => void (list.isFetchingNextPage || list.fetchNextPage())}
          />
        )}
      </QueryBoundary>
      {dragged.length > 0 && <DropAgents conversations={items.filter(({ id }) => dragged.includes(id))} />}
      {chosen.length > 0 && <SelectionBar conversations={chosen} />}
    </section>
  )
}
