import type { Place } from '../../../src/model/view.ts'

/** What the page shows of its connection: `live` only while entries really arrive. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'offline'

/** A numbered fact of the desk's log. `type` `hidden`: something that this agent may not know of. */
export interface LiveEntry {
  seq: number
  type: string
  at: string
  actor: string | null
  data: Record<string, unknown>
  /** Where the conversation stands now in the lists that are watched, by their keys; null: it is not in it. */
  watched?: Record<string, Place | null>
}

/** Something of the moment that nobody misses later: it has no number. */
export interface LiveSignal {
  type: string
  data: Record<string, unknown>
}

export interface LiveReaderOptions {
  /** Opens the feed behind `after`; null: from now on. */
  open(after: number | null): WebSocket
  onEntry(entry: LiveEntry): void
  onSignal(signal: LiveSignal): void
  /** What is on the page may be out of date: at the first connection, and when too much was missed. */
  onResync(): void
  onState(state: LiveState): void
  /** Asks the server whether it is there; false or a rejection: it is not. */
  probe(): Promise<boolean>
  /** Milliseconds. Defaults: first pause 500, longest 15,000, quiet 40,000. */
  pace?: { first: number; longest: number; quiet: number }
}

export interface LiveReader {
  start(): void
  stop(): void
  /** Tries at once: the network is back, or the page is looked at again. */
  wake(): void
  /** The browser says that there is no network. */
  lost(): void
}

/** So many failed tries in a row, and we call it offline. */
const OFFLINE_AFTER = 3

/** Reads the desk's log in order and without a gap: it goes on from the last number that it has seen. */
export function createLiveReader(options: LiveReaderOptions): LiveReader {
  const { first, longest, quiet } = options.pace ?? { first: 500, longest: 15_000, quiet: 40_000 }
  let seq: number | null = null
  let failures = 0
  let state: LiveState | null = null
  let socket: WebSocket | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false

  function become(next: LiveState): void {
    if (next === state) return
    state = next
    options.onState(next)
  }

  function later(ms: number, run: () => void): void {
    clearTimeout(timer)
    timer = setTimeout(run, ms)
  }

  /** A connection can die without a word: after a while of silence we ask. */
  function listenForSilence(): void {
    later(quiet, () => {
      const asked = socket
      options.probe().then(
        (there) => socket === asked && (there ? listenForSilence() : drop()),
        () => socket === asked && drop(),
      )
    })
  }

  function connect(): void {
    clearTimeout(timer)
    const opened = options.open(seq)
    socket = opened
    opened.addEventListener('message', (event) => {
      if (socket === opened) frame(String(event.data))
    })
    opened.addEventListener('close', () => {
      if (socket === opened) drop()
    })
  }

  function drop(): void {
    const dead = socket
    socket = null
    dead?.close()
    clearTimeout(timer)
    if (!running) return
    failures += 1
    become(failures >= OFFLINE_AFTER ? 'offline' : state === null || state === 'connecting' ? 'connecting' : 'reconnecting')
    // Someone whose session has ended is told so by the answer, which the upgrade cannot say.
    if (failures > 1) options.probe().catch(() => {})
    later(Math.min(longest, first * 2 ** (failures - 1)) * (0.5 + Math.random() / 2), connect)
  }

  function ready(last: number): void {
    const initial = seq === null
    seq = last
    failures = 0
    become('live')
    if (initial) options.onResync()
  }

  function frame(text: string): void {
    listenForSilence()
    const said = JSON.parse(text) as Partial<LiveEntry> & { type: string }
    if (said.type === 'ready') return ready(said.seq ?? 0)
    if (said.type === 'resync') return resync(said.seq)
    if (said.seq === undefined) return options.onSignal({ type: said.type, data: said.data ?? { ...said } })
    if (seq !== null && said.seq <= seq) return
    // A number is missing: what is on the page cannot be trusted any more.
    if (seq !== null && said.seq > seq + 1) options.onResync()
    seq = said.seq
    failures = 0
    if (said.type !== 'hidden') options.onEntry({ at: '', actor: null, data: {}, ...said } as LiveEntry)
  }

  function resync(last: number | undefined): void {
    seq = last ?? null
    failures = 0
    become('live')
    options.onResync()
  }

  return {
    start() {
      running = true
      become('connecting')
      connect()
    },
    stop() {
      running = false
      drop()
    },
    wake() {
      if (!running) return
      if (state === 'live') {
        options.probe().catch(() => drop())
        return
      }
      socket?.close()
      socket = null
      if (state === 'offline') become('reconnecting')
      connect()
    },
    lost() {
      if (!running) return
      failures = OFFLINE_AFTER
      drop()
    },
  }
}
