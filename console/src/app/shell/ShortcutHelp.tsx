import { useTranslation } from '../../i18n/useTranslation.ts'
import type { CommandGroup, CommandId } from '../../lib/commands.ts'
import { COMMANDS, keysOf } from '../../lib/commands.ts'
import { MOD_LABEL } from '../../lib/platform.ts'
import { usePreference } from '../../lib/preferences.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Kbd } from '../../ui/Kbd.tsx'

const Row = ({ label, keys }: { label: string; keys: string[] }) => (
  <div className="flex items-center justify-between gap-4 py-1">
    <dt className="text-sm text-muted">{label}</dt>
    <dd className="flex shrink-0 gap-1">
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </dd>
  </div>
)

function Group({ group }: { group: CommandGroup }) {
  const { t } = useTranslation()
  const sendKey = usePreference('sendKey')
  const ids = (Object.keys(COMMANDS) as CommandId[]).filter((id) => COMMANDS[id].group === group && keysOf(id).length > 0)
  return (
    <section className="break-inside-avoid pb-4">
      <h3 className="pb-1 text-2xs font-medium text-faint">{t(`help.${group}`)}</h3>
      <dl className="divide-y divide-line">
        {ids.map((id) => (
          <Row key={id} label={t(`commands.${id}`)} keys={keysOf(id)} />
        ))}
        {group === 'conversation' && (
          <>
            <Row label={t('help.send')} keys={sendKey === 'enter' ? ['Enter'] : [MOD_LABEL, 'Enter']} />
            <Row label={t('help.newline')} keys={sendKey === 'enter' ? ['Shift', 'Enter'] : ['Enter']} />
          </>
        )}
      </dl>
    </section>
  )
}

/** All keys, on "?". */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog title={t('help.title')} isOpen onClose={onClose} size="lg">
      <div role="group" aria-label={t('help.title')} tabIndex={0} className="gap-x-10 outline-none sm:columns-2">
        <Group group="conversation" />
        <Group group="list" />
        <Group group="anywhere" />
      </div>
    </Dialog>
  )
}
