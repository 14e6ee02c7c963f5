import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from '../../../i18n/useTranslation.ts'
import { Button } from '../../../ui/Button.tsx'
import { cx } from '../../../ui/cx.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { inputClass } from '../../../ui/TextField.tsx'

const MAX_OPTIONS = 20

/** The options of a menu; the text below is what it asks. */
export function MenuBuilder({
  options,
  onChange,
  onClose,
}: {
  options: string[]
  onChange: (options: string[]) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  // At once, so that what is typed next goes where it belongs.
  const focus = (index: number): void => list.current?.querySelectorAll('input')[index]?.focus()
  const change = (next: string[], at: number): void => {
    flushSync(() => onChange(next))
    focus(at)
  }
  const add = (after: number): void => {
    if (options.length < MAX_OPTIONS) change(options.toSpliced(after + 1, 0, ''), after + 1)
  }
  const remove = (index: number): void => {
    if (options.length === 1) onClose()
    else change(options.toSpliced(index, 1), Math.max(0, index - 1))
  }
  return (
    <fieldset className="mx-3 mt-3 rounded-lg border border-line bg-sunken p-2">
      <legend className="sr-only">{t('composer.menu')}</legend>
      <div className="flex items-center justify-between pb-1 pl-1">
        <span className="text-xs font-medium text-muted">{t('composer.menuHint')}</span>
        <IconButton size="sm" icon={X} label={t('composer.menuRemove')} onPress={onClose} />
      </div>
      <ol ref={list} className="flex max-h-44 flex-col gap-1 overflow-y-auto p-0.5">
        {options.map((option, index) => (
          <li key={index} className="flex items-center gap-2">
            <span aria-hidden className="w-5 text-right text-xs text-muted tabular-nums">
              {index + 1}
            </span>
            <input
              value={option}
              maxLength={255}
              aria-label={t('composer.menuOption', { number: index + 1 })}
              placeholder={t('composer.menuOption', { number: index + 1 })}
              onChange={(event) => onChange(options.with(index, event.target.value))}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return
                if (event.key === 'Enter') {
                  event.preventDefault()
                  if (options[index + 1] === '') focus(index + 1)
                  else add(index)
                } else if (event.key === 'Backspace' && option === '') {
                  event.preventDefault()
                  remove(index)
                }
              }}
              className={cx(inputClass, 'h-7 text-sm focus:border-accent-ink focus:ring-2 focus:ring-accent-line')}
            />
            <IconButton size="sm" icon={X} label={t('composer.menuRemoveOption', { number: index + 1 })} onPress={() => remove(index)} />
          </li>
        ))}
      </ol>
      <Button size="sm" variant="ghost" className="mt-1" isDisabled={options.length >= MAX_OPTIONS} onPress={() => add(options.length - 1)}>
        <Plus aria-hidden />
        {t('composer.menuAdd')}
      </Button>
    </fieldset>
  )
}
