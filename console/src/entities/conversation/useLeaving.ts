import { useNavigate, useParams } from '@tanstack/react-router'
import type { Conversation } from '../../api/types.ts'
import { preferences } from '../../lib/preferences.ts'
import { nextShown } from './shown.ts'

/**
 * Goes on to the next one of the list when the open conversation is among those that are done with, and to the list after the last one. What it
 * answers leads back; null where one stays.
 */
export function useLeaving(): (done: readonly Conversation[]) => (() => void) | null {
  const navigate = useNavigate()
  const { view = 'mine', id: openId } = useParams({ strict: false })
  const open = (id: string | undefined): void =>
    void (id === undefined
      ? navigate({ to: '/inbox/$view', params: { view }, search: (old) => old })
      : navigate({ to: '/inbox/$view/$id', params: { view, id }, search: (old) => old }))
  return (done) => {
    const ids = done.map(({ id }) => id)
    if (openId === undefined || !ids.includes(openId) || preferences.get().afterResolve === 'stay') return null
    open(nextShown(openId, ids))
    return () => open(openId)
  }
}
