import type { FaultPatch, Faults } from '../../../faults.ts'
import { resetFaults, setFaults } from '../api.ts'
import type { EmulatorState } from '../store.ts'
import { useWords } from '../words.ts'
import { Count, fieldStyle, Line, Toggle } from './FaultFields.tsx'
import { Fold } from './Fold.tsx'

/** How many switches are not as they are by themselves. */
function countOf({ down, only, slowMs, loseAnswers, tooMany, unauthorized, hooks }: Faults): number {
  const on = [down !== 'no', only !== '', slowMs > 0, loseAnswers > 0, tooMany > 0, unauthorized]
  return [...on, hooks.secret !== 'right', hooks.copies > 1, hooks.shuffle].filter(Boolean).length
}

/** The switches of one platform. */
export function FaultsPanel({ emulator, alone }: { emulator: EmulatorState; alone: boolean }) {
  const { t } = useWords()
  const { kind, faults } = emulator
  const set = (patch: FaultPatch): void => void setFaults(kind, patch)
  const on = countOf(faults)
  return (
    <Fold emulator={emulator} open={alone || on > 0} mark={on > 0 ? t('faultsOn', { n: on }) : undefined}>
      <Line label={t('down')} on={faults.down !== 'no'}>
        <select className={fieldStyle} value={faults.down} onChange={(event) => set({ down: event.target.value as Faults['down'] })}>
          <option value="no">{t('downNo')}</option>
          <option value="refused">{t('downRefused')}</option>
          <option value="bad-gateway">{t('downBadGateway')}</option>
          <option value="not-connected">{t('downNotConnected')}</option>
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
        <input className={fieldStyle} value={faults.only} placeholder={t('all')} onChange={(event) => set({ only: event.target.value })} />
      </Line>
      <h3 className="mt-3 mb-1 text-xs font-semibold tracking-wide text-muted uppercase">{t('hooks')}</h3>
      <Line label={t('secret')} on={faults.hooks.secret !== 'right'}>
        <select
          className={fieldStyle}
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
      <button
        type="button"
        onClick={() => void resetFaults(kind)}
        className="mt-2 rounded-md border border-control px-3 py-1 text-[13px] hover:bg-wash"
      >
        {t('reset')}
      </button>
    </Fold>
  )
}
