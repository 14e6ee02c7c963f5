import type { QueryClient } from '@tanstack/react-query'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from './keys.ts'
import { queries } from './queries.ts'
import type { Agent, Message } from '../api/types.ts'
import { createStore, useStore } from '../lib/store.ts'
import { patcherOf } from './patch.ts'
import type { LiveEntry, LiveState } from '../api/reader.ts'
import { createLiveReader } from '../api/reader.ts'
import { noteCounts } from './conversation/counts.ts'
import { watchLists } from './conversation/watching.ts'
import { noteLoss } from './conversation/losses.ts'
import { noteTyping, stopTyping } from './message/typing.ts'

const state = createStore<LiveState>('connecting')
const arrivals = new Set<(message: Message) => void>()
const readers = new Set<(entry: LiveEntry) => void>()
const returns = new Set<() => void>()

export const useLiveState = (): LiveState => useStore(state, (value) => value)

/** Calls back for each message of a customer, as it comes in. */
export function onArrival(listener: (message: Message) => void): () => void {
  arrivals.add(listener)
  return () => arrivals.delete(listener)
}

/** Calls back for each entry of the desk's log, for parts that come late: what all pages show is kept true without them. */
export function onEntry(listener: (entry: LiveEntry) => void): () => void {
  readers.add(listener)
  return () => readers.delete(listener)
}

/** Calls back whenever the connection is there again. */
export function onReturn(listener: () => void): () => void {
  returns.add(listener)
  return () => returns.delete(listener)
}

function announce({ type, data }: LiveEntry): void {
  const message = data['message'] as Message | undefined
  if (type !== 'message.created' || message?.direction !== 'in') return
  stopTyping(message.conversationId)
  for (const listener of arrivals) listener(message)
}

function open(after: number | null): WebSocket {
  const url = new URL('/api/live', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  if (after !== null) url.searchParams.set('after', String(after))
  return new WebSocket(url)
}

/** Everything that the feed keeps true is read again, in the background. */
function refresh(client: QueryClient): void {
  for (const queryKey of [keys.lists, keys.conversations, keys.timelines, keys.activities, keys.agents, keys.channels, keys.offers])
    void client.invalidateQueries({ queryKey })
}

/** Follows the desk's log for as long as the component lives. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    const patcher = patcherOf(client)
    const watching = watchLists(client)
    const reader = createLiveReader({
      open(after) {
        const socket = open(after)
        socket.addEventListener('open', () => watching.begin((text) => socket.readyState === WebSocket.OPEN && socket.send(text)))
        return socket
      },
      onEntry(entry) {
        patcher.apply(entry)
        noteLoss(entry, client.getQueryData<Agent>(keys.me)?.id ?? '')
        announce(entry)
        for (const read of readers) read(entry)
      },
      onSignal({ type, data }) {
        if (type === 'typing') noteTyping(data)
        else if (type === 'counts') noteCounts(data)
        else if (type === 'watching') watching.confirmed(data)
      },
      onResync: () => refresh(client),
      onState(next) {
        state.set(next)
        if (next === 'live') for (const listener of returns) listener()
      },
      probe: () => client.fetchQuery({ ...queries.me, staleTime: 0 }).then(() => true),
    })
    const wake = (): void => {
      if (document.visibilityState === 'visible') reader.wake()
    }
    reader.start()
    addEventListener('online', reader.wake)
    addEventListener('offline', reader.lost)
    document.addEventListener('visibilitychange', wake)
    return () => {
      removeEventListener('online', reader.wake)
      removeEventListener('offline', reader.lost)
      document.removeEventListener('visibilitychange', wake)
      reader.stop()
      watching.stop()
    }
  }, [client])
}
