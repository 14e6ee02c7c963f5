import { useTranslation } from 'react-i18next'
import type { CommandId, NamedCommand } from '../lib/commands.ts'
import { keyLabel } from '../lib/commands.ts'
import type { ButtonProps } from './Button.tsx'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import type { ItemProps } from './Menu.tsx'
import { MenuItem } from './Menu.tsx'
import { Tip } from './Tooltip.tsx'

interface CommandButtonProps extends Pick<ButtonProps, 'variant' | 'isPending' | 'className'> {
  command: NamedCommand | undefined
  /** Its word is read out and stands in the tooltip: always, or where the place is small. */
  compact?: boolean | 'narrow'
}

/** The button of a command; none where it cannot be done. */
export function CommandButton({ command, compact = false, className, ...props }: CommandButtonProps) {
  const { t } = useTranslation()
  if (!command) return null
  const { id, icon: Icon, run } = command
  const title = t(`commands.${id}`)
  return (
    <Tip text={title} shortcut={keyLabel(id)}>
      <Button
        {...props}
        size="sm"
        {...(compact === true && { variant: 'ghost', 'aria-label': title })}
        className={cx(compact === true && 'w-7 px-0', className)}
        onPress={run}
      >
        {Icon && <Icon aria-hidden />}
        {compact !== true && <span className={cx(compact === 'narrow' && '@max-md:sr-only')}>{title}</span>}
      </Button>
    </Tip>
  )
}

/** The same in a menu, where what cannot be done now is shown and does nothing. */
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
