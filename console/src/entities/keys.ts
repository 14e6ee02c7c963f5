import type { View } from '../api/types.ts'

/** What a list of conversations shows. */
export interface ListFilter {
  view: View
  q?: string | undefined
  contact?: string | undefined
}

/** The names of everything that is cached. */
export const keys = {
  me: ['me'] as const,
  lists: ['conversations'] as const,
  list: (filter: ListFilter) => ['conversations', filter] as const,
  conversations: ['conversation'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  timelines: ['timeline'] as const,
  timeline: (id: string) => ['timeline', id] as const,
  contact: (id: string) => ['contact', id] as const,
  contacts: ['contact'] as const,
  agents: ['agents'] as const,
  queues: ['queues'] as const,
  channels: ['channels'] as const,
  channel: (id: string) => ['channels', id] as const,
  /** Below `channels`: what changes a channel changes them too. */
  troubles: ['channels', 'troubles'] as const,
  kinds: ['kinds'] as const,
  setAside: ['set-aside'] as const,
  apiKeys: ['api-keys'] as const,
  rules: ['rights'] as const,
}
