import { Label, Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Mode } from '../../entities/agent/queues.ts'
import { MODES } from '../../../../src/desk/web/forms.ts'
import { labelClass } from '../../ui/TextField.tsx'

/** How conversations find their agents: each way with what it means. */
export function ModeField({ value, onChange, isDisabled = false }: { value: Mode; onChange: (mode: Mode) => void; isDisabled?: boolean }) {
  const { t } = useTranslation()
  return (
    <RadioGroup value={value} onChange={(next) => onChange(next as Mode)} isDisabled={isDisabled} className="flex flex-col gap-1.5">
      <Label className={labelClass}>{t('queues.mode')}</Label>
      <span className="flex flex-col gap-2">
        {MODES.map((mode) => (
          <Radio
            key={mode}
            value={mode}
            className="group flex items-start gap-3 rounded-lg border border-line p-3 text-sm data-hovered:border-line-strong data-selected:border-accent-ink data-selected:bg-accent-soft"
          >
            <span
              aria-hidden
              className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border-2 border-control group-data-selected:border-accent group-data-selected:bg-accent"
            >
              <span className="hidden size-1.5 rounded-full bg-white group-data-selected:block" />
            </span>
            <span className="flex flex-col">
              <span className="font-medium">{t(`queues.modes.${mode}`)}</span>
              <span className="text-xs text-muted">{t(`queues.modeHints.${mode}`)}</span>
            </span>
          </Radio>
        ))}
      </span>
    </RadioGroup>
  )
}
