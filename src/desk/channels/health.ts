import type { Account, Health } from '../../contract/adapter.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import { DeskError } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Settings } from '../settings/settings.ts'
import type { ChannelEffects } from './effects.ts'
import type { ChannelInfo, ChannelState, ChannelStore } from './store.ts'
import { isOn, isRemote } from './store.ts'

/** How channels are: what a platform, a connection or an admin says of them. Everything but `probe` inside a transaction. */
export interface ChannelHealth {
  /** Where a channel stands from now on. One that is live again sends what has waited. */
  set(channel: ChannelInfo, next: ChannelState, health: Health, actor: Actor): void
  /** Who is at the other end. */
  account(id: string, account: Account): void
  /** The platform refused our credentials. */
  broken(id: string, fault: AdapterFault): void
  /** How the connection of a channel is, and who is at its other end. */
  report(id: string, health: Health, account?: Account): void
  /** Nothing is heard any more of who holds the connection elsewhere. */
  away(id: string): void
  /** What they said last, while the light shows that nothing is heard of them. */
  unheard(id: string): Health | undefined
  /** Asks the platform from time to time whether it is still content. */
  watch(id: string): void
}

const PROBE_EVERY = 10 * 60_000
const PROBE_BROKEN_EVERY = 60_000
const UNREACHABLE = 'unreachable'
/** Until a gateway has said that it is there, nobody is. */
export const AWAY: Health = { state: 'broken', code: 'gateway-away' }
/** The platform takes no call, from us or for this account: what is to be sent waits. */
const STOPS = ['auth', 'signed-out', 'address-refused', 'account-missing', 'permission-missing']

/**
 * Refused credentials and the like stop all sending; whatever else is wrong turns the light red and lets answers go. A platform
 * that could not be asked says nothing about them.
 */
function stateAfter({ code = '' }: Health, before: ChannelState): ChannelState {
  if (STOPS.includes(code)) return 'broken'
  return code === UNREACHABLE ? before : 'live'
}

export function createChannelHealth(
  { sql, clock, commit }: Pick<Kit, 'sql' | 'clock' | 'commit'>,
  rooms: { channels: ChannelStore; log: LogRoom; jobs: JobsRoom; settings: Settings; effects: Pick<ChannelEffects, 'wentLive'> },
): ChannelHealth {
  const { channels, log, jobs, settings } = rooms
  const setAccount = sql.prepare('UPDATE Channel SET account = ? WHERE id = ?')
  const setState = sql.prepare(
    'UPDATE Channel SET state = ?1, advice = ?2, healthSince = CASE WHEN state = ?1 AND advice IS ?2 THEN healthSince ELSE ?3 END WHERE id = ?4',
  )

  function set({ id, state }: ChannelInfo, next: ChannelState, health: Health, actor: Actor): void {
    setState.run(next, health.state === 'ok' ? null : JSON.stringify(health), clock.now(), id)
    const data = { channelId: id, state: next, health: health.state, ...(health.code !== undefined && { code: health.code }) }
    log.append({ type: 'channel.updated', actor, data })
    // The rooms above look at the store: it has to know before they do.
    channels.forget(id)
    if (next === 'live' && state !== 'live') rooms.effects.wentLive(id)
  }

  function account(id: string, known: Account): void {
    setAccount.run(JSON.stringify(known), id)
    channels.forget(id)
  }

  const lastWord = (id: string): string => `health:${id}`

  function show(channel: ChannelInfo, health: Health): void {
    set(channel, stateAfter(health, channel.state), health, 'system')
  }

  /** Looks after one channel: is the platform still content? A broken one that answers again is live again. */
  jobs.handle('probe', async ({ key: id }) => {
    const channel = channels.find(id)
    // Of a connection that somebody else holds, they report themselves.
    if (!isOn(channel) || isRemote(channel)) return
    let known: Account | undefined
    const asked = channels.ctx(channel).then(async (ctx) => {
      // With credentials that are new: whose are they?
      if (channel.account === null) known = await channel.adapter.setup.check(ctx)
      return channel.adapter.setup.probe(ctx, channels.hookUrl(id))
    })
    const health = await asked.catch((error: unknown): Health => {
      // A `DeskError`: the credentials lie sealed under another secret.
      if (error instanceof DeskError || (error instanceof AdapterFault && error.code === 'auth'))
        return { state: 'broken', code: 'auth', text: error.message }
      return { state: 'warn', code: UNREACHABLE, text: error instanceof AdapterFault ? error.message : 'The platform could not be asked.' }
    })
    return commit(() => {
      // Asking took time: an admin may have paused or deleted it meanwhile.
      const now = channels.find(id)
      if (!isOn(now)) return undefined
      if (known && now.account === null) account(id, known)
      const next = stateAfter(health, now.state)
      if (next !== now.state || health.state !== now.health.state || health.code !== now.health.code) set(now, next, health, 'system')
      return clock.now() + (next === 'broken' ? PROBE_BROKEN_EVERY : PROBE_EVERY)
    })
  })

  return {
    set,
    account,
    broken(id, fault) {
      const channel = channels.find(id)
      // What an admin has paused stays so, whatever a call that was under way brings.
      if (channel?.state !== 'live') return
      set(channel, 'broken', { state: 'broken', code: fault.code, text: fault.message }, 'system')
      jobs.schedule('probe', id, clock.now() + PROBE_BROKEN_EVERY)
    },
    report(id, health, known) {
      const channel = channels.find(id)
      if (!isOn(channel)) return
      if (known) account(id, known)
      if (isRemote(channel)) settings.put(lastWord(id), { ...health })
      show(channel, health)
    },
    away(id) {
      const channel = channels.find(id)
      if (isOn(channel)) show(channel, AWAY)
    },
    unheard(id) {
      const channel = channels.find(id)
      if (!isOn(channel) || channel.health.code !== AWAY.code) return undefined
      const word = settings.get(lastWord(id)) as Health | undefined
      return word?.code === AWAY.code ? undefined : word
    },
    watch: (id) => jobs.schedule('probe', id, clock.now() + PROBE_EVERY),
  }
}
