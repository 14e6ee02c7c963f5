import { X } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { Button, Tag, TagGroup, TagList } from 'react-aria-components/TagGroup'

export interface ChipsProps {
  label: string
  chips: readonly { id: string; text: string }[]
  /** With it each can be taken away, by its cross or by Delete. */
  onRemove?: (id: string) => void
}

/** Short words in a row: filters, tags. */
export function Chips({ label, chips, onRemove }: ChipsProps) {
  const { t } = useTranslation()
  return (
    <TagGroup aria-label={label} {...(onRemove && { onRemove: (ids) => ids.forEach((id) => onRemove(String(id))) })}>
      <TagList items={chips} className="flex flex-wrap gap-1.5">
        {({ id, text }) => (
          <Tag
            id={id}
            textValue={text}
            className="inline-flex h-6 items-center pointer-coarse:h-11 gap-1 rounded-full border border-line-strong bg-surface pr-1 pl-2.5 text-xs text-ink"
          >
            <span className={onRemove ? undefined : 'pr-1.5'}>{text}</span>
            {onRemove && (
              <Button
                slot="remove"
                aria-label={t('kit.remove', { what: text })}
                className="flex items-center justify-center rounded-full p-0.5 text-muted data-hovered:text-ink"
              >
                <X aria-hidden className="size-3" />
              </Button>
            )}
          </Tag>
        )}
      </TagList>
    </TagGroup>
  )
}
