import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { queries } from '../../../entities/queries.ts'
import { useStore } from '../../../lib/store.ts'
import type { Draft, Drafts, DraftSide } from './drafts.ts'
import { createDrafts } from './drafts.ts'

const byAgent = new Map<string, Drafts>()

function draftsOf(agentId: string): Drafts {
  const known = byAgent.get(agentId) ?? createDrafts(localStorage, agentId)
  byAgent.set(agentId, known)
  return known
}

export interface DraftEditor {
  draft: Draft
  /** The side that is being written. */
  side: DraftSide
  set: (change: (draft: Draft) => Draft) => void
  /** Changes the side that is being written. */
  write: (change: Partial<DraftSide> | ((side: DraftSide) => Partial<DraftSide>)) => void
}

export function useDraft(conversationId: string): DraftEditor {
  const { data: me } = useSuspenseQuery(queries.me)
  const store = draftsOf(me.id).of(conversationId)
  const draft = useStore(store, (value) => value)
  const set = useCallback((change: (draft: Draft) => Draft) => store.set(change(store.get())), [store])
  const write = useCallback<DraftEditor['write']>(
    (change) =>
      set((old) => {
        const side = old[old.mode]
        return { ...old, [old.mode]: { ...side, ...(typeof change === 'function' ? change(side) : change) } }
      }),
    [set],
  )
  return { draft, side: draft[draft.mode], set, write }
}
