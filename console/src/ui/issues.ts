import type { TFunction } from 'i18next'
import type { z } from 'zod'
import { asProblem } from '../api/problem.ts'
import { explain } from '../lib/errors.ts'

/** What is wrong with a field, in the reader's language: zod's own words are for those who write programs. */
export function issueWords(issue: z.core.$ZodIssue, t: TFunction): string {
  switch (issue.code) {
    case 'too_small':
      if (issue.origin === 'string') return Number(issue.minimum) <= 1 ? t('form.required') : t('form.short', { min: issue.minimum })
      return issue.origin === 'array' ? t('form.few') : t('form.least', { min: issue.minimum })
    case 'too_big':
      return issue.origin === 'string' ? t('form.long', { max: issue.maximum }) : t('form.most', { max: issue.maximum })
    case 'invalid_format':
      return issue.format === 'email' ? t('problems.invalid-email') : t('form.wrong')
    case 'invalid_type':
      return t('form.required')
    default:
      return t('form.wrong')
  }
}

/** The fields that a refusal names, each with what is to be said there. */
export function refusedFields(error: unknown, t: TFunction): [string, string][] {
  if (error === null || error === undefined) return []
  const { code, data } = asProblem(error)
  const fields: unknown = data['fields']
  if (!Array.isArray(fields)) return []
  const words = code === 'invalid' ? t('form.refused') : explain(error, t)
  return (fields as { field: string }[]).map(({ field }) => [field, words])
}
