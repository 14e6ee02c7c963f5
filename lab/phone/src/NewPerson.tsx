import { useEffect, useState } from 'react'
import { siteOf } from './accounts.ts'
import { perform, reasonOf } from './api.ts'
import { Dialog, inputStyle } from './parts/Dialog.tsx'
import { Fields, valuesOf } from './parts/Fields.tsx'
import { Labelled } from './parts/Labelled.tsx'
import { shown, useSetting } from './settings.ts'
import { refresh, update, useLab } from './store.ts'
import { makeAccount } from './make.ts'
import { useWords } from './words.ts'

const names = ['Ada', '小明', 'Bo Lindqvist', '王芳', 'Chidi', 'Dolores', '李雷', 'Emre']
const another = '+'

/** Gives somebody a phone on a platform, with the chat of an account open; the account is made first when there is none. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  const { t, language } = useWords()
  const emulators = useLab((state) => state.emulators)
  const count = useLab((state) => state.phones.length)
  const filter = useSetting(shown)
  const [kind, setKind] = useState(() => (emulators.find((one) => one.kind === filter) ?? emulators[0])?.kind ?? '')
  const [chosen, setChosen] = useState<string>()
  const { t: inTerms } = useWords(kind)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  useEffect(() => void refresh(), [])
  const accounts = emulators.find((one) => one.kind === kind)?.accounts ?? []
  const { create } = siteOf(kind)
  const account = chosen ?? accounts[0]?.id ?? (create === undefined ? '' : another)

  const add = async (form: FormData): Promise<void> => {
    const name = String(form.get('person')).trim()
    const id = account === another && create !== undefined ? await makeAccount(kind, valuesOf(create, form)) : account
    const made = (await perform(kind, 'newPerson', { name })) as { phone: string }
    await refresh()
    if (filter !== 'all' && filter !== kind) shown.set(kind)
    update((now) => {
      const chat = now.phones.find((phone) => phone.id === made.phone)?.chats.find((one) => one.id === id || one.id.endsWith(`:${id}`))
      return { added: made.phone, open: chat === undefined ? now.open : { ...now.open, [made.phone]: chat.id } }
    })
    onClose()
  }
  const submit = (form: FormData): void => {
    setBusy(true)
    add(form).catch((error: unknown) => {
      setProblem(reasonOf(error))
      setBusy(false)
    })
  }
  return (
    <Dialog title={t('newPerson')} submit={t('ok')} problem={problem} busy={busy} onSubmit={submit} onClose={onClose}>
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{t('platform')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {emulators.map((one) => (
            <label
              key={one.kind}
              data-platform={one.kind}
              className="flex cursor-pointer items-center gap-1.5 rounded-full border border-control px-3 py-1.5 text-sm has-checked:border-accent has-checked:bg-accent has-checked:text-on-accent has-focus-visible:ring-2 has-focus-visible:ring-accent-ink"
            >
              <input
                type="radio"
                name="kind"
                value={one.kind}
                checked={one.kind === kind}
                onChange={() => {
                  setKind(one.kind)
                  setChosen(undefined)
                  setProblem(undefined)
                }}
                className="sr-only"
              />
              <span aria-hidden className="size-2.5 rounded-full bg-brand ring-1 ring-white/70" /> {one.label[language]}
            </label>
          ))}
        </div>
      </fieldset>
      <Labelled label={t('name')}>
        {(id) => (
          <input
            id={id}
            name="person"
            required
            maxLength={50}
            autoComplete="off"
            defaultValue={names[count % names.length]}
            onFocus={(event) => event.target.select()}
            className={inputStyle}
          />
        )}
      </Labelled>
      {accounts.length > 0 && (
        <Labelled label={t('account')}>
          {(id) => (
            <select id={id} value={account} onChange={(event) => setChosen(event.target.value)} className={inputStyle}>
              {accounts.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} ({one.id})
                </option>
              ))}
              {create !== undefined && <option value={another}>{t('newAccount')} …</option>}
            </select>
          )}
        </Labelled>
      )}
      {account === another && create !== undefined && (
        <fieldset className="flex flex-col gap-3 rounded-xl border border-line p-3">
          <legend className="px-1 text-sm font-semibold">{t('newAccount')}</legend>
          <p className="text-[13px] text-muted">{t('newAccountHint')}</p>
          <Fields key={kind} fields={create} />
        </fieldset>
      )}
      {account === '' && <p className="text-sm text-muted">{inTerms('noChatsHint')}</p>}
    </Dialog>
  )
}
