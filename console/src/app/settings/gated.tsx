import { useSuspenseQuery } from '@tanstack/react-query'
import { lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../../i18n/index.ts'
import { queries } from '../../entities/queries.ts'
import { atLeast } from '../../../../src/desk/web/roles.ts'
import type { Page } from '../pages.ts'

const Refused = lazyRouteComponent(() => withWords('pages', import('./RefusedPage.tsx')), 'RefusedPage')

/** A page for those of its role; others read why they do not see it, and what they would have loaded stays where it is. */
export function gated({ role, title, component: Component }: Pick<Page, 'role' | 'title' | 'component'>) {
  function Gate() {
    const { data: me } = useSuspenseQuery(queries.me)
    return atLeast(me.role, role) ? <Component /> : <Refused role={role} title={title} />
  }
  return Object.assign(Gate, { ...(Component.preload && { preload: Component.preload }) })
}
