import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Agent } from '../../api/types.ts'
import type { Link } from '../../entities/agent/links.ts'
import { useLocale } from '../../lib/ticking.ts'
import { dateAndTime } from '../../lib/time.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** Addresses that mean another machine to whoever the link is sent to. */
const HERE = /^(localhost|127\..*|\[::1\])$/

/** A link to be passed on: it is shown this once. */
export function LinkDialog({ agent, link: { url, expiresAt }, onClose }: { agent: Agent; link: Link; onClose: () => void }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const name = agent.name
  return (
    <Dialog
      title={t(agent.invited ? 'links.invitationFor' : 'links.linkFor', { name })}
      isOpen
      onClose={onClose}
      footer={
        <Button variant="primary" onPress={onClose}>
          {t('links.done')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-sm">{t('links.pass', { name, date: dateAndTime(Date.parse(expiresAt), locale) })}</p>
        <CopyField label={t('links.link')} value={url} />
        {HERE.test(new URL(url).hostname) && <Notice tone="warn">{t('links.onlyHere')}</Notice>}
      </div>
    </Dialog>
  )
}
