import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Job, JobsRoom } from '../../../../src/desk/jobs/jobs.ts'
import { createJobs } from '../../../../src/desk/jobs/jobs.ts'
import type { Kit } from '../../../../src/desk/kit.ts'
import { migrations } from '../../../../prisma/migrations/index.ts'
import { migrate } from '../../../../src/runtime/migrate.ts'
import { openNodeSql } from '../../../../src/node/sql.ts'
import type { Sql } from '../../../../src/ports/sql.ts'
import { DAY, HOUR, MINUTE, SECOND, createTestClock } from '../../../support/clock.ts'
import type { TestClock } from '../../../support/clock.ts'
import { until } from '../../../support/wait.ts'

let sql: Sql
let clock: TestClock
let jobs: JobsRoom
let done: Job[]
beforeEach(async () => {
  sql = openNodeSql({ path: ':memory:' })
  await migrate(sql, migrations)
  clock = createTestClock()
  const kit = { sql, clock, commit: sql.commit.bind(sql), trace: () => {} } as unknown as Kit
  jobs = createJobs(kit, () => {})
  done = []
  jobs.handle('note', async (job) => void done.push(job))
})
afterEach(() => sql.close())

const schedule = (kind: string, key: string, dueAt: number, data?: { [key: string]: string }): Promise<void> =>
  sql.commit(() => jobs.schedule(kind, key, dueAt, data))
const rows = () => sql.prepare('SELECT kind, key, dueAt, attempts FROM Job ORDER BY id').all()

async function pass(ms: number): Promise<void> {
  clock.forward(ms)
  jobs.run()
  await jobs.idle()
}

describe('a job', () => {
  test('is done at its time, once, and is gone', async () => {
    await schedule('note', 'a', clock.now() + MINUTE, { x: 'y' })
    await pass(MINUTE - 1)
    expect(done).toEqual([])
    await pass(1)
    expect(done).toMatchObject([{ key: 'a', data: { x: 'y' }, attempts: 0 }])
    expect(rows()).toEqual([])
    await pass(DAY)
    expect(done).toHaveLength(1)
  })

  test('of one kind and key is one, at the earlier time', async () => {
    const now = clock.now()
    await schedule('note', 'a', now + HOUR)
    await schedule('note', 'a', now + MINUTE)
    await schedule('note', 'a', now + DAY)
    await schedule('note', 'b', now + DAY)
    expect(rows()).toMatchObject([{ key: 'a', dueAt: now + MINUTE }, { key: 'b' }])
    expect(jobs.next()).toBeLessThanOrEqual(now + MINUTE)
  })

  test('that was called off is not done', async () => {
    await schedule('note', 'a', clock.now())
    await sql.commit(() => jobs.cancel('note', 'a'))
    await pass(HOUR)
    expect(done).toEqual([])
  })

  test('of a command that was undone is not there', async () => {
    const undone = sql.commit(() => {
      jobs.schedule('note', 'a', clock.now())
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    await pass(HOUR)
    expect(done).toEqual([])
  })

  test('that names a time is done again then', async () => {
    let runs = 0
    jobs.handle('again', async () => ((runs += 1) < 3 ? clock.now() + HOUR : undefined))
    await schedule('again', '', clock.now())
    await pass(0)
    expect(rows()).toMatchObject([{ dueAt: clock.now() + HOUR, attempts: 0 }])
    await pass(HOUR)
    await pass(HOUR)
    expect(runs).toBe(3)
    expect(rows()).toEqual([])
  })

  test('that fails is tried again, less and less often, in the end once a day', async () => {
    jobs.handle('broken', () => Promise.reject(new Error('no luck')))
    await schedule('broken', '', clock.now())
    const waits: number[] = []
    for (let tries = 0; tries < 14; tries += 1) {
      await pass(0)
      const [row] = sql.prepare<{ dueAt: number; error: string }>('SELECT dueAt, error FROM Job').all()
      expect(row?.error).toContain('no luck')
      waits.push(row!.dueAt - clock.now())
      clock.set(row!.dueAt)
    }
    expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8].map((seconds) => seconds * SECOND))
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits)
    expect(waits.at(-1)).toBe(DAY)
  })

  test('without anybody who knows it stays, and harms nobody', async () => {
    await schedule('from a newer version', 'x', clock.now())
    await schedule('note', 'a', clock.now())
    await pass(0)
    expect(done).toHaveLength(1)
    expect(rows()).toMatchObject([{ kind: 'from a newer version', attempts: 1 }])
  })

  test('that runs long is not started twice, and many do not run all at once', async () => {
    let [running, most, runs] = [0, 0, 0]
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    jobs.handle('long', async () => {
      runs += 1
      most = Math.max(most, (running += 1))
      await gate
      running -= 1
    })
    for (let key = 0; key < 40; key += 1) await schedule('long', String(key), clock.now())
    jobs.run()
    jobs.run()
    await until(() => running > 0)
    // With no place free nobody has to be woken: whoever ends looks for the next.
    expect(jobs.next()).toBeNull()
    release()
    for (let round = 0; round < 10; round += 1) await pass(0)
    expect(most).toBeLessThanOrEqual(16)
    expect(runs).toBe(40)
    expect(rows()).toEqual([])
  })

  test('asked for again while it runs, it runs again', async () => {
    let runs = 0
    let release = (): void => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    jobs.handle('look', async () => {
      runs += 1
      await gate
    })
    await schedule('look', '', clock.now())
    jobs.run()
    await until(() => runs === 1)
    await schedule('look', '', clock.now() + MINUTE)
    release()
    await jobs.idle()
    await pass(MINUTE)
    expect(runs).toBe(2)
  })
})
