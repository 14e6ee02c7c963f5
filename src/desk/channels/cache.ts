import type { Cache } from '../../contract/adapter.ts'
import type { Kit } from '../kit.ts'

const flights = new WeakMap<object, Map<string, Promise<string>>>()

/** Access tokens and the like of one channel: sealed rows, so that a restart does not ask for new ones. */
export function createCache({ sql, db, seal, clock }: Kit, channelId: string): Cache {
  const flying = flights.get(sql) ?? new Map<string, Promise<string>>()
  flights.set(sql, flying)

  const put = (key: string, value: Uint8Array<ArrayBuffer>, expires: number | null): Promise<unknown> => {
    const secret = { value, expiresAt: expires === null ? null : new Date(expires) }
    return db.secret.upsert({ where: { key }, create: { key, ...secret }, update: secret })
  }

  async function load(key: string, make: () => Promise<{ value: string; ttlMs: number }>, refused?: string): Promise<string> {
    const row = await db.secret.findUnique({ where: { key } })
    const known = row && (row.expiresAt === null || row.expiresAt.getTime() > clock.now()) ? await seal.open(row.value) : undefined
    if (typeof known === 'string' && known !== refused) return known
    const { value, ttlMs } = await make()
    const sealed = await seal.seal(value)
    await put(key, sealed, clock.now() + ttlMs)
    return value
  }

  return {
    async get(name, make, refused) {
      const key = `${channelId}:${name}`
      for (let flight = flying.get(key); flight; flight = flying.get(key)) {
        // Whoever brings a refused one may have met those who were just reading it.
        const value = await flight
        if (value !== refused) return value
      }
      const flight = load(key, make, refused).finally(() => flying.delete(key))
      flying.set(key, flight)
      return flight
    },
    async drop(name) {
      await db.secret.deleteMany({ where: { key: `${channelId}:${name}` } })
    },
    async read(name) {
      const row = await db.secret.findUnique({ where: { key: `${channelId}:kept:${name}` } })
      return row && ((await seal.open(row.value)) as string)
    },
    async keep(name, value) {
      await put(`${channelId}:kept:${name}`, await seal.seal(value), null)
    },
  }
}
