import { Check, Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCopy } from '../lib/useCopy.ts'
import { Button } from './Button.tsx'
import { hintClass, labelClass } from './TextField.tsx'

export interface CopyFieldProps {
  label: string
  value: string
  description?: string | undefined
}

/** Something that has to be put elsewhere: an address, a token, a snippet. */
export function CopyField({ label, value, description }: CopyFieldProps) {
  const { t } = useTranslation()
  const { copied, copy } = useCopy()
  return (
    <div className="flex flex-col gap-1.5">
      <span className={labelClass}>{label}</span>
      <div className="flex items-start gap-2 rounded-lg border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 py-1 font-mono text-xs leading-5 break-all">{value}</code>
        <Button size="sm" onPress={() => copy(value)} aria-label={t('common.copyWhat', { what: label })}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          <span aria-live="polite">{copied ? t('common.copied') : t('common.copy')}</span>
        </Button>
      </div>
      {description && <span className={hintClass}>{description}</span>}
    </div>
  )
}
