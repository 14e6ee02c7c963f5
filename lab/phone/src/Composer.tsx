import { Image, Images, MapPin, Mic, Paperclip, SendHorizontal, Sticker, FileText, User, X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Bubble, ChatView, Phone } from '../../screen.ts'
import { act, asInput } from './api.ts'
import { useWords, type Word } from './words.ts'

export interface Draft {
  what: 'reply' | 'edit'
  bubble: Bubble
}

interface Props {
  phone: Phone
  chat: ChatView
  draft: Draft | undefined
  onDraftDone: () => void
}

/** Where one writes; in its place the start or the unblock button. */
export function Composer({ phone, chat, draft, onDraftDone }: Props) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [menu, setMenu] = useState(false)
  const input = useRef<HTMLTextAreaElement>(null)
  const where = { phone: phone.id, chat: chat.id }
  const does = (action: string, more: object = {}): void => {
    const reply = draft?.what === 'reply' ? { replyTo: draft.bubble.id } : {}
    void act(phone.platform, action, { ...where, ...reply, ...more })
    setMenu(false)
    onDraftDone()
  }
  useEffect(() => {
    if (draft === undefined) return
    if (draft.what === 'edit') setText(draft.bubble.text ?? '')
    input.current?.focus()
  }, [draft])

  if (chat.fresh || chat.blocked) {
    return (
      <button
        type="button"
        onClick={() => does(chat.blocked ? 'unblock' : 'start')}
        className="bg-white py-3.5 text-center text-[15px] font-semibold uppercase tracking-wide text-[#3390ec] hover:bg-slate-50"
      >
        {t(chat.blocked ? 'unblock' : 'start')}
      </button>
    )
  }

  const submit = (): void => {
    if (text.trim() === '') return
    if (draft?.what === 'edit') does('edit', { message: draft.bubble.id, text })
    else does('say', { text })
    setText('')
  }
  const pick = (action: 'photo' | 'file', accept: string): void => {
    const picker = document.createElement('input')
    picker.type = 'file'
    picker.accept = accept
    picker.addEventListener('change', () => {
      const file = picker.files?.[0]
      if (file !== undefined) void asInput(file).then((input) => does(action, input))
    })
    picker.click()
  }
  const items: [Word, ReactNode, () => void][] = [
    ['photo', <Image key="i" size={17} />, () => pick('photo', 'image/*')],
    ['samplePhoto', <Image key="i" size={17} />, () => does('photo')],
    ['album', <Images key="i" size={17} />, () => does('album', { count: 4 })],
    ['file', <FileText key="i" size={17} />, () => pick('file', '')],
    ['location', <MapPin key="i" size={17} />, () => does('location', { latitude: 31.2304, longitude: 121.4737 })],
    ['contact', <User key="i" size={17} />, () => does('contact', { name: phone.owner.name, number: '+49 30 901820' })],
    ['sticker', <Sticker key="i" size={17} />, () => does('sticker')],
  ]
  return (
    <div className="relative bg-white text-slate-800">
      {menu && (
        <div role="menu" className="absolute bottom-full left-1.5 mb-1.5 w-44 rounded-xl z-10 bg-white py-1 text-[13.5px] shadow-xl">
          {items.map(([word, icon, run]) => (
            <button
              key={word}
              type="button"
              role="menuitem"
              onClick={run}
              className="flex w-full items-center gap-3 px-3.5 py-1.5 text-left hover:bg-slate-100"
            >
              <span className="text-slate-500">{icon}</span> {t(word)}
            </button>
          ))}
        </div>
      )}
      {draft !== undefined && (
        <div className="flex items-center gap-2 border-b border-slate-100 px-3 py-1.5 text-[12.5px]">
          <div className="min-w-0 flex-1 border-l-[3px] border-[#3390ec] pl-2">
            <div className="font-semibold text-[#3390ec]">{draft.what === 'edit' ? t('editing') : draft.bubble.author}</div>
            <div className="truncate text-slate-500">{draft.bubble.text ?? '…'}</div>
          </div>
          <button type="button" aria-label={t('cancel')} onClick={onDraftDone} className="text-slate-400 hover:text-slate-600">
            <X size={18} />
          </button>
        </div>
      )}
      <div className="flex items-end gap-1 px-1.5 py-1.5">
        <button
          type="button"
          aria-label={t('attach')}
          onClick={() => setMenu(!menu)}
          className="grid size-9 place-items-center text-slate-400 hover:text-[#3390ec]"
        >
          <Paperclip size={21} />
        </button>
        <textarea
          ref={input}
          rows={1}
          value={text}
          placeholder={t('message')}
          aria-label={t('message')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            submit()
          }}
          className="max-h-28 flex-1 resize-none py-2 text-[14.5px] leading-5 outline-none [field-sizing:content] placeholder:text-slate-400"
        />
        {text.trim() === '' ? (
          <button
            type="button"
            aria-label={t('voice')}
            onClick={() => does('voice', { seconds: 3 })}
            className="grid size-9 place-items-center text-slate-400 hover:text-[#3390ec]"
          >
            <Mic size={21} />
          </button>
        ) : (
          <button type="button" aria-label={t('send')} onClick={submit} className="grid size-9 place-items-center text-[#3390ec]">
            <SendHorizontal size={22} className="fill-[#3390ec]" />
          </button>
        )}
      </div>
      {chat.keyboard !== undefined && (
        <div className="flex flex-col gap-1.5 border-t border-slate-200 bg-slate-100 p-1.5 pb-4">
          {chat.keyboard.map((row) => (
            <div key={row.join(' ')} className="flex gap-1.5">
              {row.map((label) => (
                <button
                  key={label}
                  type="button"
                  onClick={() => does('say', { text: label })}
                  className="flex-1 rounded-lg bg-white py-2 text-[13.5px] shadow-sm hover:bg-slate-50"
                >
                  {label}
                </button>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
