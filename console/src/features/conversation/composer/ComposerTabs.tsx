import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { keyLabel } from '../../../lib/commands.ts'
import { cx } from '../../../ui/cx.ts'
import type { ComposerMode } from './handle.ts'

/** Whether the words go to the customer or stay in the house. */
export function ComposerTabs({ mode, onChange }: { mode: ComposerMode; onChange: (mode: ComposerMode) => void }) {
  const { t } = useTranslation()
  return (
    <RadioGroup
      aria-label={t('composer.mode')}
      orientation="horizontal"
      value={mode}
      onChange={(next) => onChange(next as ComposerMode)}
      className="flex gap-1 px-3 pt-2"
    >
      {(['reply', 'note'] as const).map((one) => (
        <Radio
          key={one}
          value={one}
          aria-keyshortcuts={keyLabel(one)}
          className={cx(
            'tap flex items-center justify-center rounded-md px-2 py-0.5 text-sm font-medium text-muted data-hovered:text-ink',
            one === 'note'
              ? 'data-selected:bg-warn-line/60 data-selected:text-warn-ink'
              : 'data-selected:bg-accent-soft data-selected:text-accent-ink',
          )}
        >
          {t(`composer.modes.${one}`)}
        </Radio>
      ))}
    </RadioGroup>
  )
}
