import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue } from '../../entities/agent/people.ts'
import type { Rule } from '../../entities/agent/triage.ts'
import { Notice } from '../../ui/Notice.tsx'
import { RuleRow } from './RuleRow.tsx'
import { useRuleCommands } from './useRuleCommands.ts'

/** `ids` with the one at `from` moved to `to`. */
const moved = (ids: readonly string[], from: number, to: number): string[] => {
  const rest = ids.filter((_, index) => index !== from)
  return [...rest.slice(0, to), ...ids.slice(from, from + 1), ...rest.slice(to)]
}

/** All rules in their order: moved by dragging a row or by its arrows, and said aloud where they went. */
export function RuleList({ rules, queues, isAdmin }: { rules: readonly Rule[]; queues: readonly Queue[]; isAdmin: boolean }) {
  const { t } = useTranslation()
  const { order, enable } = useRuleCommands()
  const [dragged, drag] = useState<number | null>(null)
  const [over, hover] = useState<number | null>(null)
  const [said, say] = useState('')
  function move(from: number, to: number): void {
    const rule = rules[from]
    if (!rule || from === to || to < 0 || to >= rules.length) return
    order(
      moved(
        rules.map(({ id }) => id),
        from,
        to,
      ),
    )
    say(t('triage.movedTo', { name: rule.name, place: to + 1, count: rules.length }))
  }
  function drop(): void {
    if (dragged !== null && over !== null) move(dragged, over)
    drag(null)
    hover(null)
  }
  if (rules.length === 0) return <Notice tone="info">{t('triage.none')}</Notice>
  return (
    <>
      <ol aria-label={t('triage.rules')} className="flex flex-col divide-y divide-line rounded-lg border border-line">
        {rules.map((rule, index) => (
          <RuleRow
            key={rule.id}
            rule={rule}
            queues={queues}
            place={{ index, count: rules.length }}
            isAdmin={isAdmin}
            isOver={over === index && dragged !== index}
            onMove={(to) => move(index, to)}
            onEnable={(enabled) => enable({ id: rule.id, enabled })}
            dragging={{ begin: () => drag(index), over: () => dragged !== null && hover(index), drop }}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  )
}
