import type { QueryClient } from '@tanstack/react-query'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Timeline } from './message/timeline.ts'
import { timelineOf, withNewest } from './message/timeline.ts'
import { access } from './agent/access.ts'
import { channels } from './channel/api.ts'
import { conversations } from './conversation/api.ts'
import { savedViews } from './conversation/savedViews.ts'
import { keys } from './keys.ts'
import { messages } from './message/api.ts'
import { triage } from './agent/triage.ts'
import { people } from './agent/people.ts'
import { setAside } from './channel/setAside.ts'

const MINUTE = 60_000

export const queries = {
  me: queryOptions({ queryKey: keys.me, queryFn: people.me, staleTime: 5 * MINUTE, retry: false }),
  conversation: (id: string) =>
    queryOptions({ queryKey: keys.conversation(id), queryFn: () => conversations.get(id), staleTime: Infinity }),
  timeline: (client: QueryClient, id: string) =>
    queryOptions({
      queryKey: keys.timeline(id),
      queryFn: async () => {
        const fresh = timelineOf(await messages.list(id))
        return withNewest(client.getQueryData<Timeline>(keys.timeline(id)), fresh)
      },
      staleTime: Infinity,
      // What has not changed is kept by who changes it: thousands are not compared with each other.
      structuralSharing: false,
    }),
  activity: (id: string) => queryOptions({ queryKey: keys.activity(id), queryFn: () => conversations.activity(id), staleTime: Infinity }),
  contact: (id: string) => queryOptions({ queryKey: keys.contact(id), queryFn: () => people.contact(id), staleTime: MINUTE }),
  agents: queryOptions({ queryKey: keys.agents, queryFn: people.agents, staleTime: MINUTE }),
  queues: queryOptions({ queryKey: keys.queues, queryFn: people.queues, staleTime: MINUTE }),
  skills: queryOptions({ queryKey: keys.skills, queryFn: people.skills, staleTime: MINUTE }),
  channelNames: queryOptions({ queryKey: keys.channelNames, queryFn: conversations.channels, staleTime: MINUTE }),
  channels: queryOptions({ queryKey: keys.channels, queryFn: channels.list, staleTime: MINUTE }),
  channel: (id: string) => queryOptions({ queryKey: keys.channel(id), queryFn: () => channels.get(id), staleTime: MINUTE }),
  /** Kept true by the live feed. */
  troubles: queryOptions({ queryKey: keys.troubles, queryFn: channels.troubles, staleTime: Infinity }),
  apiKeys: queryOptions({ queryKey: keys.apiKeys, queryFn: access.keys }),
  rules: queryOptions({ queryKey: keys.rules, queryFn: access.rules, staleTime: MINUTE }),
  triageRules: queryOptions({ queryKey: keys.triageRules, queryFn: triage.rules, staleTime: MINUTE }),
  setAside: infiniteQueryOptions({
    queryKey: keys.setAside,
    queryFn: ({ pageParam }) => setAside.list(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: MINUTE,
  }),
  views: queryOptions({ queryKey: keys.views, queryFn: savedViews.list, staleTime: 5 * MINUTE }),
  kinds: queryOptions({ queryKey: keys.kinds, queryFn: channels.kinds, staleTime: 10 * MINUTE }),
}
