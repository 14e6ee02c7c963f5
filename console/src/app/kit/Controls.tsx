import { AlarmClock, Monitor, Moon, Sun, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { ButtonVariant } from '../../ui/Button.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyField } from '../../ui/CopyField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'

const VARIANTS: readonly ButtonVariant[] = ['primary', 'secondary', 'ghost', 'danger']

export function Controls() {
  const { t } = useTranslation()
  const [on, turn] = useState(true)
  const [theme, choose] = useState<'system' | 'light' | 'dark'>('system')
  const [words, say] = useState('')
  const [asking, ask] = useState(false)
  return (
    <>
      <PageSection title={t('kit.buttons')}>
        {(['md', 'sm'] as const).map((size) => (
          <div key={size} className="flex flex-wrap items-center gap-2">
            {VARIANTS.map((variant) => (
              <Button key={variant} variant={variant} size={size}>
                {t('common.save')}
              </Button>
            ))}
            <Button size={size} isPending>
              {t('common.save')}
            </Button>
            <Button size={size} isDisabled>
              {t('common.save')}
            </Button>
            <IconButton size={size} icon={AlarmClock} label={t('commands.snooze')} shortcut="Z" />
          </div>
        ))}
        <div className="flex flex-wrap gap-2">
          <Menu label={t('common.more')} trigger={<Button>{t('common.more')}</Button>}>
            <MenuItem icon={AlarmClock} label={t('commands.snooze')} shortcut="Z" />
            <MenuItem label={t('settings.themes.dark')} chosen />
            <MenuItem icon={Trash2} label={t('common.delete')} danger onAction={() => ask(true)} />
          </Menu>
          <Button variant="danger" onPress={() => ask(true)}>
            {t('common.delete')}
          </Button>
        </div>
        <ConfirmDialog
          title={t('kit.confirm')}
          action={t('common.delete')}
          isOpen={asking}
          onConfirm={() => ask(false)}
          onClose={() => ask(false)}
        >
          {t('kit.lead')}
        </ConfirmDialog>
      </PageSection>
      <PageSection title={t('kit.fields')}>
        <TextField label={t('contact.name')} description={t('contact.notesHint')} />
        <TextField label={t('contact.email')} error={t('problems.invalid-email')} defaultValue="lin@" />
        <TextField label={t('contact.notes')} rows={3} isDisabled />
        <SearchField label={t('inbox.search')} value={words} onChange={say} />
        <Select
          label={t('settings.theme')}
          value={theme}
          onChange={choose}
          choices={(['system', 'light', 'dark'] as const).map((id) => ({ id, label: t(`settings.themes.${id}`) }))}
        />
        <CopyField label={t('apiKeys.key')} value="sb_1234567890" />
      </PageSection>
      <PageSection title={t('kit.choices')}>
        <Segmented
          label={t('settings.theme')}
          value={theme}
          onChange={choose}
          choices={[
            { id: 'system', label: t('settings.themes.system'), icon: Monitor },
            { id: 'light', label: t('settings.themes.light'), icon: Sun },
            { id: 'dark', label: t('settings.themes.dark'), icon: Moon },
          ]}
        />
        <Switch label={t('settings.shortcuts')} description={t('settings.shortcutsHint')} isSelected={on} onChange={turn} />
        <Checkbox label={t('settings.shortcuts')} isSelected={on} onChange={turn} />
      </PageSection>
    </>
  )
}
