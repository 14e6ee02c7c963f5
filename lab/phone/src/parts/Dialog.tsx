import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useWords } from '../words.ts'

interface Props {
  title: string
  /** Of the button that sends the form. */
  submit: string
  problem?: string | undefined
  busy?: boolean
  onSubmit: (form: FormData) => void
  onClose: () => void
  children: ReactNode
}

/** A form over everything. Escape closes it. */
export function Dialog({ title, submit, problem, busy = false, onSubmit, onClose, children }: Props) {
  const { t } = useWords()
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const before = useRef<Element>(null)
  useEffect(() => {
    before.current ??= document.activeElement
    box.current?.showModal()
    // A dialog that is taken away instead of closed gives the focus to nobody.
    return () => void (before.current instanceof HTMLElement && before.current.focus())
  }, [])
  return (
    <dialog
      ref={box}
      aria-labelledby={heading}
      onClose={onClose}
      className="m-auto max-h-[92dvh] w-[min(26rem,calc(100vw-1.5rem))] overflow-y-auto rounded-2xl border border-line bg-panel p-5 text-ink shadow-2xl backdrop:bg-black/50"
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit(new FormData(event.currentTarget))
        }}
        className="flex flex-col gap-4"
      >
        <h2 id={heading} className="text-lg font-semibold">
          {title}
        </h2>
        {children}
        {problem !== undefined && (
          <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2 text-sm whitespace-pre-wrap text-danger">
            {problem}
          </p>
        )}
        <div className="flex justify-end gap-2 text-sm font-medium">
          <button type="button" onClick={() => box.current?.close()} className="rounded-lg px-4 py-2 hover:bg-wash">
            {t('cancel')}
          </button>
          <button
            type="submit"
            disabled={busy}
            className="rounded-lg bg-accent px-4 py-2 text-on-accent hover:bg-accent-hover disabled:opacity-60"
          >
            {submit}
          </button>
        </div>
      </form>
    </dialog>
  )
}

export const inputStyle =
  'w-full rounded-lg border border-control bg-field px-3 py-2 text-[15px] font-normal text-ink outline-none focus-visible:border-accent focus-visible:ring-2 focus-visible:ring-accent/40'
