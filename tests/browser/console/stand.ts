import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { ConsoleHub, ConsoleHubOptions } from './hub.ts'
import { startConsoleHub } from './hub.ts'
import type { Studio, Visit, VisitOptions } from './visit.ts'
import { openStudio, visit } from './visit.ts'

// For a file of tests: a browser, and for each test a hub and whoever comes to its console.

let studio: Studio
let running: ConsoleHub | undefined
const visits: Visit[] = []
export let hub: ConsoleHub
/** Whoever came last. */
export let v: Visit

/** Another hub in place of the one there is. */
export async function openHub(options?: ConsoleHubOptions): Promise<void> {
  await end()
  hub = running = await startConsoleHub(studio.folder, options)
}

async function end(): Promise<void> {
  await running?.stop()
  running = undefined
}

export async function come(options?: VisitOptions): Promise<Visit> {
  v = await visit(studio, hub, options)
  visits.push(v)
  return v
}

export const poll = <T>(fn: () => T | Promise<T>) => expect.poll(fn, { timeout: 15_000, interval: 20 })

/** `options`: of the hub that each test finds; null: each begins its own. `browser`: as of `openStudio`. No page may complain of anything. */
export function stand(options: ConsoleHubOptions | null = {}, browser?: { whole: boolean }): void {
  beforeAll(async () => {
    studio = await openStudio(browser)
  })
  afterAll(() => studio.close())
  if (options) beforeEach(() => openHub(options))
  afterEach(async () => {
    const all = visits.splice(0)
    expect(all.flatMap(({ complaints }) => complaints)).toEqual([])
    for (const one of all) await one.close()
    await end()
  })
}
