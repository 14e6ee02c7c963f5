import type { PublicFrame, PublicMessage, PublicPart, PublicSession } from '../../../src/desk/web/visitor-wire.ts'
import { type Storage, createStorage } from '../../../browser/storage.ts'
import type { Config } from '../config.ts'
import { type Api, Refused, createApi } from './api.ts'
import { createLink } from './link.ts'
import { type Unsent, createVisitorOutbox } from './unsent.ts'

/** `gone`: the channel is paused or was deleted. */
export type Status = 'idle' | 'connecting' | 'online' | 'unreachable' | 'gone'

export interface ChatState {
  status: Status
  settings: PublicSession['settings'] | null
  /** In order. */
  messages: PublicMessage[]
  unsent: Unsent[]
  more: boolean
  unread: number
  readSeq: number
  /** Who is writing at the moment. */
  typing: string | null
}

type MessagePart = Extract<Unsent['said'], { type: 'message' }>['parts'][number]
export interface Said {
  part: MessagePart
  shown: PublicPart
}

export interface Chat {
  readonly storage: Storage
  readonly api: Api
  fileUrl: (file: string) => string
  state(): ChatState
  /** Connects, now and for good. Nothing is sent or stored before. */
  start(): void
  /** The token, once there is one. */
  token(): Promise<string>
  say(parts: Said[]): void
  press(message: PublicMessage, option: { id: string; label: string }): void
  retry(key: string): void
  discard(key: string): void
  older(): Promise<void>
  /** The visitor has everything before their eyes. */
  seen(): void
  typing(): void
  identify: (who: { name?: string; email?: string }) => void
}

const TYPING_SHOWN = 6000
const TYPING_TOLD = 4000
const RENEW_FILES = 30 * 60_000

const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** The conversation as this browser knows it. `changed` is called after every change of `state()`; `heard` with each new answer. */
export function createChat(config: Config, changed: () => void, heard: (message: PublicMessage) => void): Chat {
  const storage = createStorage(`switchboard:${config.channel}:`)
  const api = createApi(config)
  const messages = new Map<string, PublicMessage>()
  const waiting: ((token: string) => void)[] = []
  let state: Omit<ChatState, 'messages' | 'unsent'> = { status: 'idle', settings: null, more: false, unread: 0, readSeq: 0, typing: null }
  let who: { name?: string; email?: string } = {}
  let token: string | null = null
  const outbox = createVisitorOutbox(storage, (said) => api.say(token ?? '', said), changed)
  let visitor: string | null = null
  let files = ''
  let filesAt = 0
  let cursor = 0
  let toldTyping = 0
  let toldRead = ''
  let toldPage = false
  let typingTimer = 0
  let flushTimer = 0
  let flushTries = 0

  const set = (change: Partial<typeof state>): void => {
    state = { ...state, ...change }
    changed()
  }
  const sorted = (): PublicMessage[] => [...messages.values()].toSorted((a, b) => a.seq - b.seq)

  function take(message: PublicMessage): void {
    messages.set(message.id, message)
    if (message.key) outbox.settle(message.key)
  }

  function setFiles(next: string): void {
    files = next
    filesAt = Date.now()
  }

  /** Addresses of files open for an hour or two. On a page that stays connected they are made afresh before that. */
  async function renewFiles(): Promise<void> {
    if (Date.now() - filesAt < RENEW_FILES) return
    filesAt = Date.now()
    const session = await api.session(token)
    if (session.visitor === visitor) setFiles(session.files)
    changed()
  }

  async function sync(): Promise<string> {
    if (state.status !== 'online') set({ status: 'connecting' })
    const session = await api.session(token ?? storage.get('token'))
    const newest = sorted().at(-1)?.seq ?? 0
    const oldest = session.messages[0]?.seq ?? 0
    // Another visitor, or more happened meanwhile than fits one page: what is known has a hole and goes.
    const fresh = session.visitor !== visitor || (session.more && oldest > newest)
    if (fresh) messages.clear()
    token = session.token
    visitor = session.visitor
    setFiles(session.files)
    if (session.unread > 0) toldRead = ''
    cursor = session.cursor
    storage.set('token', token)
    for (const message of session.messages) take(message)
    const { settings, unread, readSeq } = session
    set({ status: 'online', settings, unread, readSeq, ...(fresh && { more: session.more }) })
    for (const resolve of waiting.splice(0)) resolve(token)
    void flush()
    return api.live(session.live, cursor)
  }

  function frame(frame: PublicFrame): void {
    if ('cursor' in frame) cursor = frame.cursor
    if (frame.type === 'message') {
      const isNew = !messages.has(frame.message.id) && frame.message.from !== 'visitor'
      take(frame.message)
      set(isNew ? { unread: state.unread + 1, typing: null } : {})
      if (isNew) heard(frame.message)
    }
    if (frame.type === 'read') set({ readSeq: Math.max(state.readSeq, frame.seq) })
    if (frame.type === 'resync') link.restart()
    if (frame.type === 'pong') void renewFiles().catch(() => {})
    if (frame.type === 'typing') {
      clearTimeout(typingTimer)
      typingTimer = setTimeout(() => set({ typing: null }), TYPING_SHOWN)
      set({ typing: frame.name ?? config.words.team })
    }
  }

  const link = createLink({
    sync,
    frame,
    failed(error) {
      const gone = error instanceof Refused && (error.status === 404 || error.status === 403)
      set({ status: gone ? 'gone' : 'unreachable' })
      return gone
    },
  })

  addEventListener('offline', () => set(state.status === 'idle' ? {} : { status: 'unreachable' }))

  async function flush(): Promise<void> {
    if (!token) return
    clearTimeout(flushTimer)
    try {
      await outbox.flush()
      flushTries = 0
    } catch (error) {
      // A hub that is busy says how long to wait. Otherwise find out where things stand; that sends the rest.
      const wait = error instanceof Refused ? error.retryAfter : 0
      if (!(error instanceof Refused)) set({ status: 'unreachable' })
      flushTimer = setTimeout(() => (wait ? void flush() : link.restart()), wait * 1000 || Math.min(1000 * 2 ** flushTries++, 30_000))
    }
  }

  /** What may get lost without harm. */
  const tell = async (said: Parameters<Api['say']>[1]): Promise<boolean> => {
    try {
      if (token) await api.say(token, said)
      return token !== null
    } catch {
      return false
    }
  }
  const getToken = (): Promise<string> => (token ? Promise.resolve(token) : new Promise((resolve) => waiting.push(resolve)))
  /** Where the visitor is, once, with the first word: who only looks leaves no trace. */
  const tellPage = (): void => {
    const url = location.href.slice(0, 2000)
    if (toldPage || !/^https?:/.test(url)) return
    toldPage = true
    void getToken().then(() => tell({ type: 'entered', url, title: document.title.slice(0, 300), language: config.language }))
  }
  const put = (said: Unsent['said'], parts: PublicPart[]): void => {
    tellPage()
    outbox.add(said.key ?? '', { said, parts })
    link.start()
    void flush()
  }

  return {
    storage,
    api,
    fileUrl: (file) => api.fileUrl(files, file),
    state: () => ({ ...state, messages: sorted(), unsent: outbox.items() }),
    start: () => link.start(),
    token: getToken,
    say: (said) =>
      put(
        { type: 'message', key: newKey(), parts: said.map(({ part }) => part), language: config.language, ...who },
        said.map(({ shown }) => shown),
      ),
    press: ({ ref }, { id, label }) =>
      put({ type: 'press', key: newKey(), id, label, ...(ref && { messageId: ref }) }, [{ type: 'press', id, label }]),
    retry(key) {
      outbox.retry(key)
      void flush()
    },
    discard: (key) => outbox.settle(key),
    async older() {
      const first = sorted()[0]
      if (!token || !first) return
      const page = await api.older(token, first.seq)
      for (const message of page.messages) take(message)
      set({ more: page.more })
    },
    seen() {
      const last = sorted().findLast(({ from }) => from !== 'visitor')
      if (!last || state.unread === 0 || last.at === toldRead) return
      toldRead = last.at
      set({ unread: 0 })
      void tell({ type: 'read', until: last.at }).then((told) => {
        if (!told) toldRead = ''
      })
    },
    typing() {
      if (Date.now() - toldTyping < TYPING_TOLD) return
      toldTyping = Date.now()
      void tell({ type: 'typing' })
    },
    identify(next) {
      who = { ...(next.name && { name: next.name.slice(0, 100) }), ...(next.email && { email: next.email }) }
    },
  }
}
