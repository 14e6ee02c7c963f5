import type { PublicFrame } from '../../../src/desk/web/visitor-wire.ts'

export interface LinkDeps {
  /** Asks the hub where things stand and gives the address of the live feed. Throws when it cannot be had. */
  sync: () => Promise<string>
  frame: (frame: PublicFrame) => void
  /** After a failed try; true: trying again is of no use. */
  failed: (error: unknown) => boolean
}

/** The connection to the hub: kept alive while the page is seen and online. */
export interface Link {
  start(): void
  /** Tries now, if it is not connected and a try may help. */
  nudge(): void
  /** Gives up the present connection and begins again. */
  restart(): void
}

const PING_EVERY = 25_000
const FIRST = 1000
const LONGEST = 30_000

/**
 * Sync, then listen; when that ends, again with back-off (full jitter), at once when the page is shown or the network
 * returns. Where WebSockets are blocked the repeated sync is the feed.
 */
export function createLink({ sync, frame, failed }: LinkDeps): Link {
  let socket: WebSocket | null = null
  let busy = false
  let started = false
  let tries = 0
  let timer = 0
  let pulse = 0

  const useful = (): boolean => started && !busy && !socket && navigator.onLine && !document.hidden

  async function connect(): Promise<void> {
    clearTimeout(timer)
    if (!useful()) return
    busy = true
    try {
      listen(await sync())
    } catch (error) {
      if (failed(error)) started = false
    }
    busy = false
    if (!socket) again()
  }

  function again(): void {
    clearTimeout(timer)
    if (started) timer = setTimeout(() => void connect(), Math.random() * Math.min(FIRST * 2 ** tries++, LONGEST) + FIRST / 4)
  }

  function listen(url: string): void {
    const live = new WebSocket(url)
    socket = live
    let heard = true
    live.addEventListener('message', ({ data }) => {
      if (socket !== live) return
      heard = true
      tries = 0
      frame(JSON.parse(String(data)) as PublicFrame)
    })
    // A dead line looks like a quiet one: ask, and hang up when nothing comes back.
    pulse = setInterval(() => {
      if (!heard) return drop(live)
      heard = false
      if (live.readyState === WebSocket.OPEN) live.send('{"type":"ping"}')
    }, PING_EVERY)
    live.addEventListener('close', () => drop(live))
  }

  function drop(live: WebSocket): void {
    if (socket !== live) return
    clearInterval(pulse)
    socket = null
    live.close()
    again()
  }

  function nudge(): void {
    if (!started || socket) return
    tries = 0
    void connect()
  }

  addEventListener('online', nudge)
  addEventListener('offline', () => socket && drop(socket))
  document.addEventListener('visibilitychange', nudge)

  return {
    start() {
      started = true
      nudge()
    },
    nudge,
    restart() {
      if (socket) drop(socket)
      nudge()
    },
  }
}
