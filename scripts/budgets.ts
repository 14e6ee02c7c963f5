/** A check of `npm test`, and the seconds it may take on two processors. */
export const STAGES = [
  { name: 'format', command: 'oxfmt --check .', budget: 5 },
  { name: 'lint', command: 'oxlint', budget: 30 },
  { name: 'dead code', command: 'knip', budget: 10 },
  { name: 'types', command: 'npm run --silent types', budget: 45 },
  { name: 'row types', command: 'node scripts/statements.ts', budget: 5 },
  { name: 'worker size', command: 'node scripts/worker-size.ts', budget: 10 },
  { name: 'tests', command: 'vitest run --reporter=default --reporter=./scripts/budget-reporter.ts', budget: 780 },
] as const

/** Seconds that the whole of it may take. */
export const WHOLE = 900

/** Seconds that the files of a project of tests may take together: those that run at the same time are counted each. */
export const PROJECTS: Readonly<Record<string, number>> = {
  unit: 320,
  workerd: 40,
  component: 40,
  channels: 180,
  acceptance: 70,
  crash: 150,
  browser: 780,
}

/** A line that says what was taken of what there was, and warns when it was more. */
export function told(name: string, seconds: number, budget: number): string {
  const line = `${name}: ${seconds.toFixed(1)} s of ${budget}`
  return seconds > budget ? `${line} – warning: over its budget` : line
}
