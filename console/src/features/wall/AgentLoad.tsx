import { useTranslation } from '../../i18n/useTranslation.ts'
import type { LiveAgent } from '../../entities/agent/wall.ts'
import { cx } from '../../ui/cx.ts'

/** More places than this are not drawn one by one. */
const DRAWN = 12

/** Who it is, and how much of what they can do they have; the places are drawn for the eye, the numbers said. */
export function AgentLoad({ agent: { name, load, capacity } }: { agent: LiveAgent }) {
  const { t } = useTranslation()
  return (
    <li className="flex items-center gap-[0.6em] text-[1em]">
      <span className="min-w-0 flex-1 truncate">{name}</span>
      {capacity <= DRAWN && (
        <span aria-hidden className="flex gap-[0.15em]">
          {Array.from({ length: Math.max(capacity, load) }, (_, place) => (
            <span
              key={place}
              className={cx(
                'h-[0.9em] w-[0.4em] rounded-[0.15em] border',
                place < load ? 'border-accent-ink bg-accent-ink' : 'border-control',
              )}
            />
          ))}
        </span>
      )}
      <span className={cx('min-w-[3.2em] text-right tabular-nums', load >= capacity ? 'font-semibold' : 'text-muted')}>
        {t('common.load', { load, capacity })}
      </span>
    </li>
  )
}
