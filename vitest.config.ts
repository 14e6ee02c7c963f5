import { defineConfig } from 'vitest/config'

const project = (name: string, include: string[], testTimeout: number, globalSetup: string[] = []) => ({
  // The files of a worker share what they load: each cleans up after itself, and a run takes a third of the time.
  test: { name, include, testTimeout, isolate: false, hookTimeout: Math.max(testTimeout, 60_000), globalSetup },
})

export default defineConfig({
  test: {
    // Most of them wait for sockets, disks and browsers: the default, one worker less than processors, leaves half of a small machine idle.
    maxWorkers: '100%',
    projects: [
      project('unit', ['{src,adapters,browser,lab,widget,console,scripts}/**/*.test.ts', 'tests/unit/**/*.test.ts'], 20_000),
      // The hub and the emulated platforms together.
      project('channels', ['tests/{channels,gateway}/**/*.test.ts'], 60_000),
      // Whole programs, spoken to from outside.
      project('acceptance', ['tests/acceptance/**/*.test.ts'], 120_000),
      // Ended without warning, and started again.
      project('crash', ['tests/crash/**/*.test.ts'], 180_000),
      // In Chromium.
      project('browser', ['tests/browser/**/*.test.ts'], 60_000, ['tests/browser/built.ts']),
      './tests/workerd/vitest.config.ts',
      './tests/component/vitest.config.ts',
    ],
  },
})
