import { useTranslation } from '../../i18n/useTranslation.ts'
import { asProblem } from '../../api/problem.ts'
import { explain } from '../../lib/errors.ts'
import { Notice } from '../../ui/Notice.tsx'

/** What went wrong, with the platform's own words where it was the platform that refused. */
export function PlatformProblem({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const problem = asProblem(error)
  return (
    <Notice tone="danger" live>
      {explain(problem, t)}
      {problem.code.startsWith('channel-') && (
        <span className="mt-0.5 block text-xs text-muted">{t('trouble.says', { text: problem.message })}</span>
      )}
    </Notice>
  )
}
