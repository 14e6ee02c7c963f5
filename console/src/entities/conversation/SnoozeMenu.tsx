import { AlarmClock, CalendarClock, Clock3, Sunrise, Sunset } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { keyLabel, useOffer } from '../../lib/commands.ts'
import { useLocale } from '../../lib/ticking.ts'
import { comingTime } from '../../lib/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx'
import { inputClass, labelClass } from '../../ui/TextField.tsx'
import { localMinute, snoozeTimes } from './snooze.ts'

const ICONS = { hour: Clock3, later: Sunset, tomorrow: Sunrise, week: CalendarClock }

export interface SnoozeMenuProps {
  /** Gets an ISO 8601 instant. */
  onSnooze: (until: string) => void
  /** Another one has the key. */
  keyless?: boolean
}

export function SnoozeMenu({ onSnooze, keyless = false }: SnoozeMenuProps) {
  const { t } = useTranslation()
  const locale = useLocale()
  const [choosing, choose] = useState(false)
  const [isOpen, open] = useState(false)
  useOffer([{ id: 'snooze', icon: AlarmClock, when: !keyless, run: () => open(true) }])
  const now = new Date()
  return (
    <>
      <Menu
        label={t('commands.snooze')}
        isOpen={isOpen}
        onOpenChange={open}
        placement="bottom end"
        trigger={<IconButton size="sm" icon={AlarmClock} label={t('commands.snooze')} shortcut={keyLabel('snooze')} />}
      >
        {snoozeTimes(now).map(({ id, at }) => (
          <MenuItem
            key={id}
            icon={ICONS[id]}
            label={t(`conversation.snoozeFor.${id}`)}
            hint={comingTime(at.getTime(), now.getTime(), locale)}
            onAction={() => onSnooze(at.toISOString())}
          />
        ))}
        <MenuSeparator />
        <MenuItem icon={CalendarClock} label={t('conversation.snoozeFor.custom')} onAction={() => choose(true)} />
      </Menu>
      <SnoozeDialog key={String(choosing)} isOpen={choosing} onClose={() => choose(false)} onSnooze={onSnooze} />
    </>
  )
}

function SnoozeDialog({ isOpen, onClose, onSnooze }: { isOpen: boolean; onClose: () => void; onSnooze: (until: string) => void }) {
  const { t } = useTranslation()
  const [value, setValue] = useState(() => localMinute(new Date(Date.now() + 2 * 3_600_000)))
  const late = !(new Date(value).getTime() > Date.now())
  return (
    <Dialog
      title={t('conversation.snoozeUntil')}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <Button
          variant="primary"
          isDisabled={late}
          onPress={() => {
            onSnooze(new Date(value).toISOString())
            onClose()
          }}
        >
          {t('commands.snooze')}
        </Button>
      }
    >
      <label className="flex flex-col gap-1.5">
        <span className={labelClass}>{t('conversation.snoozeTime')}</span>
        <input
          type="datetime-local"
          value={value}
          min={localMinute(new Date())}
          onChange={(event) => setValue(event.target.value)}
          className={`${inputClass} h-9`}
        />
        {late && <span className="text-xs text-danger-ink">{t('problems.in-the-past')}</span>}
      </label>
    </Dialog>
  )
}
