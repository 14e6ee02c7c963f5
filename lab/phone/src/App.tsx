import { Languages, PanelRight, UserPlus, Users } from 'lucide-react'
import { useState } from 'react'
import { act } from './api.ts'
import { Ask } from './Ask.tsx'
import { FaultsPanel } from './FaultsPanel.tsx'
import { JournalPanel } from './JournalPanel.tsx'
import { PhoneView } from './PhoneView.tsx'
import { useLab } from './store.ts'
import { setLanguage, useWords } from './words.ts'

/** Beyond so many phones the rest stay in a drawer; load runs make thousands. */
const shownPhones = 12
const names = ['Ada', '小明', 'Bo Lindqvist', '王芳', 'Chidi', 'Dolores', '李雷', 'Emre']

export function App() {
  const { t } = useWords()
  const { connected, phones } = useLab()
  const [side, setSide] = useState(true)
  return (
    <div className="flex h-dvh flex-col">
      <Top onSide={() => setSide(!side)} />
      {!connected && <p className="bg-amber-500/90 px-4 py-1.5 text-center text-sm font-medium text-black">{t('offline')}</p>}
      <div className="flex min-h-0 flex-1">
        <main className="thin-scroll flex min-w-0 flex-1 gap-8 overflow-auto px-8 py-6">
          {phones.length === 0 ? (
            <div className="m-auto max-w-sm text-center">
              <p className="text-xl font-semibold">{t('noPhones')}</p>
              <p className="mt-2 text-slate-400">{t('noPhonesHint')}</p>
            </div>
          ) : (
            phones.slice(0, shownPhones).map((phone) => <PhoneView key={phone.id} phone={phone} />)
          )}
        </main>
        {side && <Side />}
      </div>
    </div>
  )
}

function Top({ onSide }: { onSide: () => void }) {
  const { t, language } = useWords()
  const { phones, emulators } = useLab()
  const [chosen, setChosen] = useState<string>()
  const kind = chosen ?? emulators[0]?.kind ?? ''
  const button = 'flex items-center gap-1.5 rounded-lg px-3 py-1.5 text-sm font-medium hover:bg-white/10'
  const [asking, setAsking] = useState<'person' | 'group'>()
  const answered = (answer: string | undefined): void => {
    setAsking(undefined)
    if (answer === undefined) return
    if (asking === 'person') void act(kind, 'newPerson', { name: answer })
    else void act(kind, 'newGroup', { phone: phones.find((one) => one.platform === kind)?.id, title: answer })
  }
  return (
    <header className="flex items-center gap-2 border-b border-white/10 bg-black/20 px-5 py-2.5">
      <h1 className="text-lg font-semibold">
        Switchboard · {t('title')} <span className="ml-2 hidden text-sm font-normal text-slate-400 md:inline">{t('subtitle')}</span>
      </h1>
      <span className="flex-1" />
      {emulators.length > 1 && (
        <select
          aria-label={t('platform')}
          value={kind}
          onChange={(event) => setChosen(event.target.value)}
          className="rounded-lg bg-black/30 px-2 py-1.5 text-sm"
        >
          {emulators.map((one) => (
            <option key={one.kind} value={one.kind}>
              {one.label[language]}
            </option>
          ))}
        </select>
      )}
      <button type="button" className={`${button} bg-[#3390ec] hover:bg-[#2b7cc9]`} onClick={() => setAsking('person')}>
        <UserPlus size={16} /> {t('newPerson')}
      </button>
      <button type="button" className={`${button} disabled:opacity-40`} disabled={phones.length === 0} onClick={() => setAsking('group')}>
        <Users size={16} /> {t('newGroup')}
      </button>
      <button type="button" className={button} onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}>
        <Languages size={16} /> {language === 'en' ? '中文' : 'English'}
      </button>
      <button type="button" aria-label={`${t('faults')}, ${t('journal')}`} className={button} onClick={onSide}>
        <PanelRight size={16} />
      </button>
      {asking === 'person' && <Ask title={t('name')} initial={names[phones.length % names.length] ?? ''} onDone={answered} />}
      {asking === 'group' && <Ask title={t('groupTitle')} initial="Neighbours 邻居" onDone={answered} />}
    </header>
  )
}

function Side() {
  const { t } = useWords()
  const { emulators } = useLab()
  const [tab, setTab] = useState<'faults' | 'journal'>('journal')
  return (
    <aside className="flex w-[370px] shrink-0 flex-col border-l border-white/10 bg-black/25">
      <div role="tablist" className="flex border-b border-white/10">
        {(['journal', 'faults'] as const).map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            aria-selected={tab === one}
            onClick={() => setTab(one)}
            className={`flex-1 py-2 text-sm font-medium ${tab === one ? 'border-b-2 border-[#60b6f0] text-white' : 'text-slate-400 hover:text-slate-200'}`}
          >
            {t(one)}
          </button>
        ))}
      </div>
      {tab === 'journal' ? (
        <JournalPanel />
      ) : (
        <div className="thin-scroll overflow-y-auto">
          {emulators.map((one) => (
            <FaultsPanel key={one.kind} emulator={one} />
          ))}
        </div>
      )}
    </aside>
  )
}
