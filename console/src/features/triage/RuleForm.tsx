import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue, Skill } from '../../entities/agent/people.ts'
import { type Rule, triage } from '../../entities/agent/triage.ts'
import { keys } from '../../entities/keys.ts'
import { Form } from '../../ui/Form.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/useForm.ts'
import { RuleEffect } from './RuleEffect.tsx'
import { fieldsOf, ruleFields, ruleOf } from './ruleFields.ts'
import { RuleMatch } from './RuleMatch.tsx'

export interface RuleFormProps {
  rule: Rule
  queues: readonly Queue[]
  skills: readonly Skill[]
  channels: readonly { id: string; name: string }[]
}

/** All that an admin says of a rule, saved together. */
export function RuleForm({ rule, queues, skills, channels }: RuleFormProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const badPhrase = t('triage.badPhrase')
  const form = useForm({
    rules: ruleFields,
    start: fieldsOf(rule),
    words: { any: badPhrase, all: badPhrase, no: badPhrase, entries: t('triage.badEntries'), tags: t('triage.badTags') },
    save: (fields) => triage.change(rule.id, ruleOf(fields)),
    onSaved(changed) {
      client.setQueryData<Rule[]>(keys.triageRules, (all) => all?.map((one) => (one.id === rule.id ? changed : one)))
      toast.done(t('common.saved'))
    },
  })
  return (
    <Form form={form} bar className="flex flex-col gap-8">
      <TextField {...form.field('name')} label={t('triage.name')} isRequired className="max-w-sm" autoComplete="off" />
      <PageSection title={t('triage.when')} lead={t('triage.whenLead')}>
        <RuleMatch form={form} channels={channels} />
      </PageSection>
      <PageSection title={t('triage.doing')}>
        <RuleEffect form={form} queues={queues} skills={skills} />
      </PageSection>
    </Form>
  )
}
