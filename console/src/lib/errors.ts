import type { TFunction } from 'i18next'
import type { Problem } from '../api/problem.ts'
import { asProblem } from '../api/problem.ts'

/** What went wrong and what to do about it, in the reader's words. */
export function explain(error: unknown, t: TFunction): string {
  const problem: Problem = asProblem(error)
  const owner = problem.owner
  if (problem.code === 'not-yours' && owner?.kind === 'agent' && owner.name) return t('problems.not-yours-agent', { name: owner.name })
  const key = `problems.${problem.code}` as 'problems.unexpected'
  // A code that this version of the console has no words for comes with the server's own sentence.
  return t(key, { defaultValue: problem.status > 0 && problem.message !== problem.code ? problem.message : t('problems.unexpected') })
}
