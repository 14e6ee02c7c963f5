import type { Acting } from '../web/roles.ts'
import { atLeast } from '../web/roles.ts'
import type { Reading } from '../reading/reading.ts'
import type { SavedViews } from '../reading/saved-views.ts'
import type { ConversationView } from '../reading/view.ts'
import { iso } from '../web/iso.ts'
import type { Kit } from '../kit.ts'
import type { LiveSocket } from '../../ports/live.ts'
import type { Entry, LogRoom, LogType } from '../log/log.ts'
import { createCountFeed } from './counts.ts'
import { type Watched, createWatched, watchOf } from './watch.ts'

/** The reader of the log that tells consoles what happened, as it happens. */
export interface ConsoleFeed {
  /** After a commit: sends what is new. Cheap when nobody listens. */
  publish(): void
  opened(socket: LiveSocket): void
  /** A console that shows lists says which, and is told from then on who stands where in them, and how many are in each view. */
  said(socket: LiveSocket, text: string): void
  /** When there is something to tell without a commit, ms. */
  next(): number | null
}

/** Further back than this a client starts afresh. */
const CATCH_UP = 5000
/** A client that does not read is let go; it comes back and catches up. */
const MAX_BACKLOG = 4 * 1024 * 1024
const BATCH = 500

const ADMIN_ONLY: readonly LogType[] = ['agent.created', 'agent.updated', 'key.created', 'key.deleted', 'channel.created']
/** Of a channel everybody learns how it does, and nothing that an admin has set. */
const CHANNEL_FACTS = ['channelId', 'state', 'health', 'code']
const CUT: Partial<Record<LogType, readonly string[]>> = { 'channel.updated': CHANNEL_FACTS, 'channel.deleted': CHANNEL_FACTS }

interface Frame {
  entry: Entry
  open: string
  /** What those see who may not know more. */
  agents: string
}

export function createConsoleFeed(
  kit: Pick<Kit, 'live' | 'clock'>,
  rooms: { log: LogRoom; reading: Reading; savedViews: SavedViews },
): ConsoleFeed {
  const { live } = kit
  const { log, reading } = rooms
  const counts = createCountFeed(kit, { countOf: reading.count, savedViews: rooms.savedViews })
  const watching = createWatched(reading.place)
  let published = log.last()

  /** Conversations are read once for all that is told at a time: each entry shows how they stand now. */
  function framesOf(entries: Entry[]): Frame[] {
    const ids = new Set(entries.flatMap(({ conversationId }) => conversationId ?? []))
    const conversations = new Map(Array.from(ids, (id) => [id, reading.find(id)]))
    return entries.map((entry) => frame(entry, conversations.get(entry.conversationId ?? 0)))
  }

  function frame(entry: Entry, conversation: ConversationView | undefined): Frame {
    const message = entry.messageId === null ? undefined : reading.message(entry.messageId)
    const { seq, type, actor } = entry
    const facts = entry.data === null ? {} : (JSON.parse(entry.data) as object)
    const open = JSON.stringify({
      seq,
      type,
      at: iso(entry.at),
      actor,
      data: { ...facts, ...(message && { message }), ...(conversation && { conversation }) },
    })
    const kept = CUT[type]
    if (kept) {
      const data = Object.fromEntries(Object.entries(facts).filter(([name]) => kept.includes(name)))
      return { entry, open, agents: JSON.stringify({ seq, type, at: iso(entry.at), data }) }
    }
    return { entry, open, agents: ADMIN_ONLY.includes(type) ? JSON.stringify({ seq, type: 'hidden' }) : open }
  }

  function tell(socket: LiveSocket, frames: Frame[], watched: Watched): void {
    if (socket.session.kind !== 'console') return
    if (socket.backlog > MAX_BACKLOG) return socket.close(1013, 'too slow')
    for (const { entry, open, agents } of frames) {
      const text = atLeast(socket.session.role as Acting['role'], 'admin') ? open : agents
      const places = watched(socket.session, entry)
      socket.send(places === '' ? text : `${text.slice(0, -1)},"watched":${places}}`)
    }
  }

  return {
    publish() {
      for (;;) {
        const sockets = [...live.sockets('console')]
        if (sockets.length === 0) {
          published = log.last()
          return counts.run(sockets)
        }
        const entries = log.after(published, BATCH)
        const end = entries.at(-1)
        if (!end) return counts.run(sockets)
        counts.touched(entries)
        const frames = framesOf(entries)
        published = end.seq
        const watched = watching()
        for (const socket of sockets) tell(socket, frames, watched)
      }
    },
    opened(socket) {
      if (socket.session.kind !== 'console') return
      const { after } = socket.session
      const last = log.last()
      if (after > last || last - after > CATCH_UP || after + 1 < log.first()) {
        socket.send(JSON.stringify({ type: 'resync', seq: last }))
        return
      }
      // What is published later starts behind `published`, so that nothing comes twice and nothing is left out.
      for (let seq = after; seq < published;) {
        const entries = log.after(seq, BATCH).filter((entry) => entry.seq <= published)
        if (entries.length === 0) break
        tell(socket, framesOf(entries), watching())
        seq = entries.at(-1)?.seq ?? published
      }
      socket.send(JSON.stringify({ type: 'ready', seq: published }))
    },
    said(socket, text) {
      const watch = watchOf(text)
      if (socket.session.kind !== 'console' || !watch) return
      socket.keep({ ...socket.session, watch })
      // What was read before this may miss what happened in between.
      socket.send(JSON.stringify({ type: 'watching', data: { watch, seq: log.last() } }))
      counts.begin(socket)
    },
    next: counts.next,
  }
}
