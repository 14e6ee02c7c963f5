import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { shown, side, sideTab, useSetting, type SideTab } from '../settings.ts'
import { useLab } from '../store.ts'
import { useWords } from '../words.ts'
import { AccountsPanel } from './AccountsPanel.tsx'
import { FaultsPanel } from './FaultsPanel.tsx'
import { JournalPanel } from './JournalPanel.tsx'

const tabs: readonly SideTab[] = ['journal', 'faults', 'accounts']

/** What concerns the platforms rather than a person: journal, faults, accounts. Beside the phones, or over them where it is narrow. */
export function Side() {
  const { t } = useWords()
  const tab = useSetting(sideTab)
  return (
    <aside
      aria-label={t('side')}
      className="flex w-80 shrink-0 flex-col border-l border-line bg-panel max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:w-[min(23rem,100vw)] max-lg:shadow-2xl"
    >
      <div className="flex items-center border-b border-line">
        <Tabs tab={tab} />
        <button
          type="button"
          aria-label={t('close')}
          onClick={() => side.set('closed')}
          className="mr-1 rounded-lg p-2 text-muted hover:bg-wash"
        >
          <X aria-hidden size={16} />
        </button>
      </div>
      <div role="tabpanel" id="side-panel" aria-labelledby={`tab-${tab}`} className="flex min-h-0 flex-1 flex-col">
        {tab === 'journal' ? <JournalPanel /> : <PerPlatform tab={tab} />}
      </div>
    </aside>
  )
}

function Tabs({ tab }: { tab: SideTab }) {
  const { t } = useWords()
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length] ?? tab
    sideTab.set(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={t('side')} onKeyDown={move} className="flex min-w-0 flex-1">
      {tabs.map((one) => (
        <button
          key={one}
          id={`tab-${one}`}
          type="button"
          role="tab"
          aria-selected={tab === one}
          aria-controls="side-panel"
          tabIndex={tab === one ? 0 : -1}
          onClick={() => sideTab.set(one)}
          className={`flex-1 border-b-2 py-2.5 text-sm font-medium whitespace-nowrap focus-visible:-outline-offset-2 ${tab === one ? 'border-accent-ink' : 'border-transparent text-muted hover:text-ink'}`}
        >
          {t(one)}
        </button>
      ))}
    </div>
  )
}

/** One section per platform; the chosen platform's is the only one, and open. */
function PerPlatform({ tab }: { tab: 'faults' | 'accounts' }) {
  const emulators = useLab((state) => state.emulators)
  const kind = useSetting(shown)
  const there = emulators.filter((one) => kind === 'all' || one.kind === kind)
  const Panel = tab === 'faults' ? FaultsPanel : AccountsPanel
  return (
    <div className="thin-scroll min-h-0 flex-1 overflow-y-auto">
      {there.map((one) => (
        <Panel key={`${kind} ${one.kind}`} emulator={one} alone={there.length === 1} />
      ))}
    </div>
  )
}
