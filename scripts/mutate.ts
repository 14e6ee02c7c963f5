// `npm run mutate [FILE or FOLDER …]`: changes the code in small ways, one at a time in a copy, and names those that no
// test notices. Without arguments: what differs from main. `--own`: a room's own tests alone, which starts sooner and says less.
// `--sample 5`: every fifth change, always the same ones. `--others 15`: of other rooms' tests so many files for each change, those that
// have noticed most and the quickest; what they miss counts as missed, though one that was not asked may notice it. Timeouts are told apart: a loaded machine makes some.
import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'

interface Area {
  files: RegExp
  /** Its tests, at whose door it is asked with `--own`. `$1`: the room. */
  own: readonly string[]
  /** Those that are asked otherwise, which include its own. */
  all?: readonly string[]
}

/** A room of the desk, and the others that speak for it. */
const room = (name: string, others?: string): Area => ({
  files: new RegExp(`^src/desk/(${name})/`),
  own: [`{src,tests/unit}/desk/${others ? `{$1,${others}}` : '$1'}/**/*.test.ts`],
  all: ['{src,tests/unit}/desk/**/*.test.ts'],
})

/** What is mutated: the first that matches a file. */
const AREAS: readonly Area[] = [
  { files: /^src\/(model)\//, own: ['src/model/**/*.test.ts'] },
  {
    files: /^src\/(contract)\//,
    own: ['src/contract/**/*.test.ts'],
    all: ['src/contract/**/*.test.ts', 'tests/unit/adapter-contract.test.ts', 'adapters/**/*.test.ts'],
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
  { files: /^src\/gateway\//, own: ['tests/gateway/**/*.test.ts'] },
  {
    files: /^adapters\/([^/]+)\//,
    own: ['adapters/$1/**/*.test.ts', 'tests/unit/adapter-contract.test.ts'],
    all: ['adapters/$1/**/*.test.ts', 'tests/unit/adapter-contract.test.ts', 'tests/channels/$1{.,-}*test.ts'],
  },
]

const git = (...words: string[]): string[] => execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean)
const options = { own: { type: 'boolean', default: false }, sample: { type: 'string', default: '1' }, others: { type: 'string' } } as const
const { values, positionals: asked } = parseArgs({ allowPositionals: true, options })
const named = asked.flatMap((path) => (statSync(path).isDirectory() ? globSync(`${path}/**/*.ts`) : [path]))
const changed = () => [
  ...git('diff', '--name-only', '--diff-filter=d', '--merge-base', 'main'),
  ...git('ls-files', '--others', '--exclude-standard'),
]
// Read by the processes that run the tests, and by `isSampled`, hence before it is imported.
process.env['MUTATE_SAMPLE'] = values.sample
process.env['MUTATE_OTHERS'] = values.others ?? ''
const { isSampled } = await import('./mutate/runner.ts')
const { isMissed } = await import('./mutate/missed.ts')

/** The files of each set of tests. */
const runs = new Map<string, string[]>()
for (const file of new Set(asked.length > 0 ? named : changed())) {
  if (!file.endsWith('.ts') || /\.(test|samples)\.ts$|\/fixtures/.test(file)) continue
  const area = AREAS.find(({ files }) => files.test(file))
  if (!area) continue
  const tests = values.own ? area.own : (area.all ?? area.own)
  const key = tests.join(' ').replaceAll('$1', area.files.exec(file)?.[1] ?? '')
  runs.set(key, [...(runs.get(key) ?? []), file])
}

for (const [tests, mutate] of runs) {
  process.env['MUTATE_TESTS'] = tests
  const mutants = await new Stryker({
    mutate,
    testRunner: 'resident',
    plugins: ['runner', 'missed'].map((name) => fileURLToPath(new URL(`mutate/${name}.ts`, import.meta.url))),
    concurrency: 2,
    coverageAnalysis: 'perTest',
    timeoutMS: 60_000,
    dryRunTimeoutMinutes: 30,
    reporters: ['missed', 'progress-append-only'],
    ignorePatterns: ['dist', 'data', 'docs/images'],
    cleanTempDir: 'always',
    disableTypeChecks: false,
    allowEmpty: true,
    // There is none of that name: TypeScript 7 has no API to rewrite it with.
    tsconfigFile: 'none.json',
  }).runMutationTest()
  report(mutants.filter(({ id }) => isSampled(id)).toSorted((a, b) => a.fileName.localeCompare(b.fileName)))
}

function report(mutants: Awaited<ReturnType<Stryker['runMutationTest']>>): void {
  for (const [folder, all = []] of Object.entries(Object.groupBy(mutants, ({ fileName }) => fileName.replace(/\/[^/]*$/, '')))) {
    const count = (is: (mutant: (typeof all)[number]) => boolean): number => all.filter(is).length
    const timeouts = count(({ status }) => status === 'Timeout')
    const endless = count(({ status, statusReason }) => status === 'Timeout' && (statusReason ?? '').startsWith('Hit limit'))
    const noticed = timeouts + count(({ status }) => status === 'Killed')
    const judged = noticed + count(isMissed)
    process.stdout.write(
      `${folder.replace(`${process.cwd()}/`, '')}: ${noticed} of ${judged} noticed, ${((100 * noticed) / (judged || 1)).toFixed(1)} % ` +
        `(${endless} endless, ${timeouts - endless} by a timeout, ${all.length - judged} not run)\n`,
    )
  }
}
