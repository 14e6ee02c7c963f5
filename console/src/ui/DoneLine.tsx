import { CircleCheck } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { lastDone, undoDone } from '../lib/done.ts'
import { useStore } from '../lib/store.ts'
import { Button } from './Button.tsx'

/** What was just done, with the way back. It hangs from the header it stands in and moves nothing; the shell reads it out. */
export function DoneLine() {
  const { t } = useTranslation()
  const done = useStore(lastDone, (all) => all)
  if (!done) return null
  return (
    <div className="pointer-events-none absolute inset-x-0 top-full z-20 flex justify-center px-3 pt-2">
      <p className="pointer-events-auto flex min-h-9 max-w-full animate-rise items-center gap-2 rounded-full border border-line bg-raised py-0.5 pr-1 pl-3 text-sm shadow-float">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-ok-ink" />
        <span className="min-w-0 py-1 pr-2 wrap-break-word">{done.text}</span>
        {done.undo && (
          <Button size="sm" variant="ghost" className="rounded-full! text-accent-ink!" onPress={undoDone}>
            {t('common.undo')}
          </Button>
        )}
      </p>
    </div>
  )
}
