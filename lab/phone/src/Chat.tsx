import { ChevronLeft, EllipsisVertical, Pencil, Reply } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Bubble, ChatView, Phone } from '../../screen.ts'
import { act } from './api.ts'
import { Ask } from './Ask.tsx'
import { Avatar } from './Avatar.tsx'
import { BubbleView } from './Bubble.tsx'
import { Composer, type Draft } from './Composer.tsx'
import { useWords } from './words.ts'

const quickReactions = ['👍', '❤', '🔥', '😁', '😢', '👎']

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

export function Chat({ phone, chat, onBack }: { phone: Phone; chat: ChatView; onBack: (() => void) | undefined }) {
  const { t } = useWords()
  const [draft, setDraft] = useState<Draft>()
  const [menu, setMenu] = useState<{ bubble: Bubble; top: number; left: number }>()
  const frame = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const where = { phone: phone.id, chat: chat.id }
  useLayoutEffect(() => {
    if (list.current !== null) list.current.scrollTop = 0
  }, [chat.bubbles.length])
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setMenu(undefined)
    }
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [])

  const openMenu = (bubble: Bubble, at: { x: number; y: number }): void => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined) return
    setMenu({ bubble, top: Math.min(at.y - box.top, box.height - 150), left: Math.min(at.x - box.left, box.width - 200) })
  }
  const from = (draft: Draft): void => {
    setDraft(draft)
    setMenu(undefined)
  }
  return (
    <div ref={frame} className="relative flex min-h-0 flex-1 flex-col">
      <Header phone={phone} chat={chat} onBack={onBack} />
      {/* Reversed, so that it sticks to its end while pictures load. */}
      <div ref={list} className="wallpaper thin-scroll flex min-h-0 flex-1 flex-col-reverse overflow-y-auto" data-chat={chat.id}>
        <div className="flex flex-col gap-1 px-2 py-2">
          {chat.bubbles.length > 0 && <Day at={chat.bubbles[0]?.at ?? 0} />}
          {grouped(chat.bubbles).map((parts) => (
            <BubbleView
              key={parts[0]?.id}
              parts={parts}
              kind={phone.platform}
              showAuthor={chat.kind === 'group'}
              onMenu={openMenu}
              onPress={(button) => void act(phone.platform, 'press', { ...where, message: parts.at(-1)?.id, data: button.data })}
            />
          ))}
        </div>
      </div>
      <Toast chat={chat} />
      <Composer phone={phone} chat={chat} draft={draft} onDraftDone={() => setDraft(undefined)} />
      {menu !== undefined && (
        <>
          <button
            type="button"
            aria-label={t('cancel')}
            className="absolute inset-0 cursor-default bg-black/10"
            onClick={() => setMenu(undefined)}
          />
          <div
            role="menu"
            className="absolute z-10 w-48 overflow-hidden rounded-xl bg-white/95 text-[13.5px] text-slate-800 shadow-2xl backdrop-blur"
            style={{ top: menu.top, left: menu.left }}
          >
            <div className="flex justify-between border-b border-slate-200 px-2 py-1.5 text-lg">
              {quickReactions.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  aria-label={emoji}
                  className="transition-transform hover:scale-125"
                  onClick={() => {
                    void act(phone.platform, 'react', { ...where, message: menu.bubble.id, emoji: [emoji] })
                    setMenu(undefined)
                  }}
                >
                  {emoji}
                </button>
              ))}
            </div>
            <button
              type="button"
              role="menuitem"
              className="flex w-full items-center gap-3 px-3.5 py-2 hover:bg-slate-100"
              onClick={() => from({ what: 'reply', bubble: menu.bubble })}
            >
              <Reply size={16} className="text-slate-500" /> {t('reply')}
            </button>
            {menu.bubble.mine && menu.bubble.text !== undefined && (
              <button
                type="button"
                role="menuitem"
                className="flex w-full items-center gap-3 px-3.5 py-2 hover:bg-slate-100"
                onClick={() => from({ what: 'edit', bubble: menu.bubble })}
              >
                <Pencil size={16} className="text-slate-500" /> {t('edit')}
              </button>
            )}
          </div>
        </>
      )}
    </div>
  )
}

function Day({ at }: { at: number }) {
  const { language } = useWords()
  const day = new Date(at).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { day: 'numeric', month: 'long' })
  return <p className="mx-auto mb-1 rounded-full bg-black/25 px-3 py-0.5 text-xs font-medium text-white">{day}</p>
}

function Header({ phone, chat, onBack }: { phone: Phone; chat: ChatView; onBack: (() => void) | undefined }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const [asking, setAsking] = useState(false)
  const choose = (action: string, more: object = {}): void => {
    setOpen(false)
    void act(phone.platform, action, { phone: phone.id, chat: chat.id, ...more })
  }
  const startWith = (payload: string | undefined): void => {
    setAsking(false)
    if (payload !== undefined) choose('start', payload === '' ? {} : { payload })
  }
  const kind = { private: t('bot'), group: t('group'), business: t('business') }[chat.kind]
  return (
    <header className="relative z-10 flex items-center gap-2.5 bg-white px-2 py-1.5 text-slate-900 shadow-sm">
      {onBack !== undefined && (
        <button type="button" aria-label={t('back')} onClick={onBack} className="-mr-1 text-[#3390ec]">
          <ChevronLeft size={26} />
        </button>
      )}
      <Avatar name={chat.title} size={38} />
      <div className="min-w-0 flex-1 leading-tight">
        <div className="truncate text-[15px] font-semibold">{chat.title}</div>
        <div className="text-[12.5px] text-slate-500">
          {chat.activity === undefined ? (
            kind
          ) : (
            <span className="text-[#3390ec]">
              {t(chat.activity === 'typing' ? 'typing' : 'sending')}
              <span className="dots">
                <i />
                <i />
                <i />
              </span>
            </span>
          )}
        </div>
      </div>
      {chat.kind === 'private' && (
        <button type="button" aria-label={t('menu')} onClick={() => setOpen(!open)} className="text-slate-400 hover:text-slate-600">
          <EllipsisVertical size={20} />
        </button>
      )}
      {asking && <Ask title={t('payload')} initial="" mayBeEmpty onDone={startWith} />}
      {open && (
        <div role="menu" className="absolute right-2 top-full mt-1 w-48 overflow-hidden rounded-xl bg-white py-1 text-[13.5px] shadow-xl">
          <button
            type="button"
            role="menuitem"
            onClick={() => setAsking(true)}
            className="block w-full px-4 py-1.5 text-left hover:bg-slate-100"
          >
            {t('startWith')}
          </button>
          <button
            type="button"
            role="menuitem"
            onClick={() => choose(chat.blocked ? 'unblock' : 'block')}
            className="block w-full px-4 py-1.5 text-left text-red-600 hover:bg-slate-100"
          >
            {t(chat.blocked ? 'unblock' : 'block')}
          </button>
        </div>
      )}
    </header>
  )
}

function Toast({ chat }: { chat: ChatView }) {
  if (chat.toast === undefined) return null
  return (
    <output
      className={`absolute inset-x-6 z-10 rounded-xl bg-slate-800/90 px-4 py-2.5 text-center text-[13.5px] text-white shadow-lg ${chat.toast.alert ? 'top-1/3' : 'top-16'}`}
    >
      {chat.toast.text}
    </output>
  )
}
