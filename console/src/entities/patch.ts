import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { keyOf } from '../../../src/model/view.ts'
import type { ListFilter } from './keys.ts'
import { definitionOf, keys } from './keys.ts'
import type { Agent, Conversation, Message, Presence } from '../api/types.ts'
import type { ConversationList, Told } from './conversation/lists.ts'
import { withConversation } from './conversation/lists.ts'
import type { LiveEntry } from '../api/reader.ts'
import type { Timeline } from './message/timeline.ts'
import { withMessage } from './message/timeline.ts'

/** By the key of a list that is watched: where it stands in it now, null: nowhere. */
type Watched = NonNullable<LiveEntry['watched']>

/** Brings what happened into the cache, so that nothing has to be fetched for it. */
export interface Patcher {
  apply(entry: LiveEntry): void
  conversation(conversation: Conversation): void
  message(message: Message): void
  /** What an answer to our own request says. The feed may have told more by then: what it told stays. */
  answeredConversation(conversation: Conversation): void
  answeredMessage(message: Message): void
}

/** How long what was on its way may stand, in ms: many changes, one request. */
const SETTLE_AFTER = 1500

/**
 * Where it stands in a list: what the desk says of the view, and where that is narrowed, of this list while it is watched. What a search finds
 * the desk knows alone: nothing new comes into it. What has left the view has left all of its lists.
 */
function told({ view, q }: ListFilter, key: string, me: string, { places }: Conversation, watched: Watched): Told {
  const base = keyOf({ view }, me)
  if (!places[base]) return null
  if (q) return undefined
  return key === base ? places[base] : watched[key]
}

function createPatcher(client: QueryClient): Patcher {
  const overtaken = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function recheck(key: QueryKey): void {
    overtaken.set(JSON.stringify(key), key)
    timer ??= setTimeout(() => {
      timer = undefined
      const due = [...overtaken.values()]
      overtaken.clear()
      for (const queryKey of due) void client.invalidateQueries({ queryKey, exact: true })
    }, SETTLE_AFTER)
  }

  /** What is on its way may have been read before this change: read it again. */
  function recheckIfFetching(key: QueryKey): void {
    if (client.getQueryState(key)?.fetchStatus === 'fetching') recheck(key)
  }

  /** A first fetch is not begun again by invalidating it: what it brings may be from before. */
  function stale(queryKey: QueryKey): void {
    for (const query of client.getQueryCache().findAll({ queryKey })) recheckIfFetching(query.queryKey)
    void client.invalidateQueries({ queryKey })
  }

  function conversation(next: Conversation, watched: Watched = {}): void {
    const me = client.getQueryData<Agent>(keys.me)?.id ?? ''
    const key = keys.conversation(next.id)
    recheckIfFetching(key)
    client.setQueryData<Conversation>(
      key,
      (old) => old && { ...next, contact: { ...next.contact, identities: next.contact.identities ?? old.contact.identities } },
    )
    for (const [listKey, list] of client.getQueriesData<ConversationList>({ queryKey: keys.lists })) {
      recheckIfFetching(listKey)
      if (!list) continue
      const filter = listKey[1] as ListFilter
      const key = keyOf(definitionOf(filter), me)
      const patched = withConversation(list, key, next, told(filter, key, me, next, watched))
      if (patched !== list) client.setQueryData(listKey, patched)
    }
  }

  function message(next: Message): void {
    const key = keys.timeline(next.conversationId)
    recheckIfFetching(key)
    const old = client.getQueryData<Timeline>(key)
    if (!old) return
    const timeline = withMessage(old, next)
    if (timeline) client.setQueryData(key, timeline)
    else recheck(key)
  }

  function presence(agentId: string, presence: Presence): void {
    client.setQueryData<Agent[]>(keys.agents, (all) => all?.map((agent) => (agent.id === agentId ? { ...agent, presence } : agent)))
    client.setQueryData<Agent>(keys.me, (me) => (me?.id === agentId ? { ...me, presence } : me))
  }

  return {
    conversation,
    message,
    answeredConversation(next) {
      const known = client.getQueryData<Conversation>(keys.conversation(next.id))
      if (!known || known.lastSeq <= next.lastSeq) conversation(next)
    },
    answeredMessage(next) {
      const timeline = client.getQueryData<Timeline>(keys.timeline(next.conversationId))
      if (!timeline?.items.some(({ id }) => id === next.id)) message(next)
    },
    apply({ type, data, watched }) {
      if (data['message']) message(data['message'] as Message)
      if (data['conversation']) conversation(data['conversation'] as Conversation, watched)
      if (type === 'conversation.updated' && data['action'] !== 'read') stale(keys.activity((data['conversation'] as Conversation).id))
      if (type === 'agent.presence') presence(String(data['agentId']), data['presence'] as Presence)
      else if (type.startsWith('agent.')) stale(keys.agents)
      else if (type.startsWith('channel.')) stale(keys.channels)
      else if (type === 'view.updated') stale(keys.views)
      else if (type === 'queue.updated') stale(keys.queues)
      else if (type === 'contact.updated') {
        stale(keys.contact(String(data['contactId'])))
        // Of two people one may have been made.
        for (const { queryKey } of client.getQueryCache().findAll({ queryKey: keys.lists }))
          if ((queryKey[1] as ListFilter).contact !== undefined) stale(queryKey)
      }
    },
  }
}

const patchers = new WeakMap<QueryClient, Patcher>()

/** The one patcher of a cache. */
export function patcherOf(client: QueryClient): Patcher {
  const known = patchers.get(client) ?? createPatcher(client)
  patchers.set(client, known)
  return known
}
