import { within } from './pause.ts'
import type { PuppetEvents, PuppetLike } from './puppet.ts'

export type Listeners = { [E in keyof PuppetEvents]?: (payload: PuppetEvents[E]) => void }

/** Puppets wait up to five seconds for themselves. */
const STOP_MS = 15_000

/** Runs a puppet until it stops or `stop` says so. Rejects when it does not start. */
export async function runPuppet(puppet: PuppetLike, listeners: Listeners, stop: AbortSignal): Promise<void> {
  const { promise: over, resolve, reject } = Promise.withResolvers<void>()
  const end = (): void => resolve()
  for (const [event, listener] of Object.entries(listeners)) puppet.on(event as keyof PuppetEvents, listener as (payload: never) => void)
  puppet.on('stop', end)
  stop.addEventListener('abort', end)
  try {
    // Some never end starting, though they run.
    if (!stop.aborted) puppet.start().catch(reject)
    else end()
    await over
  } finally {
    stop.removeEventListener('abort', end)
    await retire(puppet)
  }
}

/** Stops a puppet for good. It says nothing more, to nobody; an error without a listener would end the process. */
async function retire(puppet: PuppetLike): Promise<void> {
  puppet.removeAllListeners()
  puppet.on('error', () => {})
  // One that was about to restart itself does so all the same.
  puppet.on('start', () => void puppet.stop().catch(() => {}))
  await within(STOP_MS, puppet.stop()).catch(() => {})
}
