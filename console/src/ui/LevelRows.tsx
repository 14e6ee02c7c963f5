import { X } from 'lucide-react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { IconButton } from './IconButton.tsx'
import { Select } from './Select.tsx'

const LEVELS = ['1', '2', '3', '4', '5'] as const

export interface LevelRowsProps {
  label: string
  rows: readonly { id: string; name: string; level: number }[]
  onLevel: (id: string, level: number) => void
  onRemove: (id: string) => void
}

/** Who or what has been chosen, each with how well it is known: 1 (some) to 5 (best). */
export function LevelRows({ label, rows, onLevel, onRemove }: LevelRowsProps) {
  const { t } = useTranslation()
  return (
    <ul aria-label={label} className="flex flex-col divide-y divide-line rounded-lg border border-line">
      {rows.map(({ id, name, level }) => (
        <li key={id} className="flex items-center gap-2 py-1.5 pr-1.5 pl-3 text-sm">
          <span className="min-w-0 flex-1 truncate">{name}</span>
          <Select
            hideLabel
            label={t('level.of', { name })}
            choices={LEVELS.map((one) => ({ id: one, label: t(`level.names.${one}`) }))}
            value={String(level) as (typeof LEVELS)[number]}
            onChange={(next) => onLevel(id, Number(next))}
            className="w-36"
          />
          <IconButton size="sm" icon={X} label={t('kit.remove', { what: name })} onPress={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  )
}
