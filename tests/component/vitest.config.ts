import { playwright } from '@vitest/browser-playwright'
import { defineConfig, mergeConfig } from 'vitest/config'
import console from '../../console/vite.config.ts'
import { FLAGS, SHELL } from '../browser/chromium.ts'

const launchOptions = { executablePath: SHELL, args: FLAGS }

/** Parts of the console in Chromium, as they are written: nothing is built. */
export default mergeConfig(
  console,
  defineConfig({
    root: import.meta.dirname,
    test: {
      name: 'component',
      include: ['*.test.tsx'],
      testTimeout: 30_000,
      expect: { poll: { timeout: 15_000 } },
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }),
)
