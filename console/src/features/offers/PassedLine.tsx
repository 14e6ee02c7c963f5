import { useSuspenseQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { usePresence } from '../../entities/agent/usePresence.ts'
import { useNames } from '../../entities/contact/names.ts'
import type { Passed } from '../../entities/offer/useOffered.ts'
import { queries } from '../../entities/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** What was let pass stays said until somebody is there who reads it. */
export function PassedLine({ passed, onDismiss }: { passed: Passed; onDismiss: () => void }) {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  const { data: me } = useSuspenseQuery(queries.me)
  const presence = usePresence()
  const away = passed.kind === 'away'
  if (away && me.presence !== 'away') return null
  return (
    <Notice
      tone="warn"
      live
      className="animate-rise shadow-float"
      action={<IconButton size="sm" icon={X} label={t('common.dismiss')} onPress={onDismiss} />}
    >
      <p>{away ? t('offers.away') : t('offers.missed', { name: nameOf(passed.conversation) })}</p>
      {away && (
        <Button
          size="sm"
          className="mt-2"
          onPress={() => {
            presence.run('available')
            onDismiss()
          }}
        >
          {t('presence.setAvailable')}
        </Button>
      )}
    </Notice>
  )
}
