import { useState } from 'react'
import type { Entry } from '../../journal.ts'
import { clearJournal } from './api.ts'
import { refresh, useLab } from './store.ts'
import { useWords } from './words.ts'

/** What went to and fro, newest first. */
export function JournalPanel() {
  const { t } = useWords()
  const { journal } = useLab()
  const [quiet, setQuiet] = useState(true)
  const shown = journal.filter((entry) => !quiet || entry.what !== 'getUpdates').toReversed()
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center justify-between px-4 py-2 text-xs">
        <label className="flex items-center gap-2 text-slate-300">
          <input type="checkbox" className="accent-[#60b6f0]" checked={quiet} onChange={(event) => setQuiet(event.target.checked)} />{' '}
          {t('hidePolls')}
        </label>
        <button
          type="button"
          className="rounded-md px-2 py-0.5 text-[#8ccbf5] hover:bg-white/10"
          onClick={() => void clearJournal().then(refresh)}
        >
          {t('clear')}
        </button>
      </div>
      {shown.length === 0 && <p className="px-4 py-6 text-center text-sm text-slate-400">{t('nothingYet')}</p>}
      <ol className="thin-scroll min-h-0 flex-1 overflow-y-auto">
        {shown.map((entry) => (
          <Line key={entry.n} entry={entry} />
        ))}
      </ol>
    </div>
  )
}

function Line({ entry }: { entry: Entry }) {
  const { t } = useWords()
  const good = typeof entry.status === 'number' && entry.status < 300
  const time = new Date(entry.at).toLocaleTimeString('en-GB')
  return (
    <li className="border-b border-white/5 px-4 py-1.5 text-[12.5px]">
      <details>
        <summary className="flex cursor-pointer list-none items-center gap-2">
          <span
            title={t(entry.way === 'call' ? 'hubCalls' : 'platformCalls')}
            className={entry.way === 'call' ? 'text-[#8ccbf5]' : 'text-[#b7e08a]'}
          >
            {entry.way === 'call' ? '→' : '←'}
          </span>
          <span className="min-w-0 flex-1 truncate font-medium">{entry.what}</span>
          {entry.attempt !== undefined && entry.attempt > 1 && <span className="text-slate-400">{t('attempt', { n: entry.attempt })}</span>}
          <span
            className={`rounded px-1.5 py-0.5 text-[11px] font-semibold ${good ? 'bg-emerald-400/15 text-emerald-300' : 'bg-red-400/20 text-red-300'}`}
          >
            {entry.status}
          </span>
          <span className="text-[11px] tabular-nums text-slate-500">{time}</span>
        </summary>
        <div className="mt-1 space-y-1 text-[11.5px] text-slate-300">
          {entry.account !== undefined && (
            <div>
              @{entry.account} · {entry.ms} ms
            </div>
          )}
          {entry.note !== undefined && <div className="text-amber-300">{entry.note}</div>}
          {entry.retryIn !== undefined && (
            <div className="text-amber-300">
              {entry.retryIn === null ? t('givenUp') : t('retryIn', { s: Math.round(entry.retryIn / 1000) })}
            </div>
          )}
          <Body title={t('request')} value={entry.request} />
          <Body title={t('response')} value={entry.response} />
        </div>
      </details>
    </li>
  )
}

function Body({ title, value }: { title: string; value: unknown }) {
  if (value === undefined || value === '') return null
  return (
    <div>
      <div className="text-[10.5px] font-semibold uppercase tracking-wide text-slate-500">{title}</div>
      <pre className="thin-scroll max-h-56 overflow-auto whitespace-pre-wrap break-all rounded bg-black/30 p-2 text-[11px] leading-snug">
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
    </div>
  )
}
