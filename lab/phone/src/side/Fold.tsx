import { ChevronRight } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import type { EmulatorState } from '../store.ts'
import { useWords } from '../words.ts'

interface Props {
  emulator: EmulatorState
  /** Open from the start. */
  open: boolean
  /** What stands beside the name. */
  mark?: string | undefined
  children: ReactNode
}

/** A platform's section, which folds. */
export function Fold({ emulator, open: initially, mark, children }: Props) {
  const { language } = useWords()
  const [open, setOpen] = useState(initially)
  const body = useId()
  return (
    <section aria-label={emulator.label[language]} data-platform={emulator.kind} className="border-b border-line">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={body}
          onClick={() => setOpen(!open)}
          className="flex w-full items-center gap-2 px-3 py-2.5 text-left text-sm font-semibold hover:bg-wash focus-visible:-outline-offset-2"
        >
          <ChevronRight aria-hidden size={15} className={`shrink-0 text-muted transition-transform ${open ? 'rotate-90' : ''}`} />
          <span aria-hidden className="size-2.5 shrink-0 rounded-full bg-brand" />
          <span className="min-w-0 flex-1 truncate">{emulator.label[language]}</span>
          {mark !== undefined && <span className="rounded-full bg-warn-soft px-2 text-[12px] font-medium text-warn">{mark}</span>}
        </button>
      </h2>
      <div id={body} className="px-4">
        {open && <div className="pb-3">{children}</div>}
      </div>
    </section>
  )
}
