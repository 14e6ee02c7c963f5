import type { ReactNode } from 'react'

export const fieldStyle = 'h-8 w-28 shrink-0 rounded-md border border-control bg-field px-2 text-sm text-ink'

export function Line({ label, on, children }: { label: string; on: boolean; children: ReactNode }) {
  return (
    <label className="flex items-center justify-between gap-3 py-1 text-[13px]">
      <span className={on ? 'font-semibold text-warn' : ''}>{label}</span>
      {children}
    </label>
  )
}

interface CountProps {
  label: string
  value: number
  /** The value that means "off". */
  rest?: number
  min?: number
  step?: number
  onChange: (value: number) => void
}

export function Count({ label, value, rest = 0, min = 0, step = 1, onChange }: CountProps) {
  return (
    <Line label={label} on={value !== rest}>
      <input
        type="number"
        className={fieldStyle}
        value={value}
        min={min}
        step={step}
        onChange={(event) => onChange(Math.max(min, Number(event.target.value)))}
      />
    </Line>
  )
}

export function Toggle({ label, value, onChange }: { label: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <Line label={label} on={value}>
      <input type="checkbox" className="size-4 accent-accent" checked={value} onChange={(event) => onChange(event.target.checked)} />
    </Line>
  )
}
