import { within } from './pause.ts'

/** One that comes back within this time is ours still. */
const LATE_MS = 60_000

interface Waiting {
  conversation: string
  /** Null: a file. */
  words: string | null
  at: number
  found: (id: string) => void
  /** The send has ended without an id. */
  over: boolean
}

export interface Sending {
  /** The id under which the message comes back; undefined when it does not, in the time that there is. */
  wait: () => Promise<string | undefined>
  /** The puppet failed: if the message comes back all the same, that is news. */
  forget: () => void
}

const plain = (words: string | null): string | null => words?.replaceAll('\r\n', '\n').trim() ?? null

/**
 * Messages on their way out. Some puppets do not say which id a message got, and bring it back as one of the account's own, like
 * those that are typed on the phone: it is known by its words.
 */
export class Unnamed {
  readonly #waiting = new Set<Waiting>()
  readonly #now: () => number
  readonly #waitMs: number

  /** `waitMs`: how long a send waits for its message to come back. */
  constructor(now: () => number, waitMs: number) {
    this.#now = now
    this.#waitMs = waitMs
  }

  /** To be called before the puppet is. */
  send(conversation: string, words: string | null): Sending {
    const { promise, resolve } = Promise.withResolvers<string>()
    const entry: Waiting = {
      conversation,
      words: plain(words),
      at: this.#now(),
      over: false,
      found: resolve,
    }
    this.#waiting.add(entry)
    return {
      wait: async () => {
        const id = await within(this.#waitMs, promise).catch(() => undefined)
        entry.over = true
        return id
      },
      forget: () => void this.#waiting.delete(entry),
    }
  }

  /** One of the account's own messages. True: it was sent by us, by a send that ended without an id; nobody needs to hear of it. */
  cameBack(conversation: string, words: string | null, id: string): boolean {
    for (const entry of this.#waiting) {
      const old = this.#now() - entry.at > LATE_MS
      const same = !old && entry.conversation === conversation && entry.words === plain(words)
      if (old || same) this.#waiting.delete(entry)
      if (!same) continue
      entry.found(id)
      return entry.over
    }
    return false
  }
}
