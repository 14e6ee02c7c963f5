import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import type { Agent } from '../../api/types.ts'
import { skills as rule } from '../../../../src/desk/web/forms.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { LevelRows } from '../../ui/LevelRows.tsx'
import { useForm } from '../../ui/useForm.ts'

export interface SkillsDialogProps {
  agent: Agent
  onSave: (skills: Agent['skills']) => Promise<unknown>
  onClose: () => void
}

const FRESH = 3

/** What somebody knows, and how well: languages, topics. What is typed and is not there yet can be chosen too. */
export function SkillsDialog({ agent, onSave, onClose }: SkillsDialogProps) {
  const { t } = useTranslation()
  const known = useQuery(queries.skills)
  const [typed, type] = useState('')
  const form = useForm({
    rules: z.object({ skills: rule }),
    start: { skills: agent.skills },
    save: ({ skills }) => onSave(skills),
    onSaved: onClose,
  })
  const { skills } = form.values
  const set = (next: Agent['skills']): void => form.set({ skills: next })
  const words = typed.trim()
  const names = [...new Set([...(known.data ?? []), ...skills].map(({ name }) => name))]
  const found = names.filter((name) => name.toLowerCase().includes(words.toLowerCase()))
  const isNew = words !== '' && !names.some((name) => name.toLowerCase() === words.toLowerCase())
  return (
    <FormDialog title={t('team.skillsOf', { name: agent.name })} submit={t('common.save')} form={form} onClose={onClose}>
      <Combobox
        bare
        label={t('team.addSkill')}
        placeholder={t('team.findSkill')}
        choices={[
          ...found.map((name) => ({ id: name, label: name })),
          ...(isNew ? [{ id: words, label: t('team.newSkill', { name: words }) }] : []),
        ]}
        value={skills.map(({ name }) => name)}
        onChange={(chosen) => set(chosen.map((name) => skills.find((one) => one.name === name) ?? { name, level: FRESH }))}
        onSearch={type}
        isSearching={known.isFetching}
      />
      {skills.length === 0 ? (
        <p className="text-sm text-muted">{t('team.noSkills')}</p>
      ) : (
        <LevelRows
          label={t('team.skills')}
          rows={skills.map(({ name, level }) => ({ id: name, name, level }))}
          onLevel={(name, level) => set(skills.map((one) => (one.name === name ? { name, level } : one)))}
          onRemove={(name) => set(skills.filter((one) => one.name !== name))}
        />
      )}
    </FormDialog>
  )
}
