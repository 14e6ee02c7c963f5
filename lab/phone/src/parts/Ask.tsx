import type { Phone } from '../../../screen.ts'
import type { Field } from '../gestures.ts'
import { useWords } from '../words.ts'
import { Dialog } from './Dialog.tsx'
import { Fields, valuesOf, type Values } from './Fields.tsx'

interface Props {
  title: string
  fields: readonly Field[]
  phone?: Phone
  known?: Readonly<Record<string, string>>
  problem?: string | undefined
  onDone: (values: Values | undefined) => void
}

/** Asks for what an action needs. Closed without an answer: undefined. */
export function Ask({ title, fields, phone, known, problem, onDone }: Props) {
  const { t } = useWords()
  return (
    <Dialog
      title={title}
      submit={t('ok')}
      problem={problem}
      onClose={() => onDone(undefined)}
      onSubmit={(form) => onDone(valuesOf(fields, form))}
    >
      <Fields fields={fields} phone={phone} known={known} />
    </Dialog>
  )
}
