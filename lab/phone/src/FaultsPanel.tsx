import type { ReactNode } from 'react'
import type { FaultPatch, Faults } from '../../faults.ts'
import { resetFaults, setFaults } from './api.ts'
import type { EmulatorState } from './store.ts'
import { useWords } from './words.ts'

const field = 'h-8 w-32 rounded-md border border-white/15 bg-black/25 px-2 text-sm text-white focus:border-[#60b6f0] focus:outline-none'

/** The switches of one platform. */
export function FaultsPanel({ emulator }: { emulator: EmulatorState }) {
  const { t, language } = useWords()
  const { kind, faults } = emulator
  const set = (patch: FaultPatch): void => void setFaults(kind, patch)
  return (
    <section className="border-b border-white/10 px-4 py-3">
      <div className="mb-2 flex items-center justify-between">
        <h3 className="font-semibold">{emulator.label[language]}</h3>
        <button
          type="button"
          onClick={() => void resetFaults(kind)}
          className="rounded-md px-2 py-0.5 text-xs text-[#8ccbf5] hover:bg-white/10"
        >
          {t('reset')}
        </button>
      </div>
      <Line label={t('down')} on={faults.down !== 'no'}>
        <select className={field} value={faults.down} onChange={(event) => set({ down: event.target.value as Faults['down'] })}>
          <option value="no">{t('downNo')}</option>
          <option value="refused">{t('downRefused')}</option>
          <option value="bad-gateway">{t('downBadGateway')}</option>
        </select>
      </Line>
      <Count label={t('slow')} value={faults.slowMs} step={500} onChange={(slowMs) => set({ slowMs })} />
      <Count label={t('lose')} value={faults.loseAnswers} onChange={(loseAnswers) => set({ loseAnswers })} />
      <Count label={t('tooMany')} value={faults.tooMany} onChange={(tooMany) => set({ tooMany })} />
      <Count
        label={t('retryAfter')}
        value={faults.retryAfter}
        rest={faults.retryAfter}
        min={1}
        onChange={(retryAfter) => set({ retryAfter })}
      />
      <Toggle label={t('unauthorized')} value={faults.unauthorized} onChange={(unauthorized) => set({ unauthorized })} />
      <Line label={t('only')} on={faults.only !== ''}>
        <input className={field} value={faults.only} placeholder={t('all')} onChange={(event) => set({ only: event.target.value })} />
      </Line>
      <h4 className="mb-1 mt-3 text-xs font-semibold uppercase tracking-wide text-slate-400">{t('hooks')}</h4>
      <Line label={t('secret')} on={faults.hooks.secret !== 'right'}>
        <select
          className={field}
          value={faults.hooks.secret}
          onChange={(event) => set({ hooks: { secret: event.target.value as Faults['hooks']['secret'] } })}
        >
          <option value="right">{t('secretRight')}</option>
          <option value="wrong">{t('secretWrong')}</option>
          <option value="missing">{t('secretMissing')}</option>
        </select>
      </Line>
      <Count label={t('copies')} value={faults.hooks.copies} rest={1} min={1} onChange={(copies) => set({ hooks: { copies } })} />
      <Toggle label={t('shuffle')} value={faults.hooks.shuffle} onChange={(shuffle) => set({ hooks: { shuffle } })} />
    </section>
  )
}

function Line({ label, on, children }: { label: string; on: boolean; children: ReactNode }) {
  return (
    <label className="flex items-center justify-between gap-3 py-1 text-[13px]">
      <span className={on ? 'font-semibold text-amber-300' : 'text-slate-300'}>{label}</span>
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

function Count({ label, value, rest = 0, min = 0, step = 1, onChange }: CountProps) {
  return (
    <Line label={label} on={value !== rest}>
      <input
        type="number"
        className={field}
        value={value}
        min={min}
        step={step}
        onChange={(event) => onChange(Math.max(min, Number(event.target.value)))}
      />
    </Line>
  )
}

function Toggle({ label, value, onChange }: { label: string; value: boolean; onChange: (value: boolean) => void }) {
  return (
    <Line label={label} on={value}>
      <input type="checkbox" className="size-4 accent-[#60b6f0]" checked={value} onChange={(event) => onChange(event.target.checked)} />
    </Line>
  )
}
