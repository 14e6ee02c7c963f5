import type { Account, Health, ManualStep } from '../../../adapters/adapter.ts'
import { AdapterFault } from '../../../adapters/adapter.ts'
import type { Json } from '../../model/events.ts'
import type { Acting } from '../agents/roles.ts'
import { demand } from '../agents/roles.ts'
import { DeskError } from '../errors.ts'
import { randomId, randomSecret } from '../ids.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom, LogType } from '../log/log.ts'
import type { ChannelInfo, ChannelState, ChannelStore } from './store.ts'
import { gatewayStep } from './gateway-step.ts'
import { adapterOf, isRemote } from './store.ts'
import type { Streams } from './streams.ts'

export interface NewChannel {
  kind: string
  name: string
  credentials: unknown
  settings: { [key: string]: Json }
}

/** What admins do with channels. All demand the role admin and leave a log entry. */
export interface ChannelCommands {
  create(agent: Acting, channel: NewChannel): Promise<string>
  change(agent: Acting, id: string, change: Partial<Omit<NewChannel, 'kind'>>): Promise<void>
  /** Asks the platform who the credentials are. Throws `channel-auth` and the like with the platform's words. */
  check(agent: Acting, id: string): Promise<Account>
  /** Checks, registers the webhook and takes messages from then on. What is left for the admin to click is returned. */
  enable(agent: Acting, id: string): Promise<ManualStep[]>
  pause(agent: Acting, id: string): Promise<void>
  remove(agent: Acting, id: string): Promise<void>
  /** Inside a transaction: the platform refused our credentials. */
  broken(id: string, fault: AdapterFault): void
  /** Inside a transaction: how the connection of a channel is, and who is at its other end. */
  report(id: string, health: Health, account?: Account): void
}

const PROBE_EVERY = 10 * 60_000
const PROBE_BROKEN_EVERY = 60_000
const ANSWER_TRIES = 4
const UNREACHABLE = 'unreachable'
/** Nobody is signed in at the platform: what is to be sent waits, as with refused credentials. */
const SIGNED_OUT = 'signed-out'

/**
 * Refused credentials stop all sending; whatever else is wrong turns the light red and lets answers go. A platform that
 * could not be asked says nothing about them.
 */
function stateAfter({ code }: Health, before: ChannelState): ChannelState {
  if (code === 'auth' || code === SIGNED_OUT) return 'broken'
  return code === UNREACHABLE ? before : 'live'
}

export function createChannelCommands(
  kit: Kit,
  rooms: { channels: ChannelStore; log: LogRoom; jobs: JobsRoom; unpark: (channelId: string) => void; streams: () => Streams },
): ChannelCommands {
  const { sql, clock, seal, commit, log: say } = kit
  const { channels, log, jobs } = rooms
  const insert = sql.prepare(
    "INSERT INTO Channel (id, kind, name, state, credentials, settings, healthSince, createdAt) VALUES (?, ?, ?, 'draft', ?, ?, ?6, ?6)",
  )
  const rename = sql.prepare(
    'UPDATE Channel SET name = coalesce(?, name), settings = coalesce(?, settings), credentials = coalesce(?, credentials) WHERE id = ?',
  )
  const setAccount = sql.prepare('UPDATE Channel SET account = ? WHERE id = ?')
  const setState = sql.prepare(
    'UPDATE Channel SET state = ?1, advice = ?2, healthSince = CASE WHEN state = ?1 AND advice IS ?2 THEN healthSince ELSE ?3 END WHERE id = ?4',
  )
  const remove = sql.prepare("UPDATE Channel SET deletedAt = ?, state = 'paused', credentials = x'', cursor = NULL WHERE id = ?")
  const failSends = sql.prepare(
    `UPDATE Message SET state = 'failed', errorCode = 'gone', errorText = 'The channel was deleted.'
     WHERE id IN (SELECT messageId FROM Segment WHERE open > 0 AND channelId = ? AND state = 'queued')`,
  )
  const cancelSends = sql.prepare(
    "UPDATE Segment SET state = 'cancelled', open = NULL, dueAt = NULL WHERE open > 0 AND channelId = ? AND state = 'queued'",
  )
  const dropSecrets = sql.prepare("DELETE FROM Secret WHERE key >= ?1 || ':' AND key < ?1 || ';'")

  const note = (type: LogType, actor: Actor, id: string, data: { [key: string]: Json }): void =>
    log.append({ type, actor, data: { channelId: id, ...data } })

  function state(channel: ChannelInfo, next: ChannelState, health: Health, actor: Actor): void {
    const advice = health.state === 'ok' ? null : JSON.stringify(health)
    setState.run(next, advice, clock.now(), channel.id)
    note('channel.updated', actor, channel.id, {
      state: next,
      health: health.state,
      ...(health.code === undefined ? {} : { code: health.code }),
    })
    if (next === 'live' && channel.state !== 'live') {
      // The rooms above look at the store: it has to know before they do.
      channels.forget(channel.id)
      rooms.unpark(channel.id)
    }
    channels.forget(channel.id)
  }

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
    await commit(() => setAccount.run(JSON.stringify(account), id))
    channels.forget(id)
    return account
  }

  /** Looks after one channel: is the platform still content? A broken one that answers again is live again. */
  jobs.handle('probe', async ({ key: id }) => {
    const channel = channels.find(id)
    // Of a connection that somebody else holds, they report themselves.
    if (!channel || isRemote(channel) || (channel.state !== 'live' && channel.state !== 'broken')) return
    const asked = channels.ctx(channel).then((ctx) => channel.adapter.setup.probe(ctx, channels.hookUrl(id)))
    const health = await asked.catch((error: unknown): Health => {
      // A `DeskError`: the credentials lie sealed under another secret.
      if (error instanceof DeskError || (error instanceof AdapterFault && error.code === 'auth'))
        return { state: 'broken', code: 'auth', text: error.message }
      return { state: 'warn', code: UNREACHABLE, text: error instanceof AdapterFault ? error.message : 'The platform could not be asked.' }
    })
    return commit(() => {
      // Asking took time: an admin may have paused or deleted it meanwhile.
      const now = channels.find(id)
      if (!now || (now.state !== 'live' && now.state !== 'broken')) return undefined
      const next = stateAfter(health, now.state)
      if (next !== now.state || health.state !== now.health.state || health.code !== now.health.code) state(now, next, health, 'system')
      return clock.now() + (next === 'broken' ? PROBE_BROKEN_EVERY : PROBE_EVERY)
    })
  })

  jobs.handle('answer-press', async ({ data, attempts }) => {
    // By then the platform has stopped waiting for it.
    if (attempts >= ANSWER_TRIES) return
    const { channelId, answer } = data as { channelId: string; answer: string }
    const channel = channels.find(channelId)
    if (channel?.state === 'live') await channel.adapter.answerPress?.(await channels.ctx(channel), answer)
  })

  return {
    async create(agent, { kind, name, credentials, settings }) {
      demand(agent, 'admin')
      const sealed = await seal.seal({ credentials: validated(kind, credentials), hookSecret: randomSecret() })
      const id = randomId()
      await commit(() => {
        insert.run(id, kind, name, sealed, JSON.stringify(settings), clock.now())
        note('channel.created', `agent:${agent.id}`, id, { kind, name })
      })
      return id
    },
    async change(agent, id, { name, settings, credentials }) {
      demand(agent, 'admin')
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
      // With what was changed, it connects anew.
      if (channel.adapter.stream && (sealed || settings !== undefined)) {
        rooms.streams().ended(id)
        if (channel.state === 'live' || channel.state === 'broken') await commit(() => rooms.streams().opened(id))
      }
    },
    async check(agent, id) {
      demand(agent, 'admin')
      return check(id)
    },
    async enable(agent, id) {
      demand(agent, 'admin')
      await check(id)
      const channel = channels.get(id)
      const ctx = await channels.ctx(channel)
      // Some platforms call the webhook while it is being registered: it must answer by then.
      await commit(() => {
        // Until a gateway has said that it is there, nobody is.
        const health: Health = isRemote(channel) ? { state: 'broken', code: 'gateway-away' } : { state: 'ok' }
        state(channel, 'live', health, `agent:${agent.id}`)
        jobs.schedule('probe', id, clock.now() + PROBE_EVERY)
        if (channel.adapter.poll) jobs.schedule('poll', id, clock.now())
        if (channel.adapter.stream) rooms.streams().opened(id)
      })
      if (isRemote(channel)) return [gatewayStep(kit.publicUrl, `${id}.${ctx.hookSecret}`)]
      try {
        const steps = await channel.adapter.setup.install(ctx, channels.hookUrl(id))
        return steps === 'done' ? [] : steps
      } catch (error) {
        const health: Health = {
          state: 'broken',
          code: 'install',
          text: error instanceof AdapterFault ? error.message : 'The webhook could not be registered.',
        }
        await commit(() => state(channels.get(id), channel.state === 'live' ? 'broken' : channel.state, health, `agent:${agent.id}`))
        return refused(error)
      }
    },
    async pause(agent, id) {
      demand(agent, 'admin')
      const channel = channels.get(id)
      if (channel.state !== 'paused') await commit(() => state(channel, 'paused', { state: 'ok' }, `agent:${agent.id}`))
      rooms.streams().ended(id)
    },
    async remove(agent, id) {
      demand(agent, 'admin')
      const channel = channels.get(id)
      try {
        await channel.adapter.setup.remove(await channels.ctx(channel))
      } catch (error) {
        // The account may be gone already, which is no reason to keep the channel.
        say('warn', 'channel.remove', { channel: id, error: error instanceof AdapterFault ? error.code : String(error) })
      }
      await commit(() => {
        remove.run(clock.now(), id)
        failSends.run(id)
        cancelSends.run(id)
        dropSecrets.run(id)
        for (const kind of ['probe', 'poll', 'poll-now', 'stream']) jobs.cancel(kind, id)
        note('channel.deleted', `agent:${agent.id}`, id, {})
      })
      channels.forget(id)
      rooms.streams().ended(id)
    },
    report(id, health, account) {
      const channel = channels.find(id)
      if (!channel || (channel.state !== 'live' && channel.state !== 'broken')) return
      if (account) {
        setAccount.run(JSON.stringify(account), id)
        channels.forget(id)
      }
      state(channels.get(id), stateAfter(health, channel.state), health, 'system')
    },
    broken(id, fault) {
      const channel = channels.find(id)
      // What an admin has paused stays so, whatever a call that was under way brings.
      if (channel?.state !== 'live') return
      state(channel, 'broken', { state: 'broken', code: fault.code, text: fault.message }, 'system')
      jobs.schedule('probe', id, clock.now() + PROBE_BROKEN_EVERY)
    },
  }
}
