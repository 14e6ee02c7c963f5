import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from '../../i18n/useTranslation.ts'
import type { Queue, Skill } from '../../entities/agent/people.ts'
import { queues as api } from '../../entities/agent/queues.ts'
import { keys } from '../../entities/keys.ts'
import type { Agent } from '../../api/types.ts'
import { queueMembers, queueSettings } from '../../../../src/desk/web/forms.ts'
import { Form } from '../../ui/Form.tsx'
import { NumberField } from '../../ui/NumberField.tsx'
import { PageSection } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast.tsx'
import { useForm } from '../../ui/useForm.ts'
import { Members } from './Members.tsx'
import { ModeField } from './ModeField.tsx'
import { OverflowSteps } from './OverflowSteps.tsx'
import { RelaxSteps } from './RelaxSteps.tsx'

export interface QueueParts {
  queue: Queue
  queues: readonly Queue[]
  agents: readonly Agent[]
  skills: readonly Skill[]
}

/** All that an admin sets of a queue, saved together. */
export function QueueForm({ queue, queues, agents, skills }: QueueParts) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, isDefault: _default, waiting: _waiting, members, ...settings } = queue
  const form = useForm({
    rules: queueSettings.extend({ members: queueMembers }),
    start: { ...settings, members: members ?? [] },
    async save({ members: next, ...change }) {
      const changed = await api.change(id, change)
      return JSON.stringify(next) === JSON.stringify(members ?? []) ? changed : api.members(id, next)
    },
    onSaved(changed) {
      client.setQueryData<Queue[]>(keys.queues, (all) => all?.map((one) => (one.id === id ? changed : one)))
      toast.done(t('common.saved'))
    },
  })
  const { values } = form
  return (
    <Form form={form} bar className="flex flex-col gap-8">
      <PageSection title={t('queues.finding')}>
        <TextField {...form.field('name')} label={t('queues.name')} isRequired className="max-w-sm" autoComplete="off" />
        <ModeField {...form.field('mode')} />
        {values.mode !== 'push' && (
          <NumberField
            {...form.field('offerSeconds')}
            unit="second"
            step={5}
            label={t('queues.offerSeconds')}
            description={t(values.mode === 'pull' ? 'queues.offerSecondsPull' : 'queues.offerSecondsHint')}
          />
        )}
      </PageSection>
      <PageSection title={t('queues.members')} lead={t('queues.membersLead')}>
        <Members agents={agents} {...form.field('members')} />
      </PageSection>
      <PageSection title={t('queues.previous')} lead={t('queues.previousLead')}>
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <NumberField {...form.field('stickyMinutes')} unit="minute" step={60} label={t('queues.stickyMinutes')} />
          <NumberField {...form.field('stickySeconds')} unit="second" step={10} label={t('queues.stickySeconds')} />
        </div>
      </PageSection>
      <PageSection title={t('queues.room')} lead={t('queues.roomLead')}>
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <NumberField {...form.field('idleMinutes')} unit="minute" label={t('queues.idleMinutes')} />
          <NumberField {...form.field('reserve')} unit="percent" step={10} label={t('queues.reserve')} />
        </div>
      </PageSection>
      <PageSection title={t('queues.gone')} lead={t('queues.goneLead')}>
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <NumberField {...form.field('returnMinutes')} unit="minute" label={t('queues.returnMinutes')} />
          <NumberField {...form.field('urgentReturnMinutes')} unit="minute" label={t('queues.urgentReturnMinutes')} />
        </div>
      </PageSection>
      <PageSection title={t('queues.relax')} lead={t('queues.relaxLead')}>
        <RelaxSteps skills={skills} {...form.field('relax')} />
      </PageSection>
      <PageSection title={t('queues.overflow')} lead={t('queues.overflowLead')}>
        <OverflowSteps queues={queues.filter((one) => one.id !== id)} {...form.field('overflow')} />
      </PageSection>
    </Form>
  )
}
