import type { Reporter, TestModule } from 'vitest/node'
import { PROJECTS, told } from './budgets.ts'

/** Seconds that each project's files took together: loading them, their hooks and their tests. */
export function taken(modules: readonly Pick<TestModule, 'project' | 'diagnostic'>[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const module of modules) {
    const { environmentSetupDuration, prepareDuration, setupDuration, collectDuration, duration } = module.diagnostic()
    const all = environmentSetupDuration + prepareDuration + setupDuration + collectDuration + duration
    // One that runs in a browser says which behind its name.
    const name = module.project.name.replace(/ \(\w+\)$/, '')
    sums.set(name, (sums.get(name) ?? 0) + all / 1000)
  }
  return sums
}

/** Says at the end what each project of tests took of its budget. */
export default class BudgetReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const [name, seconds] of taken(modules)) process.stdout.write(`  ${told(name, seconds, PROJECTS[name] ?? 0)}\n`)
  }
}
