import { Users } from 'lucide-react'
import type { ChatView, Phone } from '../../screen.ts'
import { useGesture } from './chat/useGesture.tsx'
import { newGroup } from './gestures.ts'
import { Avatar } from './parts/Avatar.tsx'
import { lookOf } from './platforms.ts'
import { openChat } from './store.ts'
import { kindWord, useWords } from './words.ts'

/** All chats of a phone, newest first. */
export function ChatList({ phone }: { phone: Phone }) {
  const { t } = useWords(phone.platform)
  const { run, dialog } = useGesture(phone, undefined)
  const { avatars } = lookOf(phone.platform)
  const newest = phone.chats.toSorted((a, b) => (b.bubbles.at(-1)?.at ?? 0) - (a.bubbles.at(-1)?.at ?? 0))
  return (
    <div className="flex min-h-0 flex-1 flex-col text-sheet-ink">
      <div className="flex min-h-12 items-center border-b border-rule bg-head px-2 text-head-ink">
        <h3 className="flex-1 pl-8 text-center text-[16px] font-semibold">{t('chats')}</h3>
        {phone.can.includes('newGroup') && newest.length > 0 ? (
          <button
            type="button"
            aria-label={t('newGroup')}
            onClick={() => run(newGroup)}
            className="grid size-8 place-items-center rounded-full hover:bg-current/10"
          >
            <Users aria-hidden size={18} />
          </button>
        ) : (
          <span className="w-8" />
        )}
      </div>
      {dialog}
      {newest.length === 0 && (
        <div className="m-auto px-6 text-center">
          <p className="font-semibold">{t('noChats')}</p>
          <p className="mt-1 text-[13px] text-hint">{t('noChatsHint')}</p>
        </div>
      )}
      <ul className="thin-scroll overflow-y-auto">
        {newest.map((chat) => (
          <li key={chat.id} className="border-b border-rule">
            <button
              type="button"
              onClick={() => openChat(phone.id, chat.id)}
              className="flex w-full items-center gap-3 px-3 py-2.5 text-left hover:bg-wash focus-visible:-outline-offset-2"
            >
              <Avatar name={chat.title} size={44} shape={avatars === 'square' ? 'square' : 'round'} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-[15px] font-semibold">{chat.title}</span>
                <span className="block truncate text-[13.5px] text-hint">
                  <Preview chat={chat} kind={phone.platform} />
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Preview({ chat, kind }: { chat: ChatView; kind: string }) {
  const { t } = useWords(kind)
  const last = chat.bubbles.at(-1)
  if (last === undefined) return chat.fresh ? t('start') : (chat.notice ?? '…')
  if (last.service !== undefined) return t(last.service.what, { who: last.service.who, whom: last.service.whom ?? '' })
  if (last.recalled === true) return t('recalled')
  if (last.text !== undefined) return last.text
  if (last.media !== undefined) return t(kindWord(last.media.type))
  if (last.place !== undefined) return t('kindPlace')
  return last.link?.title ?? t(last.card === undefined ? 'unsupported' : 'kindCard')
}
