import type { Account, AdapterFault, Health } from '../../contract/adapter.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Settings } from '../settings/settings.ts'
import type { ChannelEffects } from './effects.ts'
import type { ChannelInfo, ChannelState, ChannelStore } from './store.ts'
import { isOn, isRemote } from './store.ts'

/** How channels are: what a platform, a connection or an admin says of them. All of it inside a transaction. */
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
}

/** How soon a channel that is broken is asked about again, in ms. */
export const PROBE_BROKEN_EVERY = 60_000
/** The platform could not be asked, which says nothing about the credentials. */
export const UNREACHABLE = 'unreachable'
/** Until a gateway has said that it is there, nobody is. */
export const AWAY: Health = { state: 'broken', code: 'gateway-away' }
/** The platform takes no call, from us or for this account: what is to be sent waits. */
const STOPS = ['auth', 'signed-out', 'address-refused', 'account-missing', 'permission-missing']

/**
 * Refused credentials and the like stop all sending; whatever else is wrong turns the light red and lets answers go. A platform
 * that could not be asked says nothing about them.
 */
export function stateAfter({ code = '' }: Health, before: ChannelState): ChannelState {
  if (STOPS.includes(code)) return 'broken'
  return code === UNREACHABLE ? before : 'live'
}

const lastWord = (id: string): string => `health:${id}`

/** When a channel is deleted: what its gateway said last goes with it. */
export const forgetWord =
  (settings: Settings): ChannelEffects['deleted'] =>
  (id) =>
    settings.drop(lastWord(id))

export function createChannelHealth(
  { sql, clock }: Pick<Kit, 'sql' | 'clock'>,
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

  function show(channel: ChannelInfo, health: Health): void {
    set(channel, stateAfter(health, channel.state), health, 'system')
  }

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
  }
}
