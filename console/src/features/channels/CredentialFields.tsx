import { useTranslation } from '../../i18n/useTranslation.ts'
import { z } from 'zod'
import type { Field } from '../../entities/channel/api.ts'
import { asProblem } from '../../api/problem.ts'
import { CopyField } from '../../ui/CopyField.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useLabel } from '../../entities/channel/useLabel.ts'

export interface CredentialFieldsProps {
  fields: Field[]
  values: Record<string, string>
  onChange: (values: Record<string, string>) => void
  /** Known once the channel has been saved. */
  hookUrl: string | undefined
  /** Names of those that the server complains of. */
  wrong: Set<string>
}

/** The form that a kind of channel asks for. */
export function CredentialFields({ fields, values, onChange, hookUrl, wrong }: CredentialFieldsProps) {
  const set = (name: string) => (value: string) => onChange({ ...values, [name]: value })
  return fields.map((field) => (
    <CredentialField
      key={field.name}
      field={field}
      value={values[field.name] ?? ''}
      onChange={set(field.name)}
      hookUrl={hookUrl}
      isWrong={wrong.has(field.name)}
    />
  ))
}

interface CredentialFieldProps {
  field: Field
  value: string
  onChange: (value: string) => void
  hookUrl: string | undefined
  isWrong: boolean
}

function CredentialField({ field, value, onChange, hookUrl, isWrong }: CredentialFieldProps) {
  const { t } = useTranslation()
  const say = useLabel()
  const label = field.optional ? t('common.optional', { label: say(field.label) }) : say(field.label)
  const description = field.help && say(field.help)
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          label={label}
          {...(description && { description })}
          choices={(field.choices ?? []).map((choice) => ({ id: choice.value, label: say(choice.label) }))}
          value={value || null}
          onChange={onChange}
          isRequired={!field.optional}
        />
      )
    case 'hook-url':
      return hookUrl ? (
        <CopyField label={label} value={hookUrl} description={description} />
      ) : (
        <Notice tone="info">{t('channels.hookUrlLater', { label })}</Notice>
      )
    case 'egress':
      return (
        <Notice tone="info">
          <span className="font-medium">{label}</span>
          <span className="block">{description ?? t('channels.egress')}</span>
        </Notice>
      )
    case 'qr':
      return <Notice tone="info">{t('channels.qrLater', { label })}</Notice>
    default:
      return (
        <TextField
          name={`credentials.${field.name}`}
          label={label}
          description={description}
          value={value}
          onChange={(next) => onChange(next.trim())}
          type={field.kind === 'secret' ? 'password' : 'text'}
          autoComplete="off"
          isRequired={!field.optional}
          error={isWrong ? t('channels.fieldWrong') : undefined}
          mono
        />
      )
  }
}

const asked = (fields: Field[]): Field[] => fields.filter(({ kind }) => kind === 'secret' || kind === 'text' || kind === 'choice')

/** Empty; choices start with their first. */
export const startValues = (fields: Field[]): Record<string, string> =>
  Object.fromEntries(asked(fields).map(({ name, choices }) => [name, choices?.[0]?.value ?? '']))

/** Nothing that is needed is left empty; what is left empty is not sent. What else they must be, the kind says when they are there. */
export const credentialRules = (fields: Field[]) =>
  z
    .object(Object.fromEntries(asked(fields).map(({ name, optional }) => [name, z.string().min(optional ? 0 : 1)])))
    .transform((values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')))

/** Which fields the server complains of. */
export function wrongFields(error: unknown): Set<string> {
  const { fields } = asProblem(error).data
  return new Set(Array.isArray(fields) ? (fields as { field: string }[]).map(({ field }) => field.replace(/^credentials\./, '')) : [])
}
