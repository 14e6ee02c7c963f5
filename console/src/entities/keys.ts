import type { Definition } from '../../../src/model/view.ts'

/** What a list of conversations shows: a view, what narrows it, what is searched for in it. */
export interface ListFilter extends Definition {
  q?: string | undefined
}

export const definitionOf = ({ q: _q, ...definition }: ListFilter): Definition => definition

/** The names of everything that is cached. */
export const keys = {
  me: ['me'] as const,
  lists: ['conversations'] as const,
  list: (filter: ListFilter) => ['conversations', filter] as const,
  conversations: ['conversation'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  timelines: ['timeline'] as const,
  timeline: (id: string) => ['timeline', id] as const,
  activities: ['activity'] as const,
  activity: (id: string) => ['activity', id] as const,
  why: (id: string) => ['why', id] as const,
  contact: (id: string) => ['contact', id] as const,
  contacts: ['contact'] as const,
  agents: ['agents'] as const,
  queues: ['queues'] as const,
  skills: ['skills'] as const,
  offers: ['offers'] as const,
  wall: ['wall'] as const,
  push: ['push'] as const,
  channels: ['channels'] as const,
  channel: (id: string) => ['channels', id] as const,
  /** Below `channels`: what changes a channel changes them too. */
  troubles: ['channels', 'troubles'] as const,
  channelNames: ['channels', 'names'] as const,
  views: ['views'] as const,
  kinds: ['kinds'] as const,
  setAside: ['set-aside'] as const,
  apiKeys: ['api-keys'] as const,
  rules: ['rights'] as const,
  triageRules: ['triage-rules'] as const,
}
