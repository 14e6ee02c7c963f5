import { Info, X } from 'lucide-react'
import type { ChatView, Phone } from '../../../screen.ts'
import { act } from '../api.ts'
import { lookOf } from '../platforms.ts'
import { note, useLab } from '../store.ts'
import { useWords } from '../words.ts'

/** What stands over the chat until it is over. */
export function Notice({ chat }: { chat: ChatView }) {
  return (
    <div role="status">
      {chat.notice !== undefined && (
        <p className="flex items-start gap-2 border-b border-rule bg-warn-soft px-3 py-1.5 text-[12.5px] leading-snug text-warn">
          <Info aria-hidden size={14} className="mt-0.5 shrink-0" /> {chat.notice}
        </p>
      )}
    </div>
  )
}

/** Where one may still write although one takes no messages. */
export function Deafness({ phone, chat }: { phone: Phone; chat: ChatView }) {
  const { t } = useWords(phone.platform)
  if (!chat.blocked || chat.fresh || !lookOf(phone.platform).deaf) return null
  return (
    <p className="flex items-center gap-2 border-b border-rule bg-sheet px-3 py-1 text-[12.5px] text-sheet-ink">
      <span className="min-w-0 flex-1">{t('deaf')}</span>
      <button
        type="button"
        onClick={() => void act(phone, 'unblock', { chat: chat.id })}
        className="shrink-0 rounded-full px-2 py-1 font-semibold text-brand-ink hover:bg-wash"
      >
        {t('unblock')}
      </button>
    </p>
  )
}

/** What the account says after a button was pressed. */
export function Toast({ chat: { toast } }: { chat: ChatView }) {
  return (
    <output className={`pointer-events-none absolute inset-x-5 z-10 ${toast?.alert === true ? 'top-1/3' : 'top-16'}`}>
      {toast !== undefined && (
        <span className="block rounded-xl bg-ink px-4 py-2.5 text-center text-[13.5px] text-canvas shadow-lg">{toast.text}</span>
      )}
    </output>
  )
}

/** What came of the last thing that was done here. */
export function Notes({ phone }: { phone: Phone }) {
  const { t } = useWords()
  const said = useLab((state) => state.notes[phone.id])
  return (
    <div role={said?.bad === true ? 'alert' : 'status'}>
      {said !== undefined && (
        <p
          className={`flex items-start gap-2 px-3 py-2 text-[12.5px] leading-snug ${said.bad ? 'bg-danger-soft text-danger' : 'bg-ok-soft text-ok'}`}
        >
          <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">{said.text}</span>
          <button type="button" aria-label={t('dismiss')} onClick={() => note(phone.id, undefined)} className="shrink-0 p-0.5">
            <X aria-hidden size={14} />
          </button>
        </p>
      )}
    </div>
  )
}
