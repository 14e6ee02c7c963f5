import { CirclePlus, FileUp, ImageUp, MapPin, Mic, Paperclip, SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Bubble, ChatView, Phone } from '../../../screen.ts'
import { act } from '../api.ts'
import { attachments, chatGestures, possible, type Gesture } from '../gestures.ts'
import { lookOf } from '../platforms.ts'
import { useWords } from '../words.ts'
import { Attach, DraftBar, Replies, round } from './ComposerParts.tsx'
import { useGesture } from './useGesture.tsx'

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

const voice: Gesture = { action: 'voice', word: 'voice', with: { seconds: 3 } }

/** What has to be done before one can write here: begin, by a code where that is the only way, or take messages again. */
function beginning(phone: Phone, chat: ChatView): Gesture | undefined {
  if (chat.fresh)
    return phone.can.includes('start') ? { action: 'start', word: 'start' } : chatGestures.find(({ action }) => action === 'scan')
  return chat.blocked && !lookOf(phone.platform).deaf ? { action: 'unblock', word: 'unblock' } : undefined
}

/** Where one writes; in its place the button that begins, or takes messages again. */
export function Composer({ phone, chat, draft, onDraftDone }: Props) {
  const { t } = useWords(phone.platform)
  const look = lookOf(phone.platform)
  const [text, setText] = useState('')
  const input = useRef<HTMLTextAreaElement>(null)
  const replyTo = draft?.what === 'reply' ? { replyTo: draft.bubble.id } : {}
  const { run, dialog } = useGesture(phone, chat, replyTo)
  useEffect(() => {
    if (draft === undefined) return
    if (draft.what === 'edit') setText(draft.bubble.text ?? '')
    input.current?.focus()
  }, [draft])

  const begins = beginning(phone, chat)
  if (begins !== undefined) {
    return (
      <div className="border-t border-rule bg-sheet p-2.5">
        {dialog}
        <button
          type="button"
          onClick={() => run(begins)}
          className="w-full rounded-lg bg-brand py-2.5 text-center text-[15px] font-semibold text-on-brand"
        >
          {t(begins.word)}
        </button>
      </div>
    )
  }

  const does = (gesture: Gesture): void => {
    run(gesture)
    if (draft?.what === 'reply') onDraftDone()
  }
  const submit = (): void => {
    if (text.trim() === '') return
    const where = { chat: chat.id, text }
    if (draft?.what === 'edit') void act(phone, 'edit', { ...where, message: draft.bubble.id })
    else void act(phone, 'say', { ...where, ...replyTo })
    setText('')
    onDraftDone()
  }
  const offered = possible(attachments, phone, chat)
  const canSpeak = phone.can.includes('voice')
  const clip = (
    <Attach key="attach" tiles={look.composer !== 'clip'} offered={offered} onChoose={does}>
      {look.composer === 'clip' ? <Paperclip aria-hidden size={20} /> : <CirclePlus aria-hidden size={22} />}
    </Attach>
  )
  const speak = canSpeak && (
    <button type="button" aria-label={t('voice')} onClick={() => does(voice)} className={round}>
      <Mic aria-hidden size={21} />
    </button>
  )
  const full = text.trim() !== ''
  const send = (full || !canSpeak) && (
    <button
      type="button"
      aria-label={t('send')}
      disabled={!full}
      onClick={submit}
      className="grid h-9 min-w-9 shrink-0 place-items-center rounded-lg bg-brand px-2 text-on-brand disabled:opacity-40"
    >
      {look.composer === 'clip' ? (
        <SendHorizontal aria-hidden size={19} />
      ) : (
        <span className="text-[13.5px] font-semibold">{t('send')}</span>
      )}
    </button>
  )
  const tools: [string, Gesture | undefined, ReactNode][] = [
    ['photo', offered.find(({ action, pick }) => action === 'photo' && pick !== undefined), <ImageUp key="i" aria-hidden size={20} />],
    ['file', offered.find(({ action, pick }) => action === 'file' && pick !== undefined), <FileUp key="i" aria-hidden size={20} />],
    ['location', offered.find(({ action }) => action === 'location'), <MapPin key="i" aria-hidden size={20} />],
  ]
  return (
    <div className="relative border-t border-rule bg-sheet text-sheet-ink">
      {dialog}
      {draft !== undefined && <DraftBar draft={draft} onDone={onDraftDone} />}
      <div className="flex items-end gap-1 px-1.5 py-1.5">
        {look.composer === 'clip' && offered.length > 0 && clip}
        {look.composer === 'plus' && speak}
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
          className="max-h-28 min-w-0 flex-1 resize-none rounded-lg border border-rule bg-field px-2.5 py-[7px] text-[14.5px] leading-5 text-ink [field-sizing:content] placeholder:text-muted"
        />
        {look.composer === 'clip' && !full && speak}
        {look.composer === 'plus' && !full && clip}
        {send}
      </div>
      {look.composer === 'tools' && (
        <div className="flex items-center justify-around px-1.5 pb-1.5">
          {speak}
          {tools.map(
            ([name, gesture, icon]) =>
              gesture && (
                <button key={name} type="button" aria-label={t(gesture.word)} onClick={() => does(gesture)} className={round}>
                  {icon}
                </button>
              ),
          )}
          {clip}
        </div>
      )}
      {chat.keyboard !== undefined && (
        <Replies rows={chat.keyboard} onChoose={(label) => does({ action: 'say', word: 'send', with: { text: label } })} />
      )}
    </div>
  )
}
