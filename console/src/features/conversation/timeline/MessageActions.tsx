import { Ellipsis, Reply, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Menu } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { Message } from '../../../api/types.ts'
import { recallUntil } from '../../../entities/message/recall.ts'
import { useTicking } from '../../../lib/ticking.ts'
import { MenuItem } from '../../../ui/Menu.tsx'
import { popoverClass } from '../../../ui/popover.ts'

export interface MessageActionsProps {
  message: Message
  onReply: ((message: Message) => void) | undefined
  /** How long messages may be taken back here, in ms; null: not by this agent, or not on this platform. */
  recallWithin: number | null
  onRecall: (message: Message) => void
}

const look = 'inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink aria-expanded:bg-hover'

/**
 * What can be done with one message: shown when it is pointed at, and when the keyboard gets there. Plain buttons, and the menu
 * only while it is open: a page of messages has hundreds of them.
 */
export function MessageActions({ message, onReply, recallWithin, onRecall }: MessageActionsProps) {
  const { t } = useTranslation()
  const until = recallUntil(message, recallWithin)
  if (message.recalled || (!onReply && until === null)) return null
  const reply = t('message.reply')
  return (
    <span className="flex gap-1 opacity-0 transition-opacity group-hover:opacity-100 focus-within:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:opacity-100">
      {onReply && (
        <button type="button" title={reply} aria-label={reply} onClick={() => onReply(message)} className={look}>
          <Reply aria-hidden className="size-4" />
        </button>
      )}
      {until !== null && <MoreActions until={until} onRecall={() => onRecall(message)} />}
    </span>
  )
}

function MoreActions({ until, onRecall }: { until: number; onRecall: () => void }) {
  const { t } = useTranslation()
  const trigger = useRef<HTMLButtonElement>(null)
  const [isOpen, open] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  // The menu takes the focus only from a trigger of its own kind.
  useEffect(() => {
    if (!isOpen) return
    const frame = requestAnimationFrame(() => menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [isOpen])
  const recallable = useTicking((now) => now < until)
  if (!recallable) return null
  const label = t('message.actions')
  return (
    <>
      <button
        ref={trigger}
        type="button"
        title={label}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => open(true)}
        className={look}
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
      {isOpen && (
        <Popover
          aria-label={label}
          triggerRef={trigger}
          isOpen
          onOpenChange={open}
          placement="bottom end"
          offset={6}
          className={`${popoverClass} min-w-52`}
        >
          <Menu ref={menu} aria-label={label} onClose={() => open(false)} className="p-1 outline-none">
            <MenuItem danger icon={Undo2} label={t('message.takeBack')} onAction={onRecall} />
          </Menu>
        </Popover>
      )}
    </>
  )
}
