import type { Connection } from '../../contract/adapter.ts'
import type { Kit } from '../kit.ts'

/** One attempt to hold a channel's connection: what an old one still says is not about the one that took its place. */
export interface Turn {
  isMine(): boolean
  /** It is up; closed at once when its turn is over. */
  up(connection: Connection): Promise<void>
}

/** The connections that channels hold open in this process. */
export interface Connections {
  get(channelId: string): Connection | undefined
  begin(channelId: string): Turn
  /** The channel was paused, changed or deleted. */
  end(channelId: string): Promise<void>
  /** Ends all of them for good. */
  close(): Promise<void>
  readonly closed: boolean
}

export function createConnections({ trace }: Pick<Kit, 'trace'>): Connections {
  const open = new Map<string, Connection>()
  const turns = new Map<string, object>()
  let closed = false

  async function end(id: string): Promise<void> {
    const connection = open.get(id)
    open.delete(id)
    turns.delete(id)
    await connection?.close().catch((error: unknown) => trace('warn', 'stream.close', { channel: id, error: String(error) }))
  }

  return {
    get: (id) => open.get(id),
    begin(id) {
      const mine = {}
      turns.set(id, mine)
      const isMine = (): boolean => turns.get(id) === mine && !closed
      return {
        isMine,
        async up(connection) {
          if (isMine()) open.set(id, connection)
          else await connection.close()
        },
      }
    },
    end,
    async close() {
      closed = true
      await Promise.all([...open.keys()].map(end))
    },
    get closed() {
      return closed
    },
  }
}
