import { useTranslation } from '../i18n/useTranslation.ts'
import type { NamedCommand } from '../lib/commands.ts'
import { keyLabel } from '../lib/commands.ts'
import type { ButtonProps } from './Button.tsx'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
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
