import { Pencil, Reply, Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Bubble, ChatView, Phone } from '../../../screen.ts'
import { act } from '../api.ts'
import { Menu, MenuItem } from '../parts/Menu.tsx'
import { lookOf } from '../platforms.ts'
import { useWords, type Word } from '../words.ts'
import type { Draft } from './Composer.tsx'

const quickReactions = ['👍', '❤', '🔥', '😁', '😢', '👎']

type Entry = 'react' | 'reply' | 'edit' | 'recall' | 'recallInside'

/** What can be done with a message on this phone. */
export function entriesFor(phone: Phone, chat: ChatView, bubble: Bubble): Entry[] {
  if (bubble.recalled === true || bubble.service !== undefined || chat.fresh) return []
  const can = (action: string): boolean => phone.can.includes(action)
  const offered: [Entry, boolean][] = [
    ['react', can('react')],
    ['reply', lookOf(phone.platform).replies && can('say')],
    ['edit', can('edit') && bubble.mine && bubble.text !== undefined],
    ['recall', can('recall') && bubble.mine],
    ['recallInside', can('servicer') && !bubble.mine],
  ]
  return offered.filter(([, is]) => is).map(([entry]) => entry)
}

interface Props {
  phone: Phone
  chat: ChatView
  bubble: Bubble
  at: { top: number; left: number }
  onDraft: (draft: Draft) => void
  onClose: () => void
}

export function BubbleMenu({ phone, chat, bubble, at, onDraft, onClose }: Props) {
  const { t } = useWords(phone.platform)
  const entries = entriesFor(phone, chat, bubble)
  const message = bubble.id
  const does = (action: string, input: object): void => {
    void act(phone, action, { chat: chat.id, message, ...input })
    onClose()
  }
  const draft = (what: Draft['what']): void => {
    onDraft({ what, bubble })
    onClose()
  }
  const lines: [Entry, Word, ReactNode, () => void][] = [
    ['reply', 'reply', <Reply key="i" size={16} />, () => draft('reply')],
    ['edit', 'edit', <Pencil key="i" size={16} />, () => draft('edit')],
    ['recall', 'recall', <Undo2 key="i" size={16} />, () => does('recall', {})],
    ['recallInside', 'recallInside', <Undo2 key="i" size={16} />, () => does('servicer', { do: 'recall', servicer: bubble.author })],
  ]
  return (
    <div>
      <Menu label={t('actions')} className="w-52" style={at} onClose={onClose}>
        {entries.includes('react') && (
          <div role="group" aria-label={t('react')} className="mb-1 flex justify-between border-b border-rule px-2 pb-1 text-lg">
            {quickReactions.map((emoji) => (
              <button
                key={emoji}
                type="button"
                role="menuitem"
                tabIndex={-1}
                className="rounded px-0.5 transition-transform hover:scale-125"
                onClick={() => does('react', { emoji: [emoji] })}
              >
                {emoji}
              </button>
            ))}
          </div>
        )}
        {lines
          .filter(([entry]) => entries.includes(entry))
          .map(([entry, word, icon, run]) => (
            <MenuItem key={entry} icon={icon} onChoose={run}>
              {t(word)}
            </MenuItem>
          ))}
      </Menu>
    </div>
  )
}
