import { ChevronLeft, EllipsisVertical } from 'lucide-react'
import type { ChatView, Phone } from '../../../screen.ts'
import { chatGestures, newGroup, possible } from '../gestures.ts'
import { Avatar } from '../parts/Avatar.tsx'
import { MenuButton, MenuItem } from '../parts/Menu.tsx'
import { lookOf } from '../platforms.ts'
import { useWords, type Word } from '../words.ts'
import { useGesture } from './useGesture.tsx'

const kinds: Record<ChatView['kind'], Word> = { private: 'bot', group: 'group', business: 'business' }

/** Who one talks to, and what can be done in this chat. */
export function ChatHeader({ phone, chat, onBack }: { phone: Phone; chat: ChatView; onBack: (() => void) | undefined }) {
  const { t } = useWords(phone.platform)
  const { run, dialog } = useGesture(phone, chat)
  const centred = lookOf(phone.platform).title === 'center'
  const gestures = possible([...chatGestures, newGroup], phone, chat)
  return (
    <header className="relative z-10 flex min-h-12 items-center gap-2 border-b border-rule bg-head px-2 py-1.5 text-head-ink">
      {onBack !== undefined && (
        <button type="button" aria-label={t('back')} onClick={onBack} className="-mr-1 rounded-full">
          <ChevronLeft aria-hidden size={26} />
        </button>
      )}
      {!centred && <Avatar name={chat.title} size={36} />}
      <div className={`min-w-0 flex-1 leading-tight ${centred ? 'text-center' : ''} ${centred && onBack === undefined ? 'pl-7' : ''}`}>
        <h3 className="truncate text-[15px] font-semibold">{chat.title}</h3>
        <div className="text-[12px]" aria-live="polite">
          {chat.activity === undefined ? (
            t(kinds[chat.kind])
          ) : (
            <span className="font-medium">
              {t(chat.activity === 'typing' ? 'typing' : 'sending')}
              <span aria-hidden className="dots">
                <i />
                <i />
                <i />
              </span>
            </span>
          )}
        </div>
      </div>
      {dialog}
      {gestures.length > 0 && (
        <MenuButton
          label={t('menu')}
          face={<EllipsisVertical aria-hidden size={20} />}
          className="grid size-8 place-items-center rounded-full hover:bg-current/10"
          menuClassName="right-0 top-full mt-1 max-h-96 w-60"
        >
          {(close) =>
            gestures.map((gesture) => {
              const { action, word, icon: Icon, danger = false } = gesture
              return (
                <MenuItem
                  key={action}
                  icon={Icon && <Icon size={16} />}
                  danger={danger}
                  onChoose={() => {
                    close()
                    run(gesture)
                  }}
                >
                  {t(word)}
                </MenuItem>
              )
            })
          }
        </MenuButton>
      )}
    </header>
  )
}
