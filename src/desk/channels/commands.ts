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
import type { Heard } from './heard.ts'
import { AWAY, type ChannelHealth } from './health.ts'
import type { ChannelStore } from './store.ts'
import { type Install, refused } from './install.ts'
import type { Probe } from './probe.ts'
import type { Reseal } from './reseal.ts'
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
    heard: Pick<Heard, 'forget'>
    probe: Pick<Probe, 'watch'>
    log: LogRoom
    jobs: JobsRoom
    reseal: Reseal
    install: Install
    effects: Pick<ChannelEffects, 'deleted' | 'reconnect'>
  },
): ChannelCommands {
  const { sql, clock, seal, commit, trace } = kit
  const { channels, connections, health, heard, probe, log, jobs, reseal, install, effects } = rooms
  const connect = (id: string): void => jobs.schedule('stream', id, clock.now())
  const insert = sql.prepare(
    "INSERT INTO Channel (id, kind, name, state, credentials, settings, healthSince, createdAt) VALUES (?, ?, ?, 'draft', ?, ?, ?6, ?6)",
  )
  const rename = sql.prepare('UPDATE Channel SET name = coalesce(?, name), settings = coalesce(?, settings) WHERE id = ?')
  const nobodys = sql.prepare('UPDATE Channel SET account = NULL WHERE id = ?')
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
      const others = credentials !== undefined
      const given = others ? validated(channel.kind, credentials) : undefined
      const rest = (): void => {
        rename.run(name ?? null, settings === undefined ? null : JSON.stringify(settings), id)
        note('channel.updated', `agent:${agent.id}`, id, {
          changed: [name && 'name', settings && 'settings', others && 'credentials'].filter(Boolean) as string[],
        })
      }
      if (others) {
        await reseal(
          id,
          (sealed) => ({ ...sealed, credentials: given }),
          () => {
            nobodys.run(id)
            heard.forget(id)
            dropSecrets.run(id)
            rest()
          },
        )
      } else await commit(rest)
      channels.forget(id)
      // Whose they are is not known by what the old ones were. Where the platform does not say now, the probe asks again.
      if (others && isOn(channel)) await commit(() => jobs.schedule('probe', id, clock.now()))
      // With what was changed, it connects anew.
      if (others || settings !== undefined) {
        void connections.end(id)
        if (isRemote(channels.get(id)))
          await commit(() => {
            effects.reconnect(id)
            health.report(id, AWAY)
          })
        else if (channel.adapter.stream && isOn(channel)) await commit(() => connect(id))
      }
    },
    check,
    async enable(agent, id) {
      await check(id)
      const channel = channels.get(id)
      // Some platforms call the webhook while it is being registered: it must answer by then.
      await commit(() => {
        health.set(channel, 'live', isRemote(channel) ? AWAY : { state: 'ok' }, `agent:${agent.id}`)
        probe.watch(id)
        if (channel.adapter.poll) jobs.schedule('poll', id, clock.now())
        if (channel.adapter.stream) connect(id)
      })
      return install(id).catch(async (error: unknown) => {
        const red: Health = {
          state: 'broken',
          code: 'install',
          text: error instanceof AdapterFault ? error.message : 'The webhook could not be registered.',
        }
        await commit(() => health.set(channels.get(id), channel.state === 'live' ? 'broken' : channel.state, red, `agent:${agent.id}`))
        return refused(error)
      })
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
        trace('warn', 'channel.remove', { channel: id, error: error instanceof AdapterFault ? error.code : String(error) })
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
