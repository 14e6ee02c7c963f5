import type { Health, ManualStep } from '../../contract/adapter.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import { randomSecret } from '../ids.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Acting } from '../web/roles.ts'
import type { ChannelHealth } from './health.ts'
import { type Install, refused } from './install.ts'
import type { Reseal } from './reseal.ts'
import type { ChannelStore } from './store.ts'
import { isOn, isRemote } from './store.ts'

/**
 * Gives a channel a new secret of ours, for webhooks, visitors and gateways, and tells it to the platform where the channel is on.
 * The old one counts for `keepMs` more. Returns what is left for a person to do; throws `channel-…` where the platform refused:
 * then the secret is new all the same, and enabling the channel tells it again.
 */
export type RotateSecret = (agent: Acting, channelId: string, keepMs: number) => Promise<ManualStep[]>

export function createRotateSecret(
  { clock, commit }: Pick<Kit, 'clock' | 'commit'>,
  rooms: { channels: ChannelStore; health: ChannelHealth; reseal: Reseal; install: Install; log: LogRoom },
): RotateSecret {
  const { channels, health, reseal, install, log } = rooms
  return async (agent, id, keepMs) => {
    const channel = channels.get(id)
    const next = randomSecret()
    await reseal(
      id,
      ({ credentials, hookSecret, former = [] }) => {
        const now = clock.now()
        const kept = [{ secret: hookSecret, until: now + keepMs }, ...former].filter(({ until }) => until > now)
        return { credentials, hookSecret: next, former: kept }
      },
      () => log.append({ type: 'channel.updated', actor: `agent:${agent.id}`, data: { channelId: id, changed: ['hookSecret'] } }),
    )
    channels.forget(id)
    if (!isOn(channel) && !isRemote(channel)) return []
    return install(id).catch(async (error: unknown) => {
      const text = error instanceof AdapterFault ? error.message : 'The webhook could not be registered.'
      const red: Health = { state: 'broken', code: 'install', text }
      await commit(() => health.report(id, red))
      return refused(error)
    })
  }
}
