import { Copy, StickyNote } from 'lucide-react'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { useCopy } from '../../../lib/useCopy.ts'
import { Button } from '../../../ui/Button.tsx'

/** What had been written and cannot be sent from here now: to be read, copied, or left to the team as a note. */
export function KeptDraft({ text, onNote }: { text: string; onNote: () => void }) {
  const { t } = useTranslation()
  const { copied, copy } = useCopy()
  return (
    <div role="group" aria-label={t('talk.draft.title')} className="mx-3 mt-2.5 rounded-lg border border-line bg-sunken px-3 py-2">
      <p className="text-2xs font-medium text-muted">{t('talk.draft.title')}</p>
      <p className="mt-0.5 max-h-32 overflow-y-auto text-sm wrap-anywhere whitespace-pre-wrap">{text}</p>
      <div className="mt-1.5 -ml-2 flex flex-wrap gap-1">
        <Button size="sm" variant="ghost" onPress={() => copy(text)}>
          <Copy aria-hidden />
          {t(copied ? 'common.copied' : 'common.copy')}
        </Button>
        <Button size="sm" variant="ghost" onPress={onNote}>
          <StickyNote aria-hidden />
          {t('talk.draft.asNote')}
        </Button>
      </div>
    </div>
  )
}
