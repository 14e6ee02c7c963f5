import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Archive } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue } from '../../entities/agent/people.ts'
import { queues as api } from '../../entities/agent/queues.ts'
import { keys } from '../../entities/keys.ts'
import { useCommand } from '../../entities/useCommand.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { toast } from '../../ui/toast.tsx'

/** Closes a queue, after saying where those go who wait in it. */
export function ArchiveQueue({ queue: { id, name, isDefault, waiting }, queues }: { queue: Queue; queues: readonly Queue[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [asking, ask] = useState(false)
  const archive = useCommand({
    run: () => api.archive(id),
    async onDone() {
      await navigate({ to: '/settings/queues' })
      void client.invalidateQueries({ queryKey: keys.queues })
      toast.done(t('queues.archived', { name }))
    },
  })
  if (isDefault) return <p className="text-sm text-muted">{t('queues.defaultText')}</p>
  const to = queues.find((one) => one.isDefault)?.name ?? ''
  return (
    <PageSection title={t('queues.archive')} lead={t('queues.archiveLead', { to })}>
      <Button className="self-start text-danger-ink!" onPress={() => ask(true)}>
        <Archive aria-hidden />
        {t('queues.archive')}
      </Button>
      <ConfirmDialog
        title={t('queues.archiveTitle', { name })}
        action={t('queues.archive')}
        isOpen={asking}
        isPending={archive.isPending}
        onConfirm={() => archive.run()}
        onClose={() => ask(false)}
      >
        {waiting > 0 ? t('queues.archiveText', { count: waiting, to }) : t('queues.archiveEmpty')}
      </ConfirmDialog>
    </PageSection>
  )
}
