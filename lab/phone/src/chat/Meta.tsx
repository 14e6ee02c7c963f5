import { Check, CheckCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Bubble } from '../../../screen.ts'
import { localeOf, useWords } from '../words.ts'

/** A line of the platform itself. */
export const Pill = ({ children }: { children: ReactNode }) => (
  <p className="mx-auto my-1 max-w-[90%] rounded-full bg-pill px-3 py-0.5 text-center text-[12px] text-pill-ink">{children}</p>
)

/** When the messages below it were written. */
export function TimePill({ at, day }: { at: number; day: boolean }) {
  const { language } = useWords()
  const time = new Date(at).toLocaleString(localeOf(language), {
    ...(day ? { day: 'numeric', month: 'long' } : {}),
    hour: '2-digit',
    minute: '2-digit',
  })
  return <Pill>{time}</Pill>
}

function State({ state }: { state: Bubble['state'] | undefined }) {
  const { t } = useWords()
  if (state === undefined) return null
  const Icon = state === 'sent' ? Check : CheckCheck
  return <Icon role="img" size={14} aria-label={t(state)} className={`shrink-0 ${state === 'read' ? 'stroke-3' : ''}`} />
}

/** Time and ticks within the bubble; `over`: on the picture. */
export function Meta({ last, edited, over }: { last: Bubble; edited: boolean; over: boolean }) {
  const { t, language } = useWords()
  const time = new Date(last.at).toLocaleTimeString(localeOf(language), { hour: '2-digit', minute: '2-digit' })
  const place = over ? 'absolute right-1.5 bottom-1.5 rounded-full bg-black/65 px-2 py-0.5 text-white' : 'justify-end px-2.5 pb-1 text-hint'
  return (
    <span data-over={over || undefined} className={`flex items-center gap-1 text-[11px] ${place}`}>
      {edited && <span className="italic">{t('edited')}</span>} {time} <State state={last.state} />
    </span>
  )
}

/** The same beside the bubble, without the time. */
export function Ticks({ bubble, edited }: { bubble: Bubble; edited: boolean }) {
  const { t } = useWords()
  if (bubble.state === undefined && !edited) return null
  return (
    <span className="flex shrink-0 items-center gap-1 pb-0.5 text-[11px] text-wall-ink">
      {edited && <span className="italic">{t('edited')}</span>} <State state={bubble.state} />
    </span>
  )
}
