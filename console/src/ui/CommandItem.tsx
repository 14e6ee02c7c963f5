import { useTranslation } from '../i18n/useTranslation.ts'
import type { CommandId, NamedCommand } from '../lib/commands.ts'
import { keyLabel } from '../lib/commands.ts'
import type { ItemProps } from './Menu.tsx'
import { MenuItem } from './Menu.tsx'

/** A command in a menu, where what cannot be done now is shown and does nothing. */
export function CommandItem({ id, icon, command }: Pick<ItemProps, 'icon'> & { id: CommandId; command: NamedCommand | undefined }) {
  const { t } = useTranslation()
  const Icon = command?.icon ?? icon
  return (
    <MenuItem
      {...(Icon && { icon: Icon })}
      label={t(`commands.${id}`)}
      shortcut={keyLabel(id)}
      isDisabled={!command}
      onAction={() => command?.run()}
    />
  )
}
