import { useId } from 'react'
import { useTranslation } from '../i18n/useTranslation.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import type { FormProps } from './Form.tsx'
import { Form } from './Form.tsx'

export interface FormDialogProps extends Pick<FormProps, 'form' | 'children'> {
  title: string
  /** What the button says that sends it. */
  submit: string
  onClose: () => void
}

/** A form in a dialog, which is open as long as it is there. */
export function FormDialog({ title, submit, form, onClose, children }: FormDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" form={id} variant="primary" isPending={form.isPending}>
            {submit}
          </Button>
        </>
      }
    >
      <Form id={id} form={form}>
        {children}
      </Form>
    </Dialog>
  )
}
