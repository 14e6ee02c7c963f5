import type { Account, Health } from '../../contract/adapter.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import { DeskError } from '../errors.ts'
import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { ChannelHealth } from './health.ts'
import { PROBE_BROKEN_EVERY, stateAfter, UNREACHABLE } from './health.ts'
import type { ChannelStore } from './store.ts'
import { isOn, isRemote } from './store.ts'

/** Asks platforms whether they are still content. A broken channel that is answered again is live again. */
export interface Probe {
  /** From time to time, from now on. Inside a transaction. */
  watch(id: string): void
  /**
   * At once; what came of it is in the store then. Whoever presses while it is being asked, or shortly after, waits for the same
   * answer. Nothing where the channel is off or somebody else holds the connection: they report themselves. Throws `not-found`.
   */
  now(id: string): Promise<void>
}

const PROBE_EVERY = 10 * 60_000
/** An answer this young is good for everybody who asks, in ms: a room of agents does not use up what a platform allows. */
const YOUNG = 10_000

export function createProbe(
  { clock, commit }: Pick<Kit, 'clock' | 'commit'>,
  { channels, health, jobs }: { channels: ChannelStore; health: Pick<ChannelHealth, 'set' | 'account'>; jobs: JobsRoom },
): Probe {
  const asked = new Map<string, { at: number; answer: Promise<number | undefined> }>()

  /** When to ask again; undefined: not at all. */
  async function look(id: string): Promise<number | undefined> {
    const channel = channels.find(id)
    if (!isOn(channel) || isRemote(channel)) return undefined
    let known: Account | undefined
    const probed = channels.ctx(channel).then(async (ctx) => {
      // With credentials that are new: whose are they?
      if (channel.account === null) known = await channel.adapter.setup.check(ctx)
      return channel.adapter.setup.probe(ctx, channels.hookUrl(id))
    })
    const found = await probed.catch((error: unknown): Health => {
      // A `DeskError`: the credentials lie sealed under another secret.
      if (error instanceof DeskError || (error instanceof AdapterFault && error.code === 'auth'))
        return { state: 'broken', code: 'auth', text: error.message }
      return { state: 'warn', code: UNREACHABLE, text: error instanceof AdapterFault ? error.message : 'The platform could not be asked.' }
    })
    return commit(() => {
      // Asking took time: an admin may have paused or deleted it meanwhile.
      const now = channels.find(id)
      if (!isOn(now)) return undefined
      if (known && now.account === null) health.account(id, known)
      const next = stateAfter(found, now.state)
      if (next !== now.state || found.state !== now.health.state || found.code !== now.health.code) health.set(now, next, found, 'system')
      return clock.now() + (next === 'broken' ? PROBE_BROKEN_EVERY : PROBE_EVERY)
    })
  }

  function ask(id: string): Promise<number | undefined> {
    const answer = look(id)
    asked.set(id, { at: clock.now(), answer })
    return answer
  }

  jobs.handle('probe', ({ key }) => ask(key))

  return {
    watch: (id) => jobs.schedule('probe', id, clock.now() + PROBE_EVERY),
    async now(id) {
      channels.get(id)
      const last = asked.get(id)
      await (last && clock.now() - last.at < YOUNG ? last.answer : ask(id))
    },
  }
}
