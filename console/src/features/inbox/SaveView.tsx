import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from '../../i18n/useTranslation.ts'
import { Button } from 'react-aria-components/Button'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import type { Definition } from '../../../../src/model/view.ts'
import { keyOf } from '../../../../src/model/view.ts'
import { savedViews } from '../../entities/conversation/savedViews.ts'
import { keys } from '../../entities/keys.ts'
import { queries } from '../../entities/queries.ts'
import { withWords } from '../../i18n/index.ts'
import { explain } from '../../lib/errors.ts'
import { late } from '../../lib/late.ts'
import { toast } from '../../ui/toast.tsx'

const SaveViewDialog = late(async () => (await withWords('pages', import('./SaveViewDialog.tsx'))).SaveViewDialog, { keys: true })

/** Gives the list a name, or takes its name away, where that is for this agent to do. */
export function SaveView({ definition }: { definition: Definition }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: me } = useSuspenseQuery(queries.me)
  const { data: saved = [] } = useQuery(queries.views)
  const [asking, ask] = useState(false)
  const known = saved.find((view) => keyOf(view.definition, me.id) === keyOf(definition, me.id))
  const remove = useMutation({
    mutationFn: savedViews.remove,
    onSuccess() {
      void client.invalidateQueries({ queryKey: keys.views })
      toast.done(t('views.deleted', { name: known?.name ?? '' }))
    },
    onError: (error) => toast.failed(explain(error, t)),
  })
  if (known?.shared && !atLeast(me.role, 'supervisor')) return null
  return (
    <>
      <Button
        onPress={() => (known ? remove.mutate(known.id) : ask(true))}
        className="h-6.5 rounded-full px-2 text-xs font-medium text-accent-ink data-hovered:underline"
      >
        {known ? t('views.deleteDo') : t('views.save')}
      </Button>
      {asking && <SaveViewDialog definition={definition} me={me} onClose={() => ask(false)} />}
    </>
  )
}
