import type { ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { Form as AriaForm } from 'react-aria-components/Form'
import { explain } from '../lib/errors.ts'
import { LeaveGuard } from './LeaveGuard.tsx'
import { Notice } from './Notice.tsx'
import { SaveBar } from './SaveBar.tsx'
import type { FormState } from './useForm.ts'

export type AnyForm = Pick<FormState, 'errors' | 'error' | 'tried' | 'isDirty' | 'isPending' | 'submit' | 'discard'>

export interface FormProps {
  form: AnyForm
  children: ReactNode
  /** What it is sent by; absent where that stands elsewhere and names the form by its id. */
  actions?: ReactNode
  /** Sent by Save and Discard, which stay in sight while one edits; whoever leaves the page with something unsaved is asked first. */
  bar?: boolean
  /** How a refusal is told, where its words alone would not do. */
  refusal?: (error: unknown) => ReactNode
  id?: string
  className?: string
}

/** Fields that are sent together, by a button or by Enter; what is wrong stands at the field, and the first of those gets the focus. */
export function Form({ form, children, actions, bar = false, refusal, id, className = 'flex flex-col gap-4' }: FormProps) {
  const { t } = useTranslation()
  const element = useRef<HTMLFormElement>(null)
  const { errors, error, tried, isDirty } = form
  const failed = tried !== null && Object.keys(errors).length > 0
  useEffect(() => {
    if (failed) element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [failed, tried, error])
  return (
    <AriaForm
      ref={element}
      {...(id !== undefined && { id })}
      className={className}
      validationBehavior="aria"
      validationErrors={errors}
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      {children}
      {error !== undefined &&
        error !== null &&
        (refusal ? (
          refusal(error)
        ) : (
          <Notice tone="danger" live>
            {explain(error, t)}
          </Notice>
        ))}
      {actions}
      {bar && <SaveBar form={form} />}
      {bar && <LeaveGuard when={isDirty} />}
    </AriaForm>
  )
}
