import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import type { Activity, Conversation, Message } from '../../../api/types.ts'
import { Lightbox } from '../../../entities/message/parts/Lightbox.tsx'
import { Enlarge } from '../../../entities/message/parts/pictures.ts'
import type { MediaOf } from '../../../entities/message/parts/types.ts'
import type { Timeline as TimelineData } from '../../../entities/message/timeline.ts'
import { useSettled } from '../../../lib/useSettled.ts'
import { Button } from '../../../ui/Button.tsx'
import { usePending } from '../../../entities/message/useOutbox.ts'
import { MessageView } from './MessageView.tsx'
import { NEAR_END, useStayAtEnd } from './useStayAtEnd.ts'
import { RecallDialog } from './RecallDialog.tsx'
import { queries } from '../../../entities/queries.ts'
import { ActivityRow } from './ActivityRow.tsx'
import { estimateRow, heightOf } from './estimate.ts'
import { heightsOf, keepHeights } from './heights.ts'
import { postAbove, rowsOf } from './rows.ts'
import { DayRow, NewRow, StartRow } from './TimelineRows.tsx'
import { TypingRow } from './TypingRow.tsx'

const NOTHING: Activity[] = []

/** With so many rows above what is shown the page before them is fetched. */
const AHEAD = 40

/** Of the timeline that was shown last: the next one is as high. */
let lastHeight = 600

export interface TimelineProps {
  conversation: Conversation
  timeline: TimelineData
  firstNew: number | null
  onOlder: () => void
  onReply: ((message: Message) => void) | undefined
  mayRetry: boolean
  /** How long messages may be taken back, in ms; null: not here. */
  recallWithin: number | null
}

/** The conversation, newest at the bottom: it follows what comes in, unless somebody has scrolled up. */
export function Timeline({ conversation, timeline, firstNew, onOlder, onReply, mayRetry, recallWithin }: TimelineProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const [toRecall, askToRecall] = useState<Message | null>(null)
  const [picture, enlarge] = useState<MediaOf | null>(null)
  const { items, complete } = timeline
  const pending = usePending(conversation.id)
  const { data: activity = NOTHING } = useQuery(queries.activity(conversation.id))
  const rows = useMemo(
    () => rowsOf({ messages: items, pending, complete, activity, firstNew }),
    [items, pending, complete, activity, firstNew],
  )
  const byId = useMemo(() => new Map(items.map((message) => [message.id, message])), [items])
  const newest = useMemo(() => items.findLast(({ direction }) => direction === 'out')?.id, [items])

  const settled = useSettled()
  const [remembered] = useState(() => heightsOf(conversation.id))
  const view = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => rows[index]?.key ?? index,
    estimateSize: (index) => estimateRow(rows[index]),
    measureElement: heightOf,
    // The first picture shows the end already.
    initialOffset: () => rows.reduce((sum, row) => sum + estimateRow(row), 0),
    initialRect: { width: 0, height: lastHeight },
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    // The first picture is of what is seen.
    overscan: settled ? 12 : 0,
    initialMeasurementsCache: remembered,
    paddingEnd: 12,
    // From what is known already: asking the page would have it laid out with each step of scrolling.
    onChange: ({ scrollOffset, scrollRect, getTotalSize }) =>
      setAtEnd(getTotalSize() - (scrollOffset ?? 0) - (scrollRect?.height ?? 0) < NEAR_END),
  })
  useStayAtEnd(scroller, content, () => view.scrollToEnd())
  const shown = view.getVirtualItems()
  const top = shown[0]?.index ?? Infinity

  useLayoutEffect(() => {
    view.scrollToEnd()
    return () => {
      lastHeight = view.scrollRect?.height ?? lastHeight
      keepHeights(conversation.id, view)
    }
  }, [view, conversation.id])
  useEffect(() => {
    if (!complete && top <= AHEAD) onOlder()
  }, [complete, top, items.length])

  const latestRows = useRef(rows)
  useEffect(() => {
    latestRows.current = rows
  })
  // Always the same, so that a message is drawn again only when it has changed.
  const show = useCallback(
    (id: string): void => {
      const index = latestRows.current.findIndex((row) => row.kind === 'message' && row.message.id === id)
      if (index !== -1) view.scrollToIndex(index, { align: 'center' })
    },
    [view],
  )

  // The menu that was chosen from goes away with what it did; the keyboard stays among the messages.
  const stayHere = (): void => void requestAnimationFrame(() => scroller.current?.focus())

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        role="log"
        aria-label={t('conversation.timeline')}
        aria-live="off"
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px]"
      >
        <div ref={content} style={{ height: view.getTotalSize() }} className="relative mx-auto w-full max-w-4xl">
          <Enlarge value={enlarge}>
            {shown.map(({ index, key, start }) => {
              const row = rows[index]
              return (
                <div
                  key={key}
                  ref={view.measureElement}
                  data-index={index}
                  style={{ transform: `translateY(${start}px)` }}
                  className="absolute inset-x-0 top-0"
                >
                  {row?.kind === 'start' && (
                    <StartRow complete={complete} entry={conversation.entry} post={postAbove(conversation, items[0])} />
                  )}
                  {row?.kind === 'day' && <DayRow at={row.at} />}
                  {row?.kind === 'new' && <NewRow />}
                  {row?.kind === 'activity' && <ActivityRow items={row.items} />}
                  {row?.kind === 'message' && (
                    <MessageView
                      message={row.message}
                      pending={row.pending}
                      first={row.first}
                      last={row.last}
                      newest={row.message.id === newest}
                      answered={row.message.replyTo === undefined ? undefined : byId.get(row.message.replyTo)}
                      onShow={show}
                      onReply={onReply}
                      mayRetry={mayRetry}
                      recallWithin={recallWithin}
                      onRecall={askToRecall}
                    />
                  )}
                </div>
              )
            })}
          </Enlarge>
        </div>
        <TypingRow conversationId={conversation.id} />
      </div>
      {picture && <Lightbox picture={picture} messages={items} onShow={enlarge} onClose={() => enlarge(null)} />}
      {toRecall && <RecallDialog message={toRecall} onClose={() => askToRecall(null)} onDone={stayHere} />}
      {!atEnd && (
        <Button
          size="sm"
          onPress={() => view.scrollToEnd({ behavior: 'smooth' })}
          className="absolute! bottom-3 left-1/2 -translate-x-1/2 animate-rise rounded-full! shadow-float"
        >
          <ArrowDown aria-hidden />
          {t('conversation.toLatest')}
        </Button>
      )}
    </div>
  )
}
