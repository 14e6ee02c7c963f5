// Runs the tests that Stryker asks for in a process that stays, so that a change costs what its tests cost: starting a process and loading
// the desk takes seconds, most tests a few hundredths of one.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { enableCompileCache, registerHooks } from 'node:module'
import type { InstrumenterContext } from '@stryker-mutator/api/core'
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import type { MutantRunOptions, TestResult, TestRunner } from '@stryker-mutator/api/test-runner'
import { determineHitLimitReached, DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import type { Suite } from './vitest.ts'
import { collect, Late, runSuite } from './vitest.ts'

/** Every k-th change is tried. */
const STEP = Number(process.env['MUTATE_SAMPLE'] ?? 1)
/** So many files of tests of other rooms are asked, at most. */
const OTHERS = Number(process.env['MUTATE_OTHERS'] || Number.POSITIVE_INFINITY)
/** How long each test took, for processes that come later. The folder of work is the copy. */
const TIMES = 'mutate-times.json'

/** Is the change among those that are tried? The others count as nothing. */
export const isSampled = (id: string): boolean => Number(id) % STEP === 0

const words = (name: string): string[] => (process.env[name] ?? '').split(' ').filter(Boolean)

const fileOf = (id: string): string => id.split(' > ', 1)[0] ?? ''

/** Of a desk's room or an adapter, whether of the code or of the tests. */
const roomOf = (file: string): string | undefined => /(?:desk|adapters)\/([^/]+)\//.exec(file)?.[1]

/** What the instrumented code reads and writes. */
const state: InstrumenterContext = {}

function prepare(): void {
  enableCompileCache()
  Object.assign(globalThis, { __stryker__: state, __vitest_worker__: { config: { fakeTimers: {} } } })
  const here = new URL('vitest.ts', import.meta.url).href
  registerHooks({
    resolve(name, context, next) {
      if (name === 'vitest' && context.parentURL !== here) return { url: here, shortCircuit: true }
      const found = next(name, context)
      // What helps tests may keep something for one file: each has its own copy, by an address of its own.
      const of = context.parentURL && /\?of=(.+)|\/([^/?]+\.test\.ts)$/.exec(context.parentURL)
      return of && /\/tests\/.*\.ts$/.test(found.url) ? { ...found, url: `${found.url}?of=${of[1] ?? of[2]}` } : found
    },
  })
}

/** Time in which nothing happens, between files of tests: what is limited by the minute and the process is not limited by the file before. */
function createPause(): () => void {
  let passed = 0
  const now = Date.now
  const later = () => now() + passed
  globalThis.Date = new Proxy(Date, {
    construct: (target, values, self) => Reflect.construct(target, values.length === 0 ? [later()] : values, self),
    get: (target, name) => (name === 'now' ? later : Reflect.get(target, name)),
  })
  return () => void (passed += 61_000)
}

function createRunner(): TestRunner {
  const suites = new Map<string, Suite>()
  let pause = (): void => {}
  let times: Record<string, number> | undefined
  /** How many changes of a file of code a file of tests has noticed. */
  const noticed = new Map<string, number>()
  /** Whether the code has been loaded, and then whether with a change in what runs as it is loaded. */
  let loaded: 'no' | 'plain' | 'changed' = 'no'
  /** Something that did not end may still be under way. */
  let stale = false
  let stray: unknown = null

  async function suiteOf(file: string): Promise<Suite> {
    const suite = suites.get(file) ?? (await collect(file))
    suites.set(file, suite)
    return suite
  }

  /** One file. */
  async function run(suite: Suite, wanted: (id: string) => boolean, results: TestResult[], bail: boolean): Promise<boolean> {
    pause()
    stray = null
    const stopped = await runSuite(suite, {
      wanted,
      enter(ids) {
        if (ids === null) delete state.currentTestId
        else state.currentTestId = ids.join('\n')
      },
      done(id, error, timeSpentMs) {
        if (error instanceof Late) stale = true
        const failure = error ?? stray
        const told = { id, name: id, timeSpentMs }
        if (failure === null) results.push({ ...told, status: TestStatus.Success })
        else results.push({ ...told, status: TestStatus.Failed, failureMessage: String(failure) })
        return bail && failure !== null
      },
    })
    await new Promise(setImmediate)
    return stopped
  }

  /** The room's own first, then those that have noticed other changes of this file of code, then the quick ones; of others as many as were asked for. */
  function ordered(files: Iterable<string>, ids: ReadonlySet<string> | null, code: string): string[] {
    times ??= existsSync(TIMES) ? JSON.parse(readFileSync(TIMES, 'utf8')) : {}
    const costs = new Map([...files].map((file) => [file, 0]))
    for (const [id, ms] of Object.entries(times ?? {})) {
      const file = fileOf(id)
      if (costs.has(file) && (ids === null || ids.has(id))) costs.set(file, (costs.get(file) ?? 0) + ms)
    }
    const room = roomOf(code)
    const costOf = (file: string): number => (costs.get(file) ?? 0) / (1 + 10 * (noticed.get(`${code} ${file}`) ?? 0))
    const { own = [], other = [] } = Object.groupBy(costs.keys(), (file) => (roomOf(file) === room ? 'own' : 'other'))
    const sorted = (some: string[]): string[] => some.toSorted((one, two) => costOf(one) - costOf(two))
    return [...sorted(own), ...sorted(other).slice(0, OTHERS)]
  }

  const all = (): string[] => globSync(words('MUTATE_TESTS'), { exclude: ['**/*-speed.test.ts'] }).toSorted()

  async function runMutant({ activeMutant, testFilter, hitLimit, mutantActivation }: MutantRunOptions): Promise<TestResult[]> {
    const ids = testFilter ? new Set(testFilter) : null
    const files = ids ? new Set([...ids].map(fileOf)) : all()
    const results: TestResult[] = []
    Object.assign(state, { hitCount: 0, hitLimit })
    for (const file of ordered(files, ids, activeMutant.fileName)) {
      if (mutantActivation === 'static') state.activeMutant = activeMutant.id
      else delete state.activeMutant
      const suite = await suiteOf(file)
      state.activeMutant = activeMutant.id
      if (!(await run(suite, (id) => ids?.has(id) ?? true, results, true))) continue
      const name = `${activeMutant.fileName} ${file}`
      noticed.set(name, (noticed.get(name) ?? 0) + 1)
      break
    }
    return results
  }

  return {
    // The process is what is loaded anew, see below.
    capabilities: () => ({ reloadEnvironment: true }),
    async init() {
      prepare()
      pause = createPause()
      for (const event of ['unhandledRejection', 'uncaughtException'] as const) process.on(event, (error: unknown) => (stray = error))
    },
    async dryRun() {
      const tests: TestResult[] = []
      loaded = 'plain'
      for (const file of all()) await run(await suiteOf(file), () => true, tests, false)
      writeFileSync(TIMES, JSON.stringify(Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]))))
      const mutantCoverage = { static: state.mutantCoverage?.static ?? {}, perTest: byTest(state.mutantCoverage?.perTest ?? {}) }
      return { status: DryRunStatus.Complete, tests, mutantCoverage }
    },
    async mutantRun(options) {
      if (!isSampled(options.activeMutant.id)) return { status: MutantRunStatus.Survived, nrOfTests: 0 }
      const changed = options.mutantActivation === 'static'
      // Refused, so that Stryker asks a new process.
      if (stale || loaded === 'changed' || (changed && loaded !== 'no')) throw new Error('not with what is loaded here')
      loaded = changed ? 'changed' : 'plain'
      try {
        const tests = await runMutant(options)
        const endless = determineHitLimitReached(state.hitCount, options.hitLimit)
        if (stale && !endless) return { status: MutantRunStatus.Timeout, reason: 'a test did not end' }
        return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests })
      } catch (error) {
        // A file that cannot be loaded any more.
        return { status: MutantRunStatus.Killed, killedBy: [], nrOfTests: 0, failureMessage: String(error) }
      } finally {
        delete state.activeMutant
      }
    },
  }
}

/** What hooks around several tests come by, each of these comes by. */
function byTest(found: Record<string, Record<string, number>>): Record<string, Record<string, number>> {
  const tests: Record<string, Record<string, number>> = {}
  for (const [ids, hits] of Object.entries(found)) {
    for (const id of ids.split('\n')) {
      const known = (tests[id] ??= {})
      for (const [mutant, count] of Object.entries(hits)) known[mutant] = (known[mutant] ?? 0) + count
    }
  }
  return tests
}

/** Read by Stryker, which imports this file. @public */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'resident', createRunner)]
