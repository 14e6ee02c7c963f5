import { useQueryClient } from '@tanstack/react-query'
import { Hand, Users } from 'lucide-react'
import { people } from '../../entities/agent/people.ts'
import { usePresence } from '../../entities/agent/usePresence.ts'
import { useCount } from '../../entities/conversation/counts.ts'
import { keys } from '../../entities/keys.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { ChoiceDialog } from '../../ui/ChoiceDialog.tsx'

/** Whoever goes away says what becomes of the conversations they have; closing it, they stay. */
export function GoingAway({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const count = useCount({ view: 'mine' })?.n ?? 0
  const presence = usePresence()
  const handOn = useCommand({ run: people.handOn, onDone: (me) => client.setQueryData(keys.me, me) })
  return (
    <ChoiceDialog
      title={t('leaving.title', { count })}
      choices={[
        { id: 'keep', label: t('leaving.keep'), note: t('leaving.keepNote'), mark: <Hand aria-hidden className="size-4 text-muted" /> },
        {
          id: 'handOn',
          label: t('leaving.handOn'),
          note: t('leaving.handOnNote'),
          mark: <Users aria-hidden className="size-4 text-muted" />,
        },
      ]}
      onChoose={(id) => {
        if (id === 'keep') presence.run('away')
        else handOn.run()
        onClose()
      }}
      onClose={onClose}
    />
  )
}
