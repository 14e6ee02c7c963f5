// `npm run mutate [FILE or FOLDER …]`: changes the code in small ways, one at a time in a copy, and names those that no
// test notices. Without arguments: what differs from main. A timeout counts as noticed: run it on a quiet machine.
import { execFileSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { Stryker } from '@stryker-mutator/core'

/** What is mutated, and the tests that are to notice: the first that matches a file. `$1`: the room. */
const AREAS: readonly (readonly [files: RegExp, tests: readonly string[]])[] = [
  [/^src\/(model)\//, ['src/model/**/*.test.ts']],
  [/^src\/(contract)\//, ['src/contract/**/*.test.ts', 'tests/unit/contract/**/*.test.ts', 'tests/unit/adapter-contract.test.ts']],
  [/^src\/desk\/([^/]+)\//, ['src/desk/**/*.test.ts', 'tests/unit/desk/**/*.test.ts']],
  [/^adapters\/([^/]+)\//, ['adapters/$1/**/*.test.ts', 'tests/unit/adapter-contract.test.ts', 'tests/channels/$1{.,-}*test.ts']],
]

const git = (...words: string[]): string[] => execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean)
const asked = process.argv.slice(2)
const named = asked.flatMap((path) => (statSync(path).isDirectory() ? globSync(`${path}/**/*.ts`) : [path]))
const changed = () => [
  ...git('diff', '--name-only', '--diff-filter=d', '--merge-base', 'main'),
  ...git('ls-files', '--others', '--exclude-standard'),
]

/** The files of each set of tests. */
const runs = new Map<string, string[]>()
for (const file of new Set(asked.length > 0 ? named : changed())) {
  if (!file.endsWith('.ts') || /\.(test|samples)\.ts$|\/fixtures/.test(file)) continue
  for (const [pattern, tests] of AREAS) {
    const room = pattern.exec(file)?.[1]
    if (room === undefined) continue
    const key = tests.join(' ').replaceAll('$1', room)
    runs.set(key, [...(runs.get(key) ?? []), file])
    break
  }
}

const NOTICED = new Set(['Killed', 'Timeout'])
const MISSED = new Set(['Survived', 'NoCoverage'])

for (const [tests, files] of runs) {
  process.env['MUTATE_TESTS'] = tests
  const mutants = await new Stryker({
    mutate: files,
    testRunner: 'vitest',
    vitest: { configFile: 'scripts/mutate.vitest.ts', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    concurrency: 2,
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
  report(mutants.toSorted((a, b) => a.fileName.localeCompare(b.fileName) || a.location.start.line - b.location.start.line))
}

type Mutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number]

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
    process.stdout.write(`${folder.replace(`${process.cwd()}/`, '')}: ${noticed} of ${noticed + lost} noticed, ${score.toFixed(1)} %\n`)
  }
}
