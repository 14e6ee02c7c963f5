import type { JobsRoom } from '../jobs/jobs.ts'
import type { Kit } from '../kit.ts'
import type { LogRoom } from '../log/log.ts'
import type { Readers } from '../log/readers.ts'
import { createCollector } from './files.ts'
import { createRaw } from './raw.ts'
import type { Settings } from '../settings/settings.ts'
import type { Rule } from './rules.ts'
import { RAW_DAYS, READER_DAYS, RULES, UPLOAD_DAYS } from './rules.ts'
import { createWalk } from './walk.ts'

const DAY = 86_400_000

/** Forgets, day by day and a little at a time, what nobody needs any more. To be begun inside a transaction. */
export function createRetention(
  kit: Kit,
  { jobs, log, readers, settings }: { jobs: JobsRoom; log: LogRoom; readers: Readers; settings: Settings },
): { begin(): void } {
  const { sql, clock, commit } = kit
  const planned = sql.prepare<{ one: number }>("SELECT 1 AS one FROM Job WHERE kind = 'prune' AND key = ''")
  const walk = createWalk(kit)
  const raw = createRaw(kit, { settings })
  const collect = createCollector(kit)

  /** The log ends where a reader still has to read, and never quite: the next number follows the last one that is kept. */
  async function logEnd({ days }: Rule, now: number): Promise<number> {
    const floor = await commit(() => readers.floor(now - (days + READER_DAYS) * DAY))
    return Math.min(floor, log.last() - 1)
  }

  jobs.handle('prune', async () => {
    const now = clock.now()
    await raw(now - RAW_DAYS * DAY)
    for (const rule of RULES) await walk(rule, now - rule.days * DAY, rule.table === 'LogEntry' ? await logEnd(rule, now) : undefined)
    await collect(now - UPLOAD_DAYS * DAY)
    return now + DAY
  })

  return {
    begin() {
      // A desk that sleeps and wakes all day would otherwise do nothing else.
      if (!planned.get()) jobs.schedule('prune', '', clock.now())
    },
  }
}
