import { Save } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { keyLabel, useOffer } from '../lib/commands.ts'
import { Button } from './Button.tsx'
import type { AnyForm } from './Form.tsx'
import { Kbd } from './Kbd.tsx'

/** Saves a form or takes its changes back, and says why it cannot. It stays at the edge of the page while the form is in sight. */
export function SaveBar({ form: { errors, tried, isDirty, isPending, submit, discard } }: { form: AnyForm }) {
  const { t } = useTranslation()
  const why = useId()
  const wrong = tried !== null && Object.keys(errors).length > 0
  useOffer([{ id: 'save', icon: Save, run: () => isDirty && submit() }])
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-1 pt-3 pb-3">
      <span id={why} role="status" className="flex-1 text-sm text-muted">
        {wrong ? t('form.mend') : isDirty ? t('form.unsaved') : t('form.unchanged')}
      </span>
      {isDirty && (
        <Button variant="ghost" onPress={discard} isDisabled={isPending}>
          {t('form.discard')}
        </Button>
      )}
      <Button type="submit" variant="primary" isPending={isPending} isDisabled={!isDirty || wrong} aria-describedby={why}>
        {t('common.save')}
        <span aria-hidden className="hidden sm:inline">
          <Kbd inverse>{keyLabel('save')}</Kbd>
        </span>
      </Button>
    </div>
  )
}
