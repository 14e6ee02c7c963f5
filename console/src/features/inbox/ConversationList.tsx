import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Conversation, View } from '../../api/types.ts'
import { cx } from '../../ui/cx.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ConversationRow } from './ConversationRow.tsx'
import { RowChoice } from './RowChoice.tsx'

const ROW = 80

export interface ConversationListProps {
  items: Conversation[]
  view: View
  openId: string | undefined
  chosen: readonly string[]
  /** Rows show that they can be chosen. */
  choosing: boolean
  /** The server has more behind the last one. */
  more: boolean
  onMore: () => void
}

export function ConversationList({ items, view, openId, chosen, choosing, more, onMore }: ConversationListProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => items[index]?.id ?? 'more',
    overscan: 8,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last >= items.length - 5) onMore()
  }, [last, more, items.length])

  const openIndex = items.findIndex(({ id }) => id === openId)
  useEffect(() => {
    if (openIndex !== -1) rows.scrollToIndex(openIndex, { align: 'auto' })
  }, [openId])

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
      <ul
        aria-label={t('inbox.list')}
        style={{ height: rows.getTotalSize() }}
        data-choosing={choosing || undefined}
        className="group/list relative"
      >
        {shown.map(({ index, key, start }) => {
          const conversation = items[index]
          const isChosen = conversation !== undefined && chosen.includes(conversation.id)
          return (
            <li
              key={key}
              aria-setsize={more ? -1 : items.length}
              aria-posinset={index + 1}
              style={{ height: ROW, transform: `translateY(${start}px)` }}
              className={cx('group/row absolute inset-x-0 top-0 rounded-lg pb-0.5', isChosen && 'bg-accent-soft/60')}
            >
              {conversation ? (
                <>
                  <ConversationRow conversation={conversation} view={view} open={conversation.id === openId} />
                  <RowChoice conversation={conversation} chosen={isChosen} choosing={choosing} />
                </>
              ) : (
                <span className="flex gap-3 p-2.5">
                  <Skeleton className="size-9 rounded-full" />
                  <Skeleton className="mt-1 h-3 w-1/2" />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
