// `npm run mutate [FILE or FOLDER …]`: changes the code in small ways, one at a time in a copy, and names those that no
// test notices. Without arguments: what differs from main. `--own`: a room's own tests alone, which is quicker and says less.
// A timeout counts as noticed, and how many there were is said: run it on a quiet machine.
import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import { Stryker } from '@stryker-mutator/core'

interface Area {
  files: RegExp
  /** The tests that are asked first, and those that are asked about what the first missed. `$1`: the room. */
  tests: readonly (readonly string[])[]
  /** Its tests sign in more often than one process allows: each file has one of its own, which costs more. */
  apart?: boolean
}

/** A room of the desk, and the others at whose doors it is asked first. */
const room = (name: string, others?: string): Area => ({
  files: new RegExp(`^src/desk/(${name})/`),
  tests: [[`{src,tests/unit}/desk/${others ? `{$1,${others}}` : '$1'}/**/*.test.ts`], ['{src,tests/unit}/desk/**/*.test.ts']],
  apart: others?.includes('agents') ?? false,
})

/** What is mutated: the first that matches a file. */
const AREAS: readonly Area[] = [
  { files: /^src\/(model)\//, tests: [['src/model/**/*.test.ts']] },
  {
    files: /^src\/(contract)\//,
    tests: [['src/contract/**/*.test.ts'], ['tests/unit/adapter-contract.test.ts', 'adapters/**/*.test.ts']],
  },
  room('conversations', 'routing,log'),
  room('routing', 'conversations'),
  room('inbox', 'outbox'),
  room('permissions', 'outbox,replies'),
  room('replies', 'timeline,outbox,log'),
  room('people', 'contacts'),
  room('feedback', 'inbox,visitors'),
  room('agents|settings|web|api', 'agents,feeds'),
  room('[^/]+'),
  { files: /^src\/gateway\//, tests: [['tests/gateway/**/*.test.ts']] },
  {
    files: /^adapters\/([^/]+)\//,
    tests: [['adapters/$1/**/*.test.ts', 'tests/unit/adapter-contract.test.ts'], ['tests/channels/$1{.,-}*test.ts']],
  },
]

const git = (...words: string[]): string[] => execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean)
const own = process.argv.includes('--own')
const asked = process.argv.slice(2).filter((word) => word !== '--own')
const named = asked.flatMap((path) => (statSync(path).isDirectory() ? globSync(`${path}/**/*.ts`) : [path]))
const changed = () => [
  ...git('diff', '--name-only', '--diff-filter=d', '--merge-base', 'main'),
  ...git('ls-files', '--others', '--exclude-standard'),
]

/** The files of each set of tests. */
const runs = new Map<string, string[]>()
for (const file of new Set(asked.length > 0 ? named : changed())) {
  if (!file.endsWith('.ts') || /\.(test|samples)\.ts$|\/fixtures/.test(file)) continue
  const area = AREAS.find(({ files }) => files.test(file))
  if (!area) continue
  const key = JSON.stringify(area).replaceAll('$1', area.files.exec(file)?.[1] ?? '')
  runs.set(key, [...(runs.get(key) ?? []), file])
}

const NOTICED = new Set(['Killed', 'Timeout'])
const MISSED = new Set(['Survived', 'NoCoverage'])

for (const [key, files] of runs) {
  const { tests: stages, apart = false }: Pick<Area, 'tests' | 'apart'> = JSON.parse(key)
  const known = new Map<string, Mutant>()
  let mutate = files
  const done: string[] = []
  for (const tests of own ? stages.slice(0, 1) : stages) {
    const asks = tests.some((pattern) => globSync(pattern, { exclude: done }).length > 0)
    if (!asks || mutate.length === 0) continue
    for (const mutant of await run(mutate, tests, done, apart || done.length > 0)) {
      const before = known.get(nameOf(mutant))
      if (!before || MISSED.has(before.status)) known.set(nameOf(mutant), mutant)
    }
    done.push(...tests)
    mutate = [...known.values()].filter(({ status }) => MISSED.has(status)).map(rangeOf)
  }
  const mutants = [...known.values()]
  report(mutants.toSorted((a, b) => a.fileName.localeCompare(b.fileName) || a.location.start.line - b.location.start.line))
}

/** Without those `done` before. `apart`: each file of tests in a process of its own, as `npm test` has it. */
async function run(mutate: string[], tests: readonly string[], done: readonly string[], apart: boolean): Promise<Mutant[]> {
  process.env['MUTATE_TESTS'] = tests.join(' ')
  process.env['MUTATE_DONE'] = done.join(' ')
  process.env['MUTATE_APART'] = String(apart)
  return await new Stryker({
    mutate,
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutate.vitest.ts', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    // One more than the two cores of a small machine: tests wait for their sockets and files now and then.
    concurrency: 3,
    coverageAnalysis: 'perTest',
    timeoutMS: 60_000,
    reporters: ['progress-append-only'],
    ignorePatterns: ['dist', 'data', 'docs/images'],
    cleanTempDir: 'always',
    disableTypeChecks: false,
    allowEmpty: true,
    // There is none of that name: TypeScript 7 has no API to rewrite it with.
    tsconfigFile: 'none.json',
  }).runMutationTest()
}

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

function nameOf({ fileName, location: { start, end }, mutatorName, replacement }: Mutant): string {
  return JSON.stringify([fileName, start, end, mutatorName, replacement])
}

/** Of mutants in it: lines from 1, columns from 0. */
function rangeOf({ fileName, location: { start, end } }: Mutant): string {
  return `${relative('', fileName)}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`
}

function report(mutants: Mutant[]): void {
  const missed = mutants.filter(({ status }) => MISSED.has(status))
  for (const { fileName, location, mutatorName, replacement, status } of missed) {
    const { line, column } = location.start
    const place = `${fileName.replace(`${process.cwd()}/`, '')}:${line}:${column}`
    const change = (replacement ?? '').replaceAll(/\s+/g, ' ').slice(0, 100)
    process.stdout.write(`${place}  ${mutatorName}${status === 'NoCoverage' ? ' (no test comes here)' : ''}  → ${change}\n`)
  }
  for (const [folder, all] of Object.entries(Object.groupBy(mutants, ({ fileName }) => fileName.replace(/\/[^/]*$/, '')))) {
    const noticed = (all ?? []).filter(({ status }) => NOTICED.has(status)).length
    const lost = (all ?? []).filter(({ status }) => MISSED.has(status)).length
    const score = (100 * noticed) / (noticed + lost || 1)
    const late = (all ?? []).filter(({ status, statusReason }) => status === 'Timeout' || / timed out in /.test(statusReason ?? '')).length
    const other = (all ?? []).length - noticed - lost
    process.stdout.write(
      `${folder.replace(`${process.cwd()}/`, '')}: ${noticed} of ${noticed + lost} noticed, ${score.toFixed(1)} % (${late} by a timeout, ${other} not run)\n`,
    )
  }
}
