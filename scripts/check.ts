// `npm test`: everything that CI runs, in order of how soon it fails.
import { spawnSync } from 'node:child_process'

const checks: readonly (readonly [name: string, command: string])[] = [
  ['format', 'oxfmt --check .'],
  ['lint', 'oxlint'],
  ['dead code', 'knip'],
  ['types', 'npm run --silent types'],
  ['row types', 'node scripts/statements.ts'],
  ['worker size', 'node scripts/worker-size.ts'],
  ['tests', 'vitest run'],
]

for (const [name, command] of checks) {
  const started = performance.now()
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (status !== 0) {
    process.stderr.write(`\nswitchboard: ${name} failed after ${seconds} s (${command})\n`)
    process.exit(1)
  }
  process.stdout.write(`${name}: ${seconds} s\n`)
}
