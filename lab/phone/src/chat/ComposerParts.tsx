import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Gesture } from '../gestures.ts'
import { MenuButton, MenuItem } from '../parts/Menu.tsx'
import { useWords } from '../words.ts'
import type { Draft } from './Composer.tsx'

/** A round button of the composer. */
export const round = 'grid size-9 shrink-0 place-items-center rounded-full text-hint hover:bg-wash'

/** What is being answered or changed. */
export function DraftBar({ draft, onDone }: { draft: Draft; onDone: () => void }) {
  const { t } = useWords()
  return (
    <div className="flex items-center gap-2 border-b border-rule px-3 py-1.5 text-[12.5px]">
      <div className="min-w-0 flex-1 border-l-[3px] border-brand-ink pl-2">
        <div className="font-semibold text-brand-ink">{draft.what === 'edit' ? t('editing') : draft.bubble.author}</div>
        <div className="truncate text-hint">{draft.bubble.text ?? '…'}</div>
      </div>
      <button type="button" aria-label={t('cancel')} onClick={onDone} className="rounded-full p-1 text-hint hover:bg-wash">
        <X aria-hidden size={17} />
      </button>
    </div>
  )
}

/** Buttons in place of the keyboard: each writes its label. */
export function Replies({ rows, onChoose }: { rows: string[][]; onChoose: (label: string) => void }) {
  return (
    <div className="flex flex-col gap-1.5 border-t border-rule p-1.5">
      {rows.map((row) => (
        <div key={row.join(' ')} className="flex gap-1.5">
          {row.map((label) => (
            <button
              key={label}
              type="button"
              onClick={() => onChoose(label)}
              className="flex-1 rounded-lg border border-rule bg-wash py-2 text-[13.5px] hover:brightness-95"
            >
              {label}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}

interface AttachProps {
  tiles: boolean
  offered: Gesture[]
  onChoose: (gesture: Gesture) => void
  children: ReactNode
}

/** What else can be sent. */
export function Attach({ tiles, offered, onChoose, children }: AttachProps) {
  const { t } = useWords()
  const place = tiles
    ? 'bottom-full inset-x-1.5 mb-1.5 max-h-80 grid grid-cols-4 gap-0.5 px-1.5'
    : 'bottom-full left-1.5 mb-1.5 max-h-80 w-48'
  return (
    <MenuButton label={t('attach')} face={children} className={round} wrapClassName="" menuClassName={place}>
      {(close) =>
        offered.map((gesture) => {
          const Icon = gesture.icon
          return (
            <MenuItem
              key={gesture.word}
              tile={tiles}
              icon={Icon && <Icon size={tiles ? 20 : 17} />}
              onChoose={() => {
                close()
                onChoose(gesture)
              }}
            >
              {t(gesture.word)}
            </MenuItem>
          )
        })
      }
    </MenuButton>
  )
}
