// `npm test`: everything that CI runs, in order of how soon it fails, with the time that each may take.
import { spawnSync } from 'node:child_process'
import { STAGES, told, WHOLE } from './budgets.ts'

let whole = 0
for (const { name, command, budget } of STAGES) {
  const started = performance.now()
  const { status } = spawnSync(command, { shell: true, stdio: 'inherit' })
  const seconds = (performance.now() - started) / 1000
  whole += seconds
  if (status !== 0) {
    process.stderr.write(`\nswitchboard: ${name} failed after ${seconds.toFixed(1)} s (${command})\n`)
    process.exit(1)
  }
  process.stdout.write(`${told(name, seconds, budget)}\n`)
}
process.stdout.write(`${told('everything', whole, WHOLE)}\n`)
