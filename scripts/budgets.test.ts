import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { taken } from './budget-reporter.ts'
import { PROJECTS, STAGES, told, WHOLE } from './budgets.ts'

test('all stages together stay in the quarter of an hour that the whole may take', () => {
  expect(STAGES.reduce((sum, { budget }) => sum + budget, 0)).toBeLessThanOrEqual(WHOLE)
  expect(WHOLE).toBe(15 * 60)
})

test('every project of tests has a budget, and nothing else has', () => {
  const named = [...readFileSync('vitest.config.ts', 'utf8').matchAll(/project\('(\w+)'/g)].map(([, name]) => name)
  const others = ['workerd', 'component'].filter((name) => readFileSync('vitest.config.ts', 'utf8').includes(`/${name}/`))
  expect([...named, ...others].sort()).toEqual(Object.keys(PROJECTS).sort())
})

test('a stage warns when it took more than it may', () => {
  expect(told('lint', 29.96, 30)).toBe('lint: 30.0 s of 30')
  expect(told('lint', 30.2, 30)).toBe('lint: 30.2 s of 30 – warning: over its budget')
})

test('a project’s files are counted together, with the time to load them', () => {
  const file = (name: string, duration: number) => {
    const of = { environmentSetupDuration: 1, prepareDuration: 2, setupDuration: 3, collectDuration: 994, duration, concurrencyId: 0 }
    return { project: { name }, diagnostic: () => of } as unknown as Parameters<typeof taken>[0][number]
  }
  expect([...taken([file('unit', 500), file('browser', 1000), file('unit', 0)])]).toEqual([
    ['unit', 2.5],
    ['browser', 2],
  ])
})
