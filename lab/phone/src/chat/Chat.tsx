import { useLayoutEffect, useRef, useState } from 'react'
import type { Bubble, ChatView, Phone } from '../../../screen.ts'
import { lookOf } from '../platforms.ts'
import { useWords } from '../words.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { BubbleView } from './Bubble.tsx'
import { BubbleMenu, entriesFor } from './BubbleMenu.tsx'
import { ChatHeader } from './ChatHeader.tsx'
import { Composer, type Draft } from './Composer.tsx'
import { TimePill } from './Meta.tsx'
import { Deafness, Notes, Notice, Toast } from './Notes.tsx'
import { PostView } from './Post.tsx'

/** A pause after which the time is told again. */
const pause = 5 * 60_000

/** Parts of an album that stand together become one. */
function grouped(bubbles: Bubble[]): Bubble[][] {
  const groups: Bubble[][] = []
  for (const bubble of bubbles) {
    const last = groups.at(-1)
    if (bubble.album !== undefined && last?.[0]?.album === bubble.album) last.push(bubble)
    else groups.push([bubble])
  }
  return groups
}

const dayOf = (at: number): string => new Date(at).toDateString()

interface Props {
  phone: Phone
  chat: ChatView
  onBack: (() => void) | undefined
}

export function Chat({ phone, chat, onBack }: Props) {
  const { t } = useWords(phone.platform)
  const look = lookOf(phone.platform)
  const posts = look.posts && chat.kind === 'group'
  const [draft, setDraft] = useState<Draft>()
  const [menu, setMenu] = useState<{ bubble: Bubble; top: number; left: number }>()
  const frame = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = 0
  }, [chat.bubbles.length])

  const openMenu = (bubble: Bubble, at: { x: number; y: number }): void => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined) return
    const [top, left] = [Math.min(at.y - box.top, box.height - 170), Math.min(at.x - box.left, box.width - 205)]
    setMenu({ bubble, top: Math.max(8, top), left: Math.max(8, left) })
  }
  const menuOf = (bubble: Bubble): typeof openMenu | undefined => (entriesFor(phone, chat, bubble).length > 0 ? openMenu : undefined)
  const groups = grouped(chat.bubbles)
  return (
    <div ref={frame} className="relative flex min-h-0 flex-1 flex-col">
      <ChatHeader phone={phone} chat={chat} onBack={onBack} />
      <Notice chat={chat} />
      <Deafness phone={phone} chat={chat} />
      {/* Reversed, so that it sticks to its end while pictures load. */}
      <div
        ref={list}
        role="log"
        aria-label={t('messages')}
        tabIndex={0}
        className="thin-scroll flex min-h-0 flex-1 flex-col-reverse overflow-y-auto bg-wall [background-image:var(--wall-image)]"
        data-chat={chat.id}
      >
        <div className={`flex flex-col ${posts ? 'mb-auto' : 'gap-1.5 px-2.5 py-2'}`}>
          {groups.map((parts, index) => {
            const [{ id, at } = { id: index, at: 0 }] = parts
            const before = groups[index - 1]?.at(-1)?.at ?? 0
            if (posts)
              return <PostView key={id} parts={parts} phone={phone} chat={chat} onReply={(bubble) => setDraft({ what: 'reply', bubble })} />
            return (
              <div key={id} className="flex flex-col gap-1.5">
                {at - before > pause && <TimePill at={at} day={dayOf(at) !== dayOf(before)} />}
                <BubbleView parts={parts} phone={phone} chat={chat} onMenu={menuOf(parts.at(-1) ?? parts[0]!)} />
              </div>
            )
          })}
        </div>
      </div>
      <Toast chat={chat} />
      <Notes phone={phone} />
      <Composer phone={phone} chat={chat} draft={draft} onDraftDone={() => setDraft(undefined)} />
      {chat.menu !== undefined && <AccountMenu phone={phone} chat={chat} entries={chat.menu} />}
      {menu !== undefined && (
        <BubbleMenu phone={phone} chat={chat} bubble={menu.bubble} at={menu} onDraft={setDraft} onClose={() => setMenu(undefined)} />
      )}
    </div>
  )
}
