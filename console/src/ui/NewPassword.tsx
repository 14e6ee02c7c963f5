import { useTranslation } from '../i18n/useTranslation.ts'
import { MIN_PASSWORD } from '../../../src/desk/web/forms.ts'
import type { TextFieldProps } from './TextField.tsx'
import { TextField } from './TextField.tsx'

/** A password that is chosen now: password managers offer one, and what the server would refuse is said before. */
export function NewPassword(props: Pick<TextFieldProps, 'name' | 'value' | 'onChange' | 'label' | 'autoFocus' | 'className'>) {
  const { t } = useTranslation()
  return (
    <TextField
      {...props}
      type="password"
      autoComplete="new-password"
      description={t('auth.passwordHint', { min: MIN_PASSWORD })}
      isRequired
    />
  )
}
