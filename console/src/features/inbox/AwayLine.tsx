import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { usePresence } from '../../entities/agent/usePresence.ts'
import { queries } from '../../entities/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Everybody starts away, and nobody is given to them: said where they look for their work, with the way out. */
export function AwayLine() {
  const { t } = useTranslation()
  const { data: me } = useSuspenseQuery(queries.me)
  const presence = usePresence()
  if (me.presence !== 'away') return null
  return (
    <Notice
      tone="warn"
      live
      className="mx-3 mb-2 items-center"
      action={
        <Button size="sm" onPress={() => presence.run('available')}>
          {t('presence.setAvailable')}
        </Button>
      }
    >
      {t('views.away')}
    </Notice>
  )
}
