import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../../ui/cx.ts'

/** One number that is read from afar. `alarm`: it asks for somebody; said by a sign and a frame, not by colour alone. */
export const Figure = ({ label, value, note, alarm = false }: { label: string; value: ReactNode; note?: string; alarm?: boolean }) => (
  <div className={cx('flex flex-col rounded-xl border-2 p-[0.9em]', alarm ? 'border-danger bg-danger-soft' : 'border-line bg-raised')}>
    <dt className="text-[1em] text-muted">{label}</dt>
    <dd className="flex flex-col">
      <span className="text-[2.8em] leading-tight font-semibold tabular-nums">{value}</span>
      {note && (
        <span className={cx('inline-flex items-center gap-[0.35em] text-[1em]', alarm ? 'font-medium text-danger-ink' : 'text-muted')}>
          {alarm && <TriangleAlert aria-hidden className="size-[1em]" />}
          {note}
        </span>
      )}
    </dd>
  </div>
)
