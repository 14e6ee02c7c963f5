import { useEffect, useRef } from 'react'
import { useWords } from './words.ts'

/** Asks for one line of text in a dialog. An empty answer counts only when `mayBeEmpty`. */
export function Ask(props: { title: string; initial: string; mayBeEmpty?: boolean; onDone: (answer: string | undefined) => void }) {
  const { t } = useWords()
  const { title, initial, mayBeEmpty = false, onDone } = props
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (form: FormData): void => {
    const answer = form.get('answer')
    const text = typeof answer === 'string' ? answer.trim() : ''
    if (text !== '' || mayBeEmpty) onDone(text)
  }
  return (
    <dialog
      ref={dialog}
      onClose={() => onDone(undefined)}
      className="m-auto w-80 rounded-2xl bg-[#243240] p-5 text-slate-100 shadow-2xl backdrop:bg-black/50"
    >
      <form action={submit} className="flex flex-col gap-4">
        <label className="flex flex-col gap-2 text-sm font-medium">
          {title}
          <input
            name="answer"
            defaultValue={initial}
            onFocus={(event) => event.target.select()}
            className="rounded-lg border border-white/15 bg-black/25 px-3 py-2 text-base font-normal outline-none focus:border-[#60b6f0]"
          />
        </label>
        <div className="flex justify-end gap-2 text-sm font-medium">
          <button type="button" onClick={() => dialog.current?.close()} className="rounded-lg px-4 py-1.5 hover:bg-white/10">
            {t('cancel')}
          </button>
          <button type="submit" className="rounded-lg bg-[#3390ec] px-4 py-1.5 hover:bg-[#2b7cc9]">
            {t('ok')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
