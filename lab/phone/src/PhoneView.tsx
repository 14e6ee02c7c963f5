import { BatteryFull, Signal, Wifi } from 'lucide-react'
import { memo, useEffect, useId, useRef, useState } from 'react'
import type { Phone } from '../../screen.ts'
import { Chat } from './chat/Chat.tsx'
import { Inside } from './chat/Inside.tsx'
import { ChatList } from './ChatList.tsx'
import { Avatar } from './parts/Avatar.tsx'
import { openChat, useLab } from './store.ts'
import { useWords } from './words.ts'

/** One phone: its chats, or the one that is open. */
export const PhoneView = memo(function PhoneView({ phone }: { phone: Phone }) {
  const { language } = useWords()
  const open = useLab((state) => state.open[phone.id])
  const added = useLab((state) => state.added === phone.id)
  const label = useLab((state) => state.emulators.find((one) => one.kind === phone.platform)?.label)
  const heading = useId()
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!added) return
    section.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
    section.current?.focus({ preventScroll: true })
  }, [added])
  // Nothing chosen yet: the first chat; null: the list.
  const chosen = open === undefined ? phone.chats[0]?.id : open
  const chat = phone.chats.find((one) => one.id === chosen)
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby={heading}
      data-platform={phone.platform}
      data-phone={phone.id}
      className="mx-auto flex w-full max-w-105 min-w-0 flex-col items-center gap-2 outline-none"
    >
      <h2 id={heading} className="flex max-w-full items-center gap-2 text-sm font-semibold">
        <Avatar name={phone.owner.name} size={22} /> <span className="truncate">{phone.owner.name}</span>
        <span className="flex shrink-0 items-center gap-1.5 rounded-full bg-panel px-2 py-0.5 text-[12px] font-medium text-muted">
          <span aria-hidden className="size-2.5 rounded-full bg-brand" /> {label?.[language] ?? phone.platform}
        </span>
      </h2>
      <div className="phone flex w-full flex-col rounded-[2.1rem] bg-[#0b0f14] p-2 shadow-xl ring-1 ring-[#5b6672]">
        <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-[1.65rem] bg-sheet">
          <StatusBar />
          {chat === undefined ? (
            <ChatList phone={phone} />
          ) : (
            <Chat key={chat.id} phone={phone} chat={chat} onBack={phone.chats.length > 1 ? () => openChat(phone.id, null) : undefined} />
          )}
        </div>
      </div>
      {chat !== undefined && <Inside key={chat.id} phone={phone} chat={chat} />}
    </section>
  )
})

function StatusBar() {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div aria-hidden className="flex items-center justify-between bg-head px-5 pt-1.5 text-[12px] font-semibold text-head-ink">
      <span>{now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}</span>
      <span className="flex items-center gap-1">
        <Signal size={12} /> <Wifi size={12} /> <BatteryFull size={16} />
      </span>
    </div>
  )
}
