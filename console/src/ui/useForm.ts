import { useMutation } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { config } from 'zod'
import type { z } from 'zod'
import { issueWords, refusedFields } from './issues.ts'

// Its faster way makes functions of text, which the page's policy forbids.
config({ jitless: true })

export interface FormOptions<In extends object, Out, Answer> {
  /** Those of the server, so that it refuses nothing that could have been said before. */
  rules: z.ZodType<Out>
  /** What stands in the fields until somebody changes it. */
  start: In
  save: (values: Out) => Promise<Answer>
  /** Brings `start` up to date, where it stays the same form. */
  onSaved?: (answer: Answer, typed: In) => unknown
  /** What is said of a field in place of what its rule says by itself. */
  words?: Partial<Record<keyof In, string>>
}

/** What is typed into a form and not yet saved, and what is wrong with it. */
export interface FormState<In extends object = Record<string, unknown>> {
  values: In
  set: (change: Partial<In>) => void
  /** The props of a field that has this value. */
  field: <K extends keyof In & string>(name: K) => { name: K; value: In[K]; onChange: (value: In[K]) => void }
  isDirty: boolean
  isPending: boolean
  /** By the name of the field; before the first try nothing is wrong. */
  errors: Readonly<Record<string, string>>
  /** Why the server refused the last time. */
  error: unknown
  /** Another object with each try. */
  tried: object | null
  submit: () => void
  discard: () => void
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** A form: fields that are saved together. What others change meanwhile shows in the fields that nobody has touched here. */
export function useForm<In extends object, Out, Answer>({ rules, start, save, onSaved, words }: FormOptions<In, Out, Answer>) {
  const { t } = useTranslation()
  const [changes, change] = useState<Partial<In>>({})
  const [tried, try_] = useState<In | null>(null)
  const values: In = { ...start, ...changes }
  const names = Object.keys(changes) as (keyof In & string)[]
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationFn: ({ out }: { out: Out; typed: In }) => save(out),
    async onSuccess(answer, { typed }) {
      await onSaved?.(answer, typed)
      change({})
      try_(null)
    },
  })
  const checked = rules.safeParse(values)
  const form: FormState<In> = {
    values,
    set: (next) => change((old) => ({ ...old, ...next })),
    field: (name) => ({ name, value: values[name], onChange: (value) => change((old) => ({ ...old, [name]: value })) }),
    isDirty: names.some((name) => !same(values[name], start[name])),
    isPending,
    errors: tried ? wrong(checked.error, error, (name) => same(values[name as keyof In], tried[name as keyof In]), t, words) : {},
    error,
    tried,
    submit() {
      try_({ ...values })
      if (checked.success && !isPending) mutate({ out: checked.data, typed: values })
    },
    discard() {
      change({})
      try_(null)
      reset()
    },
  }
  return { ...form, answer: data }
}

/** What our rules say, and what the server said of what still stands there as it was sent. */
function wrong(
  checked: z.ZodError | undefined,
  refusal: unknown,
  unchanged: (field: string) => boolean,
  t: TFunction,
  words: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const refused = refusedFields(refusal, t).filter(([field]) => unchanged(field.split('.')[0] ?? ''))
  const own = (checked?.issues ?? []).map((issue): [string, string] => {
    const field = issue.path.join('.')
    return [field, words[field] ?? issueWords(issue, t)]
  })
  return Object.fromEntries([...refused, ...own.toReversed()])
}
