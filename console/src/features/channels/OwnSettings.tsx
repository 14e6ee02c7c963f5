import type { Kind, Settings } from '../../entities/channel/api.ts'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useLabel } from '../../entities/channel/useLabel.ts'

export interface OwnSettingsProps {
  kind: Kind
  settings: Settings
  onChange: (change: Settings) => void
}

/** What a kind of channel lets an admin choose besides what every channel has. */
export function OwnSettings({ kind, settings, onChange }: OwnSettingsProps) {
  const say = useLabel()
  return kind.settings.map(({ name, kind: input, label, help }) => {
    const value = settings[name]
    return input === 'switch' ? (
      <Switch
        key={name}
        label={say(label)}
        {...(help && { description: say(help) })}
        isSelected={value === true}
        onChange={(on) => onChange({ [name]: on })}
      />
    ) : (
      <TextField
        key={name}
        label={say(label)}
        description={help && say(help)}
        value={typeof value === 'string' ? value : ''}
        onChange={(text) => onChange({ [name]: text || null })}
        maxLength={2000}
      />
    )
  })
}
