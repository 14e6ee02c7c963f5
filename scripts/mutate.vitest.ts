import { defineConfig } from 'vitest/config'

/** The tests that `npm run mutate` chose, except those that measure time: a mutated file is slower by itself. */
export default defineConfig({
  test: {
    include: (process.env['MUTATE_TESTS'] ?? '').split(' '),
    exclude: ['**/*-speed.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
