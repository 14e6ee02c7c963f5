import type { Account, Health, ManualStep } from '../../contract/adapter.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import type { Json } from '../../model/events.ts'
import type { Acting } from '../web/roles.ts'
import { DeskError } from '../errors.ts'
import { randomId, randomSecret } from '../ids.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom, LogType } from '../log/log.ts'
import type { Connections } from './connections.ts'
import type { ChannelEffects } from './effects.ts'
import type { ChannelHealth } from './health.ts'
import type { ChannelStore } from './store.ts'
import { gatewayStep } from './gateway-step.ts'
import { adapterOf, isOn, isRemote } from './store.ts'

export interface NewChannel {
  kind: string
  name: string
  credentials: unknown
  settings: { [key: string]: Json }
}

/** What admins do with channels. All but `check` leave a log entry. */
export interface ChannelCommands {
  create(agent: Acting, channel: NewChannel): Promise<string>
  change(agent: Acting, id: string, change: Partial<Omit<NewChannel, 'kind'>>): Promise<void>
  /** Asks the platform who the credentials are. Throws `channel-auth` and the like with the platform's words. */
  check(id: string): Promise<Account>
  /** Checks, registers the webhook and takes messages from then on. What is left for the admin to click is returned. */
  enable(agent: Acting, id: string): Promise<ManualStep[]>
  pause(agent: Acting, id: string): Promise<void>
  remove(agent: Acting, id: string): Promise<void>
}

export function createChannelCommands(
  kit: Kit,
  rooms: {
    channels: ChannelStore
    connections: Connections
    health: ChannelHealth
    log: LogRoom
    jobs: JobsRoom
    effects: Pick<ChannelEffects, 'deleted'>
  },
): ChannelCommands {
  const { sql, clock, seal, commit, log: say } = kit
  const { channels, connections, health, log, jobs, effects } = rooms
  const connect = (id: string): void => jobs.schedule('stream', id, clock.now())
  const insert = sql.prepare(
    "INSERT INTO Channel (id, kind, name, state, credentials, settings, healthSince, createdAt) VALUES (?, ?, ?, 'draft', ?, ?, ?6, ?6)",
  )
  const rename = sql.prepare(
    `UPDATE Channel SET name = coalesce(?1, name), settings = coalesce(?2, settings), credentials = coalesce(?3, credentials),
       account = CASE WHEN ?3 IS NULL THEN account END WHERE id = ?4`,
  )
  const remove = sql.prepare("UPDATE Channel SET deletedAt = ?, state = 'paused', credentials = x'', cursor = NULL WHERE id = ?")
  const dropSecrets = sql.prepare("DELETE FROM Secret WHERE key >= ?1 || ':' AND key < ?1 || ';'")

  const note = (type: LogType, actor: Actor, id: string, data: { [key: string]: Json }): void =>
    log.append({ type, actor, data: { channelId: id, ...data } })

  function validated(kind: string, credentials: unknown): unknown {
    const result = adapterOf(kit, kind).manifest.credentials.safeParse(credentials)
    if (result.success) return result.data
    const fields = result.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
    throw new DeskError('bad-credentials', 422, 'Some of the credentials are missing or malformed.', { fields })
  }

  /** The platform's refusal as an answer to the admin. */
  function refused(error: unknown): never {
    if (!(error instanceof AdapterFault)) throw error
    throw new DeskError(`channel-${error.code}`, 422, error.message, { platformCode: error.platformCode })
  }

  async function check(id: string): Promise<Account> {
    const channel = channels.get(id)
    const account = await channel.adapter.setup.check(await channels.ctx(channel)).catch(refused)
    await commit(() => health.account(id, account))
    return account
  }

  return {
    async create(agent, { kind, name, credentials, settings }) {
      const sealed = await seal.seal({ credentials: validated(kind, credentials), hookSecret: randomSecret() })
      const id = randomId()
      await commit(() => {
        insert.run(id, kind, name, sealed, JSON.stringify(settings), clock.now())
        note('channel.created', `agent:${agent.id}`, id, { kind, name })
      })
      return id
    },
    async change(agent, id, { name, settings, credentials }) {
      const channel = channels.get(id)
      const { hookSecret } = await channels.secrets(id)
      const sealed = credentials === undefined ? null : await seal.seal({ credentials: validated(channel.kind, credentials), hookSecret })
      await commit(() => {
        rename.run(name ?? null, settings === undefined ? null : JSON.stringify(settings), sealed, id)
        if (sealed) dropSecrets.run(id)
        note('channel.updated', `agent:${agent.id}`, id, {
          changed: [name && 'name', settings && 'settings', sealed && 'credentials'].filter(Boolean) as string[],
        })
      })
      channels.forget(id)
      // Whose they are is not known by what the old ones were. Where the platform does not say now, the probe asks again.
      if (sealed && isOn(channel)) await commit(() => jobs.schedule('probe', id, clock.now()))
      // With what was changed, it connects anew.
      if (channel.adapter.stream && (sealed || settings !== undefined)) {
        void connections.end(id)
        const remote = isRemote(channels.get(id))
        const begin = (): void => (remote ? health.report(id, { state: 'broken', code: 'gateway-away' }) : connect(id))
        if (isOn(channel)) await commit(begin)
      }
    },
    check,
    async enable(agent, id) {
      await check(id)
      const channel = channels.get(id)
      const ctx = await channels.ctx(channel)
      // Some platforms call the webhook while it is being registered: it must answer by then.
      await commit(() => {
        // Until a gateway has said that it is there, nobody is.
        const first: Health = isRemote(channel) ? { state: 'broken', code: 'gateway-away' } : { state: 'ok' }
        health.set(channel, 'live', first, `agent:${agent.id}`)
        health.watch(id)
        if (channel.adapter.poll) jobs.schedule('poll', id, clock.now())
        if (channel.adapter.stream) connect(id)
      })
      if (isRemote(channel)) return [gatewayStep(kit.publicUrl, `${id}.${ctx.hookSecret}`)]
      try {
        const steps = await channel.adapter.setup.install(ctx, channels.hookUrl(id))
        return steps === 'done' ? [] : steps
      } catch (error) {
        const red: Health = {
          state: 'broken',
          code: 'install',
          text: error instanceof AdapterFault ? error.message : 'The webhook could not be registered.',
        }
        await commit(() => health.set(channels.get(id), channel.state === 'live' ? 'broken' : channel.state, red, `agent:${agent.id}`))
        return refused(error)
      }
    },
    async pause(agent, id) {
      const channel = channels.get(id)
      if (channel.state !== 'paused') await commit(() => health.set(channel, 'paused', { state: 'ok' }, `agent:${agent.id}`))
      void connections.end(id)
    },
    async remove(agent, id) {
      const channel = channels.get(id)
      try {
        await channel.adapter.setup.remove(await channels.ctx(channel))
      } catch (error) {
        // The account may be gone already, which is no reason to keep the channel.
        say('warn', 'channel.remove', { channel: id, error: error instanceof AdapterFault ? error.code : String(error) })
      }
      await commit(() => {
        remove.run(clock.now(), id)
        effects.deleted(id)
        dropSecrets.run(id)
        for (const kind of ['probe', 'poll', 'poll-now', 'stream']) jobs.cancel(kind, id)
        note('channel.deleted', `agent:${agent.id}`, id, {})
      })
      channels.forget(id)
      void connections.end(id)
    },
  }
}
