import type { ChannelRow } from '../../../prisma/rows.ts'
import type { ManualStep } from '../../contract/adapter.ts'
import { notFound } from '../errors.ts'
import type { Actor, Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Heard } from './heard.ts'
import { AWAY } from './health.ts'
import type { ChannelStore } from './store.ts'

/** A step as it is kept: what is shown once only is left out. `ticked`: an admin says that it is done. */
type Kept = Omit<ManualStep, 'once'> & { ticked?: true }

/** What is left to do on the platform's side, and what of it is known to be done: `seen` by us, or `ticked` by an admin. */
export interface Setup {
  steps: (Omit<Kept, 'ticked'> & { done: 'seen' | 'ticked' | null })[]
  /** The platform has still to bring its first event: whoever writes to it may not reach us yet. */
  waits: boolean
}

/** The steps of setting a channel up, kept with it. */
export interface Checklist {
  of(channelId: string): Setup
  /** What enabling it has left to do. What was ticked stays so, where it says the same. Inside a transaction. */
  keep(channelId: string, steps: readonly ManualStep[]): void
  /** Inside a transaction. Throws `not-found`; what we see for ourselves is not ticked. */
  tick(channelId: string, code: string, done: boolean, actor: Actor): void
}

export function createChecklist(
  { sql }: Pick<Kit, 'sql'>,
  { channels, heard, log }: { channels: ChannelStore; heard: Heard; log: LogRoom },
): Checklist {
  const select = sql.prepare<Pick<ChannelRow, 'steps'>>('SELECT steps FROM Channel WHERE id = ?')
  const update = sql.prepare('UPDATE Channel SET steps = ? WHERE id = ?')

  const kept = (id: string): Kept[] => JSON.parse(select.get(id)?.steps ?? '[]') as Kept[]

  return {
    of(id) {
      const { calledAt, heardAt } = heard.of(id)
      const { state, health } = channels.get(id)
      const seen = {
        call: calledAt !== null,
        event: heardAt !== null,
        probe: state === 'live' && health.code !== AWAY.code,
      }
      const steps = kept(id).map(({ ticked, ...step }) => ({
        ...step,
        done: step.proof !== undefined && seen[step.proof] ? ('seen' as const) : ticked ? ('ticked' as const) : null,
      }))
      return { steps, waits: heardAt === null && steps.some(({ proof }) => proof === 'call' || proof === 'event') }
    },
    keep(id, steps) {
      const before = kept(id)
      const next = steps.map(({ once, value, ...step }): Kept => {
        const shown = { ...step, ...(value !== undefined && !once && { value }) }
        const same = before.find(({ code, value: old }) => code === shown.code && old === shown.value)
        return { ...shown, ...(same?.ticked && { ticked: true }) }
      })
      update.run(next.length === 0 ? null : JSON.stringify(next), id)
    },
    tick(id, code, done, actor) {
      channels.get(id)
      const steps = kept(id)
      if (!steps.some((step) => step.code === code && step.proof === undefined)) throw notFound('step')
      const next = steps.map(({ ticked, ...step }): Kept => ({ ...step, ...((step.code === code ? done : ticked) && { ticked: true }) }))
      update.run(JSON.stringify(next), id)
      log.append({ type: 'channel.updated', actor, data: { channelId: id, changed: ['steps'] } })
    },
  }
}
