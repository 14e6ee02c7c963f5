import { join } from 'node:path'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import { createTestFolder } from '../../support/folder.ts'
import { type House, openHouse } from '../../channels/house.ts'
import { type Studio, openStudio } from '../console/visit.ts'

/** Hub and platforms as they run, and what people look at: the console of an admin, and the phones of the lab. */
export interface Stage {
  house: House
  console: Page
  phones: Page
  /** Everything that the two pages complained of. */
  complaints: string[]
  /** Another look at the hub or the lab: a browser of its own, with the agent's cookies. */
  look(options: BrowserContextOptions): Promise<BrowserContext>
  /** Time passes for hub, platforms and browsers. */
  push(ms: number): Promise<void>
  close(): Promise<void>
}

const size = { width: 1440, height: 900 }

export async function openStage(): Promise<Stage> {
  const phones = createTestFolder()
  const studio: Studio = await openStudio()
  await build({
    configFile: join(import.meta.dirname, '../../../lab/phone/vite.config.ts'),
    logLevel: 'error',
    build: { outDir: phones.path, emptyOutDir: true },
  })
  const house = await openHouse({ console: studio.folder, lab: { page: phones.path } })
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  const look = async (options: BrowserContextOptions): Promise<BrowserContext> => {
    const context = await studio.browser.newContext({ locale: 'en-GB', viewport: size, reducedMotion: 'reduce', ...options })
    contexts.push(context)
    context.setDefaultTimeout(10_000)
    await context.clock.install()
    context.on('weberror', (error) => complaints.push(error.error().message))
    return context
  }
  const context = await look({})
  const [desk, table] = [await context.newPage(), await context.newPage()]
  await desk.goto(`${house.hub.url}/channels`)
  await desk.getByLabel('E-mail').fill('linxiaowen@hub.test')
  await desk.getByLabel('Password').fill('correct horse')
  await desk.getByRole('button', { name: 'Sign in' }).click()
  await desk.getByRole('heading', { name: 'Channels' }).waitFor()
  await table.goto(house.lab.url)
  await table.getByRole('button', { name: 'Journal, faults and accounts' }).click()

  return {
    house,
    console: desk,
    phones: table,
    complaints,
    look: async (options) => look({ storageState: await context.storageState(), ...options }),
    async push(ms) {
      await house.push(ms)
      for (const one of contexts) await one.clock.fastForward(ms)
    },
    async close() {
      for (const one of contexts) await one.close()
      await house.stop()
      await studio.close()
      phones.remove()
    },
  }
}
