import type { Connection, Ctx } from '../contract/adapter.ts'
import type { Hello } from '../desk/gateways/protocol.ts'
import type { Egress } from '../ports/egress.ts'
import type { Trace } from '../ports/ports.ts'
import type { GatewayStore } from './store.ts'

/** What a call of the adapter is given at this end. Tokens live as long as the process, what must be kept in its file. */
export function createContext(hello: Hello, store: GatewayStore, fetch: Egress, trace: Trace, connection: Connection | undefined): Ctx {
  const values = new Map<string, string>()
  return {
    channelId: hello.channelId,
    credentials: hello.credentials,
    account: null,
    settings: hello.settings,
    hookSecret: hello.hookSecret,
    fetch,
    now: () => Date.now(),
    cache: {
      async get(key, make, refused) {
        const known = values.get(key)
        const value = known === undefined || known === refused ? (await make()).value : known
        values.set(key, value)
        return value
      },
      drop: async (key) => void values.delete(key),
      read: async (key) => store.kept(key),
      keep: async (key, value) => store.keep(key, value),
    },
    trace: (event, data) => trace('info', event, data),
    ...(connection && { connection }),
  }
}
