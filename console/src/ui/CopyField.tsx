import { Check, Copy } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { useCopy } from '../lib/useCopy.ts'
import { Button } from './Button.tsx'
import { hintClass, labelClass } from './TextField.tsx'

export interface CopyFieldProps {
  label: string
  value: string
  /** Where the words above it say what it is. */
  hideLabel?: boolean
  /** Said instead of the label where that does not tell one button from the next. */
  what?: string
  description?: string | undefined
}

/** Something that has to be put elsewhere: an address, a token, a snippet. */
export function CopyField({ label, hideLabel, value, what = label, description }: CopyFieldProps) {
  const { t } = useTranslation()
  const { copied, copy } = useCopy()
  return (
    <div className="flex flex-col gap-1.5">
      <span className={hideLabel ? 'sr-only' : labelClass}>{label}</span>
      <div className="flex items-start gap-2 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-1 font-mono text-xs leading-5 wrap-anywhere select-all">{value}</code>
        <Button size="sm" onPress={() => copy(value)} aria-label={t('common.copyWhat', { what })}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? t('common.copied') : t('common.copy')}
        </Button>
        <span role="status" className="sr-only">
          {copied && t('common.copied')}
        </span>
      </div>
      {description && <span className={hintClass}>{description}</span>}
    </div>
  )
}
