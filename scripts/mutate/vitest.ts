// What tests import as `vitest` while `npm run mutate` runs them: the same words, but the tests stay in memory and can be run again and again.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, expectTypeOf, vi } from 'vitest'

type Body = (...values: never[]) => unknown
type Hook = () => unknown
type HookName = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach'

export interface Test {
  /** The file, the names around it, its own, and its place among those of one name. */
  id: string
  run: Hook
  timeoutMs: number
}

/** A file of tests, or a `describe` in one. */
export interface Suite {
  name: string
  hooks: Record<HookName, Hook[]>
  tasks: (Test | Suite)[]
}

const TEST_MS = 30_000
const HOOK_MS = 60_000

let current: Suite = suiteOf('')
let ids = new Set<string>()
let path: string[] = []
/** What the running test asked for when it is over. */
let finished: Hook[] = []

export const isSuite = (task: Test | Suite): task is Suite => 'tasks' in task

/** The tests of a file, which are collected by importing it once. */
export async function collect(file: string): Promise<Suite> {
  current = suiteOf(file)
  ids = new Set()
  path = [file]
  const suite = current
  await import(pathToFileURL(resolve(file)).href)
  return suite
}

function suiteOf(name: string): Suite {
  return { name, hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] }, tasks: [] }
}

function addTest(name: string, run: Hook, timeoutMs = TEST_MS): void {
  const plain = [...path, name].join(' > ')
  let id = plain
  for (let n = 2; ids.has(id); n++) id = `${plain} (${n})`
  ids.add(id)
  current.tasks.push({ id, run, timeoutMs })
}

function addSuite(name: string, body: Hook): void {
  const outer = current
  current = suiteOf(name)
  outer.tasks.push(current)
  path.push(name)
  body()
  path.pop()
  current = outer
}

/** `test` and `describe`, with those of their forms that the project uses. */
function words<Add extends (name: string, body: Hook, timeoutMs?: number) => void>(add: Add) {
  const word = (name: string, body: Hook, timeoutMs?: number): void => add(name, body, timeoutMs)
  const each = (rows: readonly unknown[]) => (name: string, body: Body, timeoutMs?: number) => {
    for (const [index, row] of rows.entries()) {
      const values = Array.isArray(row) ? row : [row]
      add(`${name} [${index}]`, () => Reflect.apply(body, undefined, values), timeoutMs)
    }
  }
  const skip = (): void => {}
  return Object.assign(word, { each, skip, runIf: (holds: boolean) => (holds ? word : skip) })
}

const hook = (name: HookName) => (body: Hook) => void current.hooks[name].push(body)

export const test = words(addTest)
export const it = test
export const describe = words(addSuite)
export const beforeAll = hook('beforeAll')
export const afterAll = hook('afterAll')
export const beforeEach = hook('beforeEach')
export const afterEach = hook('afterEach')
export const onTestFinished = (body: Hook): void => void finished.push(body)
export { expect, expectTypeOf, vi }

/** A test or a hook did not end in its time. */
export class Late extends Error {}

async function within(ms: number, run: Hook): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`not done in ${ms} ms`)), ms)
  })
  try {
    await Promise.race([run(), late])
  } finally {
    clearTimeout(timer)
  }
}

async function each(hooks: readonly Hook[]): Promise<void> {
  for (const one of hooks) await within(HOOK_MS, one)
}

export interface Watch {
  /** Is the test among those to be run? */
  wanted(id: string): boolean
  /** Code runs from here on for these tests; null: for none. */
  enter(ids: readonly string[] | null): void
  /** A test is over. True: stop. */
  done(id: string, error: unknown, ms: number): boolean
}

export const idsOf = (suite: Suite): string[] => suite.tasks.flatMap((task) => (isSuite(task) ? idsOf(task) : task.id))

/** Runs those tests of a suite that are wanted, with the hooks around them. True: it was stopped. */
export async function runSuite(suite: Suite, watch: Watch, before: readonly Hook[] = [], after: readonly Hook[] = []): Promise<boolean> {
  const wanted = idsOf(suite).filter(watch.wanted)
  if (wanted.length === 0) return false
  const first = [...before, ...suite.hooks.beforeEach]
  const last = [...suite.hooks.afterEach.toReversed(), ...after]
  const failAll = (error: unknown): boolean => wanted.map((id) => watch.done(id, error, 0)).includes(true)
  let stopped = false
  watch.enter(wanted)
  try {
    await each(suite.hooks.beforeAll)
    for (const task of suite.tasks) {
      if (stopped) break
      if (isSuite(task)) stopped = await runSuite(task, watch, first, last)
      else if (watch.wanted(task.id)) stopped = await runTest(task, watch, first, last)
    }
    watch.enter(wanted)
  } catch (error) {
    stopped = failAll(error)
  }
  try {
    await each(suite.hooks.afterAll.toReversed())
  } catch (error) {
    stopped = failAll(error) || stopped
  }
  watch.enter(null)
  return stopped
}

async function runTest({ id, run, timeoutMs }: Test, watch: Watch, before: readonly Hook[], after: readonly Hook[]): Promise<boolean> {
  const start = performance.now()
  let failed: unknown = null
  const attempt = async (hooks: () => Promise<void>): Promise<void> => {
    try {
      await hooks()
    } catch (error) {
      failed ??= error ?? new Error('failed')
    }
  }
  finished = []
  watch.enter([id])
  await attempt(async () => {
    await each(before)
    await within(timeoutMs, run)
  })
  await attempt(() => each([...after, ...finished.toReversed()]))
  watch.enter(null)
  return watch.done(id, failed, performance.now() - start)
}
