import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Form as AriaForm } from 'react-aria-components/Form'
import { explain } from '../lib/errors.ts'
import { Notice } from './Notice.tsx'

export interface FormProps {
  /** Gets what stands in its named fields. */
  onSubmit: (data: FormData, form: HTMLFormElement) => void
  /** Why it was refused the last time; explained below the fields. */
  error?: unknown
  children: ReactNode
  /** What it is sent by; absent where that stands elsewhere and names the form by its id. */
  actions?: ReactNode
  id?: string
  className?: string
  ref?: Ref<HTMLFormElement>
}

/** Fields that are sent together, by a button or by Enter. */
export function Form({ onSubmit, error, children, actions, id, className = 'flex flex-col gap-4', ref }: FormProps) {
  const { t } = useTranslation()
  return (
    <AriaForm
      {...(id !== undefined && { id })}
      {...(ref !== undefined && { ref })}
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(new FormData(event.currentTarget), event.currentTarget)
      }}
    >
      {children}
      {error !== undefined && error !== null && (
        <Notice tone="danger" live>
          {explain(error, t)}
        </Notice>
      )}
      {actions}
    </AriaForm>
  )
}
