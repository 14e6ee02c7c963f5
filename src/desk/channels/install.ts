import type { ManualStep } from '../../contract/adapter.ts'
import { AdapterFault } from '../../contract/adapter.ts'
import { DeskError } from '../errors.ts'
import type { Kit } from '../kit.ts'
import type { Checklist } from './checklist.ts'
import { gatewaySteps } from './gateway-step.ts'
import type { ChannelStore } from './store.ts'
import { isRemote } from './store.ts'

/** The platform's refusal as an answer to the admin: `channel-…`, with the platform's words. */
export function refused(error: unknown): never {
  if (!(error instanceof AdapterFault)) throw error
  throw new DeskError(`channel-${error.code}`, 422, error.message, { platformCode: error.platformCode })
}

/** Tells the platform where we are, and our secret; returns what is left for a person to do, which is kept with the channel. Throws what the platform throws. */
export type Install = (channelId: string) => Promise<ManualStep[]>

export function createInstall(
  { publicUrl, commit }: Pick<Kit, 'publicUrl' | 'commit'>,
  { channels, checklist }: { channels: ChannelStore; checklist: Pick<Checklist, 'keep'> },
): Install {
  async function kept(id: string, steps: ManualStep[]): Promise<ManualStep[]> {
    await commit(() => checklist.keep(id, steps))
    return steps
  }

  return async function install(id) {
    const channel = channels.get(id)
    const ctx = await channels.ctx(channel)
    if (isRemote(channel)) return kept(id, gatewaySteps(publicUrl, `${id}.${ctx.hookSecret}`))
    const steps = await channel.adapter.setup.install(ctx, channels.hookUrl(id))
    // Replaced meanwhile, it is the new one that the platform has to keep, whichever it heard last.
    if ((await channels.secrets(id)).hookSecret !== ctx.hookSecret) return install(id)
    return kept(id, steps === 'done' ? [] : steps)
  }
}
