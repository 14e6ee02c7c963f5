import { BatteryFull, Signal, Wifi } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ChatView, Phone } from '../../screen.ts'
import { Avatar } from './Avatar.tsx'
import { Chat } from './Chat.tsx'
import { kindWord, useWords } from './words.ts'

/** One phone: its chats, and the one that is open. */
export function PhoneView({ phone }: { phone: Phone }) {
  const [open, setOpen] = useState<string | null>()
  // Nothing chosen yet: the first chat; null: the list.
  const chosen = open === undefined ? phone.chats[0]?.id : open
  const chat = phone.chats.find((one) => one.id === chosen)
  return (
    <section aria-label={phone.owner.name} className="flex shrink-0 flex-col items-center gap-3" data-phone={phone.id}>
      <div className="flex h-[700px] w-[340px] flex-col rounded-[3rem] bg-[#0b0f14] p-[11px] shadow-[0_30px_60px_-20px_rgb(0_0_0/0.7),inset_0_0_0_2px_#39434e]">
        <div className="flex min-h-0 flex-1 flex-col overflow-hidden rounded-[2.3rem] bg-white">
          <StatusBar />
          {chat === undefined ? (
            <Chats phone={phone} onOpen={setOpen} />
          ) : (
            <Chat key={chat.id} phone={phone} chat={chat} onBack={phone.chats.length > 1 ? () => setOpen(null) : undefined} />
          )}
        </div>
      </div>
      <div className="flex items-center gap-2 text-sm font-medium text-slate-200">
        <Avatar name={phone.owner.name} size={24} /> {phone.owner.name}
      </div>
    </section>
  )
}

function StatusBar() {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="relative flex items-center justify-between bg-white px-7 pb-1 pt-2.5 text-[13px] font-semibold text-slate-900">
      <span>{now.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}</span>
      <span aria-hidden className="absolute left-1/2 top-2 h-5 w-20 -translate-x-1/2 rounded-full bg-[#0b0f14]" />
      <span aria-hidden className="flex items-center gap-1">
        <Signal size={13} /> <Wifi size={13} /> <BatteryFull size={17} />
      </span>
    </div>
  )
}

function Chats({ phone, onOpen }: { phone: Phone; onOpen: (chat: string) => void }) {
  const { t } = useWords()
  const newest = phone.chats.toSorted((a, b) => (b.bubbles.at(-1)?.at ?? 0) - (a.bubbles.at(-1)?.at ?? 0))
  return (
    <div className="flex min-h-0 flex-1 flex-col text-slate-900">
      <h2 className="border-b border-slate-200 py-2 text-center text-[16px] font-semibold">{t('chats')}</h2>
      {newest.length === 0 && (
        <div className="m-auto px-8 text-center">
          <p className="font-semibold">{t('noChats')}</p>
          <p className="mt-1 text-[13px] text-slate-500">{t('noChatsHint')}</p>
        </div>
      )}
      <ul className="thin-scroll overflow-y-auto">
        {newest.map((chat) => (
          <li key={chat.id}>
            <button
              type="button"
              onClick={() => onOpen(chat.id)}
              className="flex w-full items-center gap-3 px-3 py-2 text-left hover:bg-slate-100"
            >
              <Avatar name={chat.title} size={48} />
              <span className="min-w-0 flex-1 border-b border-slate-100 pb-2">
                <span className="block truncate text-[15px] font-semibold">{chat.title}</span>
                <span className="block truncate text-[13.5px] text-slate-500">
                  <Preview chat={chat} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Preview({ chat }: { chat: ChatView }) {
  const { t } = useWords()
  const last = chat.bubbles.at(-1)
  if (last === undefined) return chat.fresh ? t('start') : '…'
  if (last.service !== undefined) return t(last.service.what, { who: last.service.who, whom: last.service.whom ?? '' })
  if (last.text !== undefined) return last.text
  const kind = last.media?.type ?? (last.place === undefined ? 'card' : 'place')
  return t(kindWord(kind))
}
