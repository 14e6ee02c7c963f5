import { useState } from 'react'
import { NewPerson } from './NewPerson.tsx'
import { Phones } from './Phones.tsx'
import { side, useSetting } from './settings.ts'
import { Side } from './side/Side.tsx'
import { useLab } from './store.ts'
import { Top } from './Top.tsx'
import { useWords } from './words.ts'

export function App() {
  const { t } = useWords()
  const connected = useLab((state) => state.connected)
  const open = useSetting(side) === 'open'
  const [adding, setAdding] = useState(false)
  return (
    <div className="flex h-dvh flex-col">
      <Top onAdd={() => setAdding(true)} />
      <div role="status">
        {!connected && <p className="bg-warn-soft px-4 py-1.5 text-center text-sm font-medium text-warn">{t('offline')}</p>}
      </div>
      <div className="relative flex min-h-0 flex-1">
        <Phones onAdd={() => setAdding(true)} />
        {open && <Side />}
      </div>
      {adding && <NewPerson onClose={() => setAdding(false)} />}
    </div>
  )
}
