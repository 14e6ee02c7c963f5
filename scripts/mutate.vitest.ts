import { defineConfig } from 'vitest/config'

const words = (name: string): string[] => (process.env[name] ?? '').split(' ').filter(Boolean)

/** The tests that `npm run mutate` chose, except those that measure time: a mutated file is slower by itself. */
export default defineConfig({
  test: {
    include: words('MUTATE_TESTS'),
    exclude: ['**/*-speed.test.ts', ...words('MUTATE_DONE')],
    isolate: process.env['MUTATE_APART'] === 'true',
    testTimeout: 30_000,
    hookTimeout: 10_000,
  },
})
