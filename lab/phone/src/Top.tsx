import { Languages, Moon, PanelRight, Sun, UserPlus } from 'lucide-react'
import { language, shown, side, theme, useSetting } from './settings.ts'
import { useLab } from './store.ts'
import { useWords } from './words.ts'

const quiet = 'flex h-9 items-center gap-1.5 rounded-lg px-2 text-sm font-medium whitespace-nowrap hover:bg-wash'

/** Title, the platforms to choose from, and what concerns the page as a whole. */
export function Top({ onAdd }: { onAdd: () => void }) {
  const { t, language: now } = useWords()
  const dark = useSetting(theme) === 'dark'
  const open = useSetting(side) === 'open'
  const other = now === 'en' ? '中文' : 'English'
  return (
    <header className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-panel px-3 py-1.5 sm:px-4">
      <h1 className="text-base font-semibold whitespace-nowrap">
        <span className="sr-only xl:not-sr-only">Switchboard </span>
        {t('title')}
      </h1>
      <div className="order-2 flex flex-1 items-center justify-end gap-0.5 sm:flex-none lg:order-3">
        <button
          type="button"
          onClick={onAdd}
          className="flex h-9 items-center gap-1.5 rounded-lg bg-accent px-3 text-sm font-medium whitespace-nowrap text-on-accent hover:bg-accent-hover"
        >
          <UserPlus aria-hidden size={16} /> {t('newPerson')}
        </button>
        <button
          type="button"
          lang={now === 'en' ? 'zh-CN' : 'en'}
          aria-label={other}
          className={quiet}
          onClick={() => language.set(now === 'en' ? 'zh' : 'en')}
        >
          <Languages aria-hidden size={16} /> <span className="hidden sm:inline">{other}</span>
        </button>
        <button type="button" aria-label={t(dark ? 'light' : 'dark')} className={quiet} onClick={() => theme.set(dark ? 'light' : 'dark')}>
          {dark ? <Sun aria-hidden size={16} /> : <Moon aria-hidden size={16} />}
        </button>
        <button
          type="button"
          aria-label={t('side')}
          aria-expanded={open}
          className={quiet}
          onClick={() => side.set(open ? 'closed' : 'open')}
        >
          <PanelRight aria-hidden size={17} />
        </button>
      </div>
      <Platforms />
    </header>
  )
}

function Platforms() {
  const { t, language: now } = useWords()
  const emulators = useLab((state) => state.emulators)
  const phones = useLab((state) => state.phones)
  const chosen = useSetting(shown)
  const all = [{ kind: 'all', label: t('all') }, ...emulators.map((one) => ({ kind: one.kind, label: one.label[now] }))]
  return (
    <div
      role="group"
      aria-label={t('platform')}
      className="thin-scroll order-3 flex w-full min-w-0 gap-1 overflow-x-auto p-0.5 lg:order-2 lg:w-auto lg:flex-1"
    >
      {all.map(({ kind, label }) => {
        const count = phones.filter((phone) => kind === 'all' || phone.platform === kind).length
        const on = kind === chosen
        return (
          <button
            key={kind}
            type="button"
            aria-pressed={on}
            data-platform={kind}
            onClick={() => shown.set(kind)}
            className={`flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 text-[13px] font-medium whitespace-nowrap ${on ? 'border-accent bg-accent text-on-accent' : 'border-line hover:bg-wash'}`}
          >
            {kind !== 'all' && <span aria-hidden className={`size-2.5 rounded-full bg-brand ${on ? 'ring-1 ring-white' : ''}`} />}
            {label}
            {count > 0 && <span className={on ? '' : 'text-muted'}>{count}</span>}
          </button>
        )
      })}
    </div>
  )
}
