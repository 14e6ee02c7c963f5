import { useRef } from 'react'
import type { Phone } from '../../../screen.ts'
import type { Field } from '../gestures.ts'
import { useLab, type State } from '../store.ts'
import { useWords } from '../words.ts'
import { inputStyle } from './Dialog.tsx'
import { Labelled } from './Labelled.tsx'

export type Values = Record<string, string | number>

/** What was filled in; what was left empty is absent. */
export function valuesOf(fields: readonly Field[], form: FormData): Values {
  const values: Values = {}
  for (const { name, type } of fields) {
    const given = form.get(name)
    const text = typeof given === 'string' ? given.trim() : ''
    if (text !== '') values[name] = type === 'number' ? Number(text) : text
  }
  return values
}

interface Props {
  fields: readonly Field[]
  phone?: Phone | undefined
  /** Values known from elsewhere, by name. */
  known?: Readonly<Record<string, string>> | undefined
}

export function Fields({ fields, phone, known = {} }: Props) {
  const { t } = useWords(phone?.platform)
  return fields.map((field) => {
    const { name, word, value = '', type = 'text', choices, optional = false, suggest } = field
    if (choices !== undefined) {
      return (
        <Labelled key={name} label={t(word)}>
          {(id) => (
            <select id={id} name={name} className={inputStyle}>
              {choices.map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          )}
        </Labelled>
      )
    }
    return (
      <div key={name} className="flex flex-col gap-2">
        <Labelled label={t(word)}>
          {(id) => (
            <input
              id={id}
              name={name}
              type={type}
              required={!optional}
              defaultValue={known[name] ?? value}
              autoComplete="off"
              onFocus={(event) => event.target.type !== 'number' && event.target.select()}
              className={inputStyle}
            />
          )}
        </Labelled>
        {suggest !== undefined && <Suggestions of={suggest} phone={phone} />}
      </div>
    )
  })
}

function Suggestions({ of, phone }: { of: (state: State, phone: Phone | undefined) => string[]; phone: Phone | undefined }) {
  const { t } = useWords()
  const state = useLab((state) => state)
  const group = useRef<HTMLDivElement>(null)
  const found = of(state, phone)
  if (found.length === 0) return null
  const pick = (one: string): void => {
    const input = group.current?.parentElement?.querySelector('input')
    if (input == null) return
    input.value = one
    input.focus()
  }
  return (
    <div ref={group} role="group" aria-label={t('suggestions')} className="flex flex-wrap gap-1.5">
      {found.map((one) => (
        <button
          key={one}
          type="button"
          title={one}
          onClick={() => pick(one)}
          className="max-w-full truncate rounded-full border border-control px-3 py-1 text-xs hover:bg-wash"
        >
          {one}
        </button>
      ))}
    </div>
  )
}
