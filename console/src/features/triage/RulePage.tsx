import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { NotFoundPage } from '../../ui/NotFoundPage.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Page } from '../../ui/Page.tsx'
import { bothOf, QueryBoundary } from '../../ui/QueryBoundary.tsx'
import { DeleteRule } from './DeleteRule.tsx'
import { RuleForm } from './RuleForm.tsx'
import { useEffectWords } from './useTriageWords.ts'

const route = getRouteApi('/app/pages/settings/triage/$id')

/** One rule: an admin writes it, others read what it does. */
export function RulePage() {
  const { t } = useTranslation()
  const { id } = route.useParams()
  const { data: me } = useSuspenseQuery(queries.me)
  const rules = useQuery(queries.triageRules)
  const queues = useQuery(queries.queues)
  const skills = useQuery(queries.skills)
  const channels = useQuery(queries.channelNames)
  const words = useEffectWords(queues.data ?? [])
  const rule = rules.data?.find((one) => one.id === id)
  if (rules.data && !rule) return <NotFoundPage />
  return (
    <Page title={rule?.name ?? t('pages.triage')} back={<BackLink to="/settings/triage">{t('pages.triage')}</BackLink>}>
      <QueryBoundary query={bothOf(bothOf(rules, queues), bothOf(skills, channels))}>
        {([[, places], [known, lines]]) =>
          rule &&
          (atLeast(me.role, 'admin') ? (
            <>
              <RuleForm key={id} rule={rule} queues={places} skills={known} channels={lines} />
              <DeleteRule rule={rule} />
            </>
          ) : (
            <>
              <Notice tone="info">{t('triage.readOnly')}</Notice>
              <p className="text-sm">{words(rule.effect)}</p>
            </>
          ))
        }
      </QueryBoundary>
    </Page>
  )
}
