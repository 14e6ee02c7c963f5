import type { ChannelRow } from '../../../prisma/rows.ts'
import type { Columns } from '../../ports/sql.ts'
import type { Account, Adapter, Ctx, Health } from '../../contract/adapter.ts'
import type { Json, SurfaceKind } from '../../model/events.ts'
import type { Surface } from '../../model/surface.ts'
import { DeskError, notFound } from '../errors.ts'
import type { Kit } from '../kit.ts'
import { createCache } from './cache.ts'
import type { Connections } from './connections.ts'
import type { Sealed } from './reseal.ts'

export type ChannelState = ChannelRow['state']

export interface ChannelInfo {
  id: string
  kind: string
  name: string
  state: ChannelState
  settings: { [key: string]: Json }
  account: Account | null
  health: Health & { since: number }
  adapter: Adapter
}

/** See `Ctx`. */
export type Secrets = Pick<Ctx, 'credentials' | 'hookSecret'> & { formerHookSecrets: string[] }

export interface ChannelStore {
  /** The channel, from memory after the first time; undefined where there is none or it was deleted. */
  find(id: string): ChannelInfo | undefined
  /** Throws `not-found`. */
  get(id: string): ChannelInfo
  secrets(id: string): Promise<Secrets>
  /** What a call of this channel's adapter is given. */
  ctx(channel: ChannelInfo): Promise<Ctx>
  hookUrl(id: string): string
  /** The channel of this account, if there is one that is switched on. */
  ofAccount(kind: string, externalId: string): string | undefined
  /** The channels whose connection somebody else holds. */
  remote(): readonly string[]
  /** Where a polled channel goes on. Inside a transaction. */
  moveCursor(id: string, cursor: string): void
  /** To be called after a change of the row has been committed, or inside the command when nothing can fail after it. */
  forget(id: string): void
}

const COLUMNS = 'id, kind, name, state, settings, account, advice, healthSince'

export function createChannelStore(kit: Kit, connections: Pick<Connections, 'get'>): ChannelStore {
  const { sql, seal, adapters, egress, clock, trace, publicUrl } = kit
  const select = sql.prepare<Columns<ChannelRow, typeof COLUMNS>>(`SELECT ${COLUMNS} FROM Channel WHERE id = ? AND deletedAt IS NULL`)
  const sealed = sql.prepare<Pick<ChannelRow, 'credentials'>>('SELECT credentials FROM Channel WHERE id = ?')
  const known = new Map<string, ChannelInfo>()
  const nodeKinds = JSON.stringify(Object.values(adapters).flatMap(({ manifest }) => (manifest.runtime === 'node' ? [manifest.kind] : [])))
  const ofKinds = sql.prepare<Pick<ChannelRow, 'id'>>(
    'SELECT id FROM Channel WHERE deletedAt IS NULL AND kind IN (SELECT value FROM json_each(?))',
  )
  const byAccount = sql.prepare<Pick<ChannelRow, 'id'>>(
    `SELECT id FROM Channel WHERE kind = ? AND account ->> '$.externalId' = ? AND deletedAt IS NULL AND state IN ('live', 'broken') LIMIT 1`,
  )
  const moveCursor = sql.prepare('UPDATE Channel SET cursor = ? WHERE id = ?')
  let remote: string[] | undefined
  const opened = new Map<string, Sealed>()
  /** How often a channel was forgotten. */
  const changes = new Map<string, number>()

  function find(id: string): ChannelInfo | undefined {
    const hit = known.get(id)
    if (hit) return hit
    const row = select.get(id)
    const adapter = row && adapters[row.kind]
    if (!row || !adapter) return undefined
    const info: ChannelInfo = {
      id,
      kind: row.kind,
      name: row.name,
      state: row.state,
      settings: JSON.parse(row.settings) as ChannelInfo['settings'],
      account: row.account === null ? null : (JSON.parse(row.account) as Account),
      health: { ...(row.advice === null ? { state: 'ok' } : (JSON.parse(row.advice) as Health)), since: row.healthSince },
      adapter,
    }
    known.set(id, info)
    return info
  }

  async function open(id: string): Promise<Sealed> {
    const hit = opened.get(id)
    if (hit) return hit
    const row = sealed.get(id)
    if (!row) throw notFound('channel')
    const asOf = changes.get(id)
    const value = (await seal.open(row.credentials)) as Sealed
    // Changed while they were being opened, these are the old ones: good for whoever asked before, not to be kept.
    if (changes.get(id) === asOf) opened.set(id, value)
    return value
  }

  async function secrets(id: string): Promise<Secrets> {
    const { credentials, hookSecret, former = [] } = await open(id)
    const counting = former.filter(({ until }) => until > clock.now())
    return { credentials, hookSecret, formerHookSecrets: counting.map(({ secret }) => secret) }
  }

  return {
    find,
    moveCursor: (id, cursor) => void moveCursor.run(cursor, id),
    ofAccount: (kind, externalId) => byAccount.get(kind, externalId)?.id,
    remote: () =>
      (remote ??= ofKinds.all(nodeKinds).flatMap(({ id }) => {
        const channel = find(id)
        return channel && isRemote(channel) ? [id] : []
      })),
    get(id) {
      const channel = find(id)
      if (!channel) throw notFound('channel')
      return channel
    },
    secrets,
    async ctx(channel) {
      const opened = await secrets(channel.id)
      const connection = connections.get(channel.id)
      return {
        channelId: channel.id,
        ...opened,
        account: channel.account,
        settings: channel.settings,
        fetch: egress,
        now: () => clock.now(),
        cache: createCache(kit, channel.id),
        trace: (event, data) => trace('info', event, { channel: channel.id, ...data }),
        ...(connection && { connection }),
      }
    },
    hookUrl: (id) => `${publicUrl}/hooks/${id}`,
    forget(id) {
      remote = undefined
      known.delete(id)
      opened.delete(id)
      changes.set(id, (changes.get(id) ?? 0) + 1)
    },
  }
}

/** Takes messages in, whether or not it can send. */
export const isOn = (channel: ChannelInfo | undefined): channel is ChannelInfo => channel?.state === 'live' || channel?.state === 'broken'

/** Whether somebody else holds the connection to the platform and fetches what is to be sent: a gateway process. */
export const isRemote = ({ adapter, settings }: Pick<ChannelInfo, 'adapter' | 'settings'>): boolean =>
  adapter.manifest.runtime === 'node' && (adapter.stream === undefined || settings['gateway'] === true)

/** What this channel may do on a surface: what its kind may, less what its account may not. */
export function surfaceOf({ adapter, account }: Pick<ChannelInfo, 'adapter' | 'account'>, kind: SurfaceKind): Surface | undefined {
  const surface = adapter.manifest.surfaces[kind]
  if (!surface || !account?.lacks) return surface
  const less = { ...surface }
  for (const ability of account.lacks) delete less[ability]
  return less
}

/** The adapter of a kind. Throws `unknown-kind`. */
export function adapterOf({ adapters }: Pick<Kit, 'adapters'>, kind: string): Adapter {
  const adapter = adapters[kind]
  if (!adapter) throw new DeskError('unknown-kind', 422, `There is no channel kind "${kind}" here.`)
  return adapter
}
