import { useState } from 'react'
import { siteOf } from '../accounts.ts'
import { perform, reasonOf } from '../api.ts'
import type { Field, Gesture } from '../gestures.ts'
import { makeAccount } from '../make.ts'
import { Ask } from '../parts/Ask.tsx'
import type { Values } from '../parts/Fields.tsx'
import { refresh, useLab, type EmulatorState } from '../store.ts'
import { useWords, type Word } from '../words.ts'
import { Fold } from './Fold.tsx'

interface Asked {
  title: Word
  fields: readonly Field[]
  known?: Readonly<Record<string, string>>
  run: (values: Values) => Promise<unknown>
}

const small = 'rounded-full border border-control px-2.5 py-1 text-[12px] hover:bg-wash'

/** The accounts of one platform, and what their owners do on its site. */
export function AccountsPanel({ emulator, alone }: { emulator: EmulatorState; alone: boolean }) {
  const { t } = useWords(emulator.kind)
  const { kind, accounts } = emulator
  const site = siteOf(kind)
  const { create, configure, acts = [] } = site
  const made = useLab((state) => state.made)
  const [asked, setAsked] = useState<Asked>()
  const [problem, setProblem] = useState<string>()
  const [said, setSaid] = useState('')

  const run = (work: Promise<unknown>): void => {
    setSaid('')
    work.then(
      () => {
        setAsked(undefined)
        setProblem(undefined)
        setSaid(t('told'))
        return refresh()
      },
      (error: unknown) => setProblem(reasonOf(error)),
    )
  }
  const act = (account: string, gesture: Gesture): void => {
    const perhaps = (values: object): Promise<unknown> => perform(kind, gesture.action, { [site.id]: account, ...gesture.with, ...values })
    if (gesture.ask === undefined) run(perhaps({}))
    else setAsked({ title: gesture.word, fields: gesture.ask, run: perhaps })
  }
  return (
    <Fold emulator={emulator} open={alone || accounts.length > 0}>
      {accounts.length === 0 && <p className="pb-2 text-[13px] text-muted">{t('noChatsHint')}</p>}
      <ul className="space-y-3">
        {accounts.map(({ id, name }) => {
          const credentials = made[`${kind} ${id}`]
          return (
            <li key={id} className="space-y-1.5">
              <div className="text-[13px] font-semibold break-all">
                {name} <span className="font-normal text-muted">{id}</span>
              </div>
              {credentials !== undefined && <Credentials of={credentials} />}
              <div className="flex flex-wrap gap-1.5">
                {configure !== undefined && (
                  <button
                    type="button"
                    className={small}
                    onClick={() =>
                      setAsked({
                        title: 'configure',
                        fields: configure,
                        known: credentials ?? {},
                        run: (values) => perform(kind, 'configure', { [site.id]: id, ...values }),
                      })
                    }
                  >
                    {t('configure')}
                  </button>
                )}
                {acts.map((gesture) => (
                  <button
                    key={gesture.word}
                    type="button"
                    className={`${small} ${gesture.danger === true ? 'text-danger' : ''}`}
                    onClick={() => act(id, gesture)}
                  >
                    {t(gesture.word)}
                  </button>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
      {create !== undefined && (
        <button
          type="button"
          className="mt-3 rounded-lg bg-accent px-3 py-1.5 text-[13px] font-medium text-on-accent hover:bg-accent-hover"
          onClick={() => setAsked({ title: 'newAccount', fields: create, run: (values) => makeAccount(kind, values) })}
        >
          {t('newAccount')}
        </button>
      )}
      <p role="status" className="text-[12.5px] text-ok">
        {said}
      </p>
      {asked === undefined && problem !== undefined && (
        <p role="alert" className="mt-1 text-[12.5px] text-danger">
          {problem}
        </p>
      )}
      {asked !== undefined && (
        <Ask
          title={t(asked.title)}
          fields={asked.fields}
          known={asked.known ?? {}}
          problem={problem}
          onDone={(values) => {
            setProblem(undefined)
            if (values === undefined) setAsked(undefined)
            else run(asked.run(values))
          }}
        />
      )}
    </Fold>
  )
}

function Credentials({ of }: { of: Readonly<Record<string, string>> }) {
  const { t } = useWords()
  return (
    <details className="rounded-lg bg-canvas px-2 py-1 text-[12px]">
      <summary className="cursor-pointer">{t('credentials')}</summary>
      <dl className="mt-1 space-y-1">
        {Object.entries(of).map(([name, value]) => (
          <div key={name}>
            <dt className="text-muted">{name}</dt>
            <dd className="font-mono text-[11.5px] break-all select-all">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
