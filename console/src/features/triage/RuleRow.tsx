import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp, GripVertical } from 'lucide-react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue } from '../../entities/agent/people.ts'
import type { Rule } from '../../entities/agent/triage.ts'
import { cx } from '../../ui/cx.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { useEffectWords } from './useTriageWords.ts'

export interface RuleRowProps {
  rule: Rule
  queues: readonly Queue[]
  place: { index: number; count: number }
  isAdmin: boolean
  /** What is dragged would be dropped here. */
  isOver: boolean
  onMove: (to: number) => void
  onEnable: (enabled: boolean) => void
  dragging: { begin: () => void; over: () => void; drop: () => void }
}

/** A rule: what it is called, what it does, whether it is on, and where it stands. */
export function RuleRow({ rule, queues, place: { index, count }, isAdmin, isOver, onMove, onEnable, dragging }: RuleRowProps) {
  const { t } = useTranslation()
  const words = useEffectWords(queues)
  const { id, name, enabled, effect } = rule
  return (
    <li
      draggable={isAdmin}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', name)
        dragging.begin()
      }}
      onDragOver={(event) => {
        event.preventDefault()
        dragging.over()
      }}
      onDrop={(event) => {
        event.preventDefault()
        dragging.drop()
      }}
      onDragEnd={dragging.drop}
      className={cx('flex flex-wrap items-center gap-x-2 gap-y-1 py-1.5 pr-1.5 pl-3 text-sm', isOver && 'bg-accent-soft')}
    >
      {isAdmin && <GripVertical aria-hidden className="size-4 shrink-0 cursor-grab text-muted" />}
      <span className="flex min-w-0 flex-[1_1_12rem] flex-col">
        <Link
          to="/settings/triage/$id"
          params={{ id }}
          className="tap self-start truncate rounded font-medium text-accent-ink underline-offset-2 hover:underline"
        >
          {name}
        </Link>
        <span className="text-xs wrap-anywhere text-muted">{words(effect)}</span>
      </span>
      {isAdmin ? (
        <>
          <Switch label={t('triage.on')} hint={name} isSelected={enabled} onChange={onEnable} />
          <IconButton icon={ChevronUp} label={t('triage.up', { name })} isDisabled={index === 0} onPress={() => onMove(index - 1)} />
          <IconButton
            icon={ChevronDown}
            label={t('triage.down', { name })}
            isDisabled={index === count - 1}
            onPress={() => onMove(index + 1)}
          />
        </>
      ) : (
        <span className="pr-2 text-xs text-muted">{t(enabled ? 'triage.on' : 'triage.off')}</span>
      )}
    </li>
  )
}
