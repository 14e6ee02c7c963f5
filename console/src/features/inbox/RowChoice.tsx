import { memo } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Conversation } from '../../api/types.ts'
import { useNames } from '../../entities/contact/names.ts'
import { toggleSelected } from '../../entities/conversation/selection.ts'
import { cx } from '../../ui/cx.ts'

export interface RowChoiceProps {
  conversation: Conversation
  chosen: boolean
  /** Something is chosen already: then every row shows that it can be. */
  choosing: boolean
}

/** Chooses a row, to do something with several at once. It stands in place of the picture, where the pointer is or the focus. */
export const RowChoice = memo(function RowChoice({ conversation, chosen, choosing }: RowChoiceProps) {
  const { t } = useTranslation()
  const { nameOf } = useNames()
  return (
    <label
      className={cx(
        'tap absolute top-2.5 left-2 flex size-10 items-center justify-center rounded-full',
        !choosing && 'opacity-0 group-hover/row:opacity-100 has-focus-visible:opacity-100 pointer-coarse:hidden',
      )}
    >
      <input
        type="checkbox"
        checked={chosen}
        onChange={() => toggleSelected(conversation.id)}
        aria-label={t('inbox.choose', { name: nameOf(conversation) })}
        className="size-4.5 accent-(--accent)"
      />
    </label>
  )
})
