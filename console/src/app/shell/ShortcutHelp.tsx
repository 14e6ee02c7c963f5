import { useTranslation } from 'react-i18next'
import { MOD_LABEL } from '../../lib/platform.ts'
import { usePreference } from '../../lib/preferences.ts'
import { keyLabel, SHORTCUTS } from '../../lib/shortcuts.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'

const Row = ({ label, keys }: { label: string; keys: string[] }) => (
  <div className="flex items-center justify-between gap-4 py-1.5">
    <dt className="text-sm text-muted">{label}</dt>
    <dd className="flex gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </dd>
  </div>
)

/** All shortcuts, on "?". */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const sendKey = usePreference('sendKey')
  const { anywhere, conversation } = SHORTCUTS
  return (
    <Dialog title={t('shortcuts.title')} isOpen onClose={onClose} size="md">
      <div className="grid gap-x-10 sm:grid-cols-2">
        <section>
          <h3 className="pb-1 text-2xs font-medium text-faint">{t('shortcuts.anywhere')}</h3>
          <dl className="divide-y divide-line">
            {(Object.keys(anywhere) as (keyof typeof anywhere)[]).map((name) => (
              <Row key={name} label={t(`shortcuts.${name}`)} keys={[keyLabel(anywhere[name])]} />
            ))}
          </dl>
        </section>
        <section>
          <h3 className="pt-4 pb-1 text-2xs font-medium text-faint sm:pt-0">{t('shortcuts.conversation')}</h3>
          <dl className="divide-y divide-line">
            {(Object.keys(conversation) as (keyof typeof conversation)[]).map((name) => (
              <Row key={name} label={t(`shortcuts.${name}`)} keys={[keyLabel(conversation[name])]} />
            ))}
            <Row label={t('shortcuts.send')} keys={sendKey === 'enter' ? ['Enter'] : [MOD_LABEL, 'Enter']} />
            <Row label={t('shortcuts.newline')} keys={sendKey === 'enter' ? ['Shift', 'Enter'] : ['Enter']} />
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
