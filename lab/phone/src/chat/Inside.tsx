import { Headset, SendHorizontal } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import type { ChatView, Phone } from '../../../screen.ts'
import { act } from '../api.ts'
import type { Gesture } from '../gestures.ts'
import { inputStyle } from '../parts/Dialog.tsx'
import { useWords } from '../words.ts'
import { useGesture } from './useGesture.tsx'

const served = (what: string): object => ({ do: what })

/** What somebody of the corp does in the WeCom client; `take` and the others are values of `do`. */
const inWecom: readonly Gesture[] = [
  { action: 'servicer', word: 'take', with: served('take') },
  { action: 'servicer', word: 'transfer', with: served('transfer'), ask: [{ name: 'to', word: 'transferTo', value: 'lisi' }] },
  { action: 'servicer', word: 'end', with: served('end') },
  { action: 'servicer', word: 'samplePhoto', with: served('photo') },
  { action: 'servicer', word: 'refuseCustomer', with: served('refuse'), done: 'told' },
  { action: 'servicer', word: 'acceptCustomer', with: served('accept'), done: 'told' },
  { action: 'servicer', word: 'statusReceive', with: served('receive'), done: 'told' },
  { action: 'servicer', word: 'statusPause', with: served('pause'), done: 'told' },
  { action: 'servicer', word: 'statusStop', with: served('stop'), done: 'told' },
]

/** Below the phone: the other side, answering by hand in the platform's own app, where the API isn't asked. */
export function Inside({ phone, chat }: { phone: Phone; chat: ChatView }) {
  const servicer = phone.can.includes('servicer')
  const owner = phone.can.includes('answer') && chat.id.startsWith('dm:')
  if (chat.fresh || (!servicer && !owner)) return null
  return servicer ? <Wecom phone={phone} chat={chat} /> : <Owner phone={phone} chat={chat} />
}

function Wecom({ phone, chat }: { phone: Phone; chat: ChatView }) {
  const { t } = useWords(phone.platform)
  const [servicer, setServicer] = useState('zhangsan')
  const names = useId()
  const { run, dialog } = useGesture(phone, chat, { servicer })
  return (
    <Panel title={t('inside')}>
      {dialog}
      <label className="flex items-center gap-2">
        <span className="shrink-0">{t('servicer')}</span>
        <input value={servicer} list={names} onChange={(event) => setServicer(event.target.value)} className={`${inputStyle} py-1!`} />
        <datalist id={names}>
          <option value="zhangsan" />
          <option value="lisi" />
        </datalist>
      </label>
      <Line label={t('insideText')} onSend={(text) => void act(phone, 'servicer', { chat: chat.id, servicer, do: 'say', text })} />
      <div className="flex flex-wrap gap-1.5">
        {inWecom.map((gesture) => (
          <button
            key={gesture.word}
            type="button"
            onClick={() => run(gesture)}
            className="rounded-full border border-control px-2.5 py-1 text-[12px] hover:bg-wash"
          >
            {t(gesture.word)}
          </button>
        ))}
      </div>
    </Panel>
  )
}

function Owner({ phone, chat }: { phone: Phone; chat: ChatView }) {
  const { t } = useWords(phone.platform)
  const account = chat.id.slice('dm:'.length)
  return (
    <Panel title={t('inside')}>
      <Line label={t('insideText')} onSend={(text) => void act(phone, 'answer', { account, text })} />
    </Panel>
  )
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="w-full rounded-xl border border-line bg-panel text-[13px]">
      <summary className="flex cursor-pointer items-center gap-2 px-3 py-2 font-medium">
        <Headset aria-hidden size={15} className="text-brand-ink" /> {title}
      </summary>
      <div className="flex flex-col gap-2 px-3 pb-3">{children}</div>
    </details>
  )
}

function Line({ label, onSend }: { label: string; onSend: (text: string) => void }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  return (
    <form
      className="flex gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() === '') return
        onSend(text)
        setText('')
      }}
    >
      <input
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={`${inputStyle} py-1!`}
      />
      <button type="submit" aria-label={t('send')} className="grid w-9 shrink-0 place-items-center rounded-lg bg-brand text-on-brand">
        <SendHorizontal aria-hidden size={16} />
      </button>
    </form>
  )
}
