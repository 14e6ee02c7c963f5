/** A message that the console sends, as it arrives: what is answered, and when, the test says. */
export interface Arrived {
  text: string
  /** The hub has stored it, and says so. */
  answer(): void
  /** The hub has stored it, and nobody is there any more to hear it. */
  store(): void
  /** The line is cut: nobody knows. */
  cut(): void
}

export interface Server {
  /** All that arrived and has not been answered or cut, in order. */
  open: Arrived[]
  /** The texts of all messages that it stored, each key once, in the order of their first coming. */
  stored: string[]
  end(): void
}

const NOTHING = new Response(null, { status: 404 })

/** In place of the network: the other end of `fetch`, for messages. Everything else is not found. */
export function startServer(): Server {
  const { fetch: real } = globalThis
  const open: Arrived[] = []
  const byKey = new Map<string, { text: string; conversationId: string; seq: number }>()
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    const [, conversationId, kind] = /^\/api\/conversations\/(\d+)\/(messages|notes)$/.exec(pathname) ?? []
    if (!pathname.startsWith('/api/')) return real(input, init)
    if (conversationId === undefined || init?.method !== 'POST') return NOTHING.clone()
    const { key, content } = JSON.parse(String(init.body)) as { key: string; content: { text: string }[] }
    const text = content[0]?.text ?? ''
    return new Promise((resolve, reject) => {
      const done = (what: () => void) => () => {
        open.splice(open.indexOf(arrived), 1)
        what()
      }
      const store = (): number => {
        const before = [...byKey.values()].filter((one) => one.conversationId === conversationId)
        const { seq } = byKey.get(key) ?? { seq: before.length + 2 }
        byKey.set(key, { text, conversationId, seq })
        return seq
      }
      const answer = (): void => {
        const seq = store()
        const author = { kind: 'agent', id: 'lin', name: 'Lin' }
        const rest = { at: new Date().toISOString(), state: 'sent', reactions: [], pendingFiles: [], failedFiles: [] }
        const direction = kind === 'notes' ? 'note' : 'out'
        resolve(Response.json({ id: `m${seq}`, conversationId, seq, direction, author, content, text, key, ...rest }, { status: 201 }))
      }
      const arrived: Arrived = {
        text,
        answer: done(answer),
        store: done(store),
        cut: done(() => reject(new TypeError('cut'))),
      }
      open.push(arrived)
    })
  }
  return {
    open,
    get stored() {
      return [...byKey.values()].map(({ text }) => text)
    },
    end() {
      globalThis.fetch = real
    },
  }
}
