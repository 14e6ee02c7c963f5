import { useState } from 'react'
import type { Entry } from '../../../journal.ts'
import { clearJournal } from '../api.ts'
import { shown, useSetting } from '../settings.ts'
import { refresh, update, useLab } from '../store.ts'
import { useWords } from '../words.ts'

/** What went to and fro on the chosen platform, newest first. */
export function JournalPanel() {
  const { t } = useWords()
  const journal = useLab((state) => state.journal)
  const kind = useSetting(shown)
  const [quiet, setQuiet] = useState(true)
  const entries = journal.filter(({ platform, what }) => (kind === 'all' || platform === kind) && (!quiet || what !== 'getUpdates'))
  const clear = (): void => {
    update(() => ({ journal: [] }))
    void clearJournal().then(refresh)
  }
  return (
    <>
      <div className="flex items-center justify-between px-4 py-2 text-[13px]">
        <label className="flex items-center gap-2">
          <input type="checkbox" className="accent-accent" checked={quiet} onChange={(event) => setQuiet(event.target.checked)} />{' '}
          {t('hidePolls')}
        </label>
        <button type="button" className="rounded-md px-2 py-1 text-accent-ink hover:bg-wash" onClick={clear}>
          {t('clear')}
        </button>
      </div>
      {entries.length === 0 && <p className="px-4 py-6 text-center text-sm text-muted">{t('nothingYet')}</p>}
      <ol className="thin-scroll min-h-0 flex-1 overflow-y-auto">
        {entries.toReversed().map((entry) => (
          <Line key={entry.n} entry={entry} />
        ))}
      </ol>
    </>
  )
}

function Line({ entry }: { entry: Entry }) {
  const { t } = useWords()
  const good = typeof entry.status === 'number' && entry.status < 300
  const time = new Date(entry.at).toLocaleTimeString('en-GB')
  const way = t(entry.way === 'call' ? 'hubCalls' : 'platformCalls')
  return (
    <li className="border-b border-line px-3 py-1 text-[12.5px]" data-platform={entry.platform}>
      <details>
        <summary className="flex cursor-pointer list-none items-center gap-2 py-0.5">
          <span aria-hidden className="size-2 shrink-0 rounded-full bg-brand" />
          <span role="img" aria-label={way} title={way} className={entry.way === 'call' ? 'text-accent-ink' : 'text-ok'}>
            {entry.way === 'call' ? '→' : '←'}
          </span>
          <span className="min-w-0 flex-1 truncate font-medium">{entry.what}</span>
          {entry.attempt !== undefined && entry.attempt > 1 && <span className="text-muted">{t('attempt', { n: entry.attempt })}</span>}
          <span className={`rounded px-1.5 py-0.5 text-[11px] font-semibold ${good ? 'bg-ok-soft text-ok' : 'bg-danger-soft text-danger'}`}>
            {entry.status}
          </span>
          <span className="text-[11px] text-muted tabular-nums">{time}</span>
        </summary>
        <div className="mt-1 space-y-1 pb-1 text-[12px]">
          <div className="text-muted">
            {entry.platform}
            {entry.account !== undefined && ` · ${entry.account}`} · {entry.ms} ms
          </div>
          {entry.note !== undefined && <div className="text-warn">{entry.note}</div>}
          {entry.retryIn !== undefined && (
            <div className="text-warn">{entry.retryIn === null ? t('givenUp') : t('retryIn', { s: Math.round(entry.retryIn / 1000) })}</div>
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
      <div className="text-[11px] font-semibold tracking-wide text-muted uppercase">{title}</div>
      <pre
        tabIndex={0}
        className="thin-scroll max-h-56 overflow-auto rounded bg-canvas p-2 text-[11px] leading-snug break-all whitespace-pre-wrap"
      >
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </pre>
    </div>
  )
}
