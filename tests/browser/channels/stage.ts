import type { BrowserContext, Page } from 'playwright-core'
import type { Adapter } from '../../../src/contract/adapter.ts'
import { registry } from '../../../adapters/registry.node.ts'
import { wechatyAdapter } from '../../../adapters/wechaty/index.ts'
import { type House, openHouse } from '../../channels/house.ts'
import { BUILT } from '../built.ts'
import { openStudio } from '../console/visit.ts'

/** Hub and platforms as they run, and what people look at: the console of an admin, and the phones of the lab. */
export interface Stage {
  house: House
  console: Page
  phones: Page
  /** Everything that the two pages complained of. */
  complaints: string[]
  /** Time passes for hub, platforms and browsers. */
  push(ms: number): Promise<void>
  close(): Promise<void>
}

const size = { width: 1440, height: 900 }

export async function openStage(): Promise<Stage> {
  const studio = await openStudio()
  const wechaty = wechatyAdapter({ puppet: () => house.lab.wechaty.puppet() }) as Adapter
  const house: House = await openHouse({ adapters: { ...registry, wechaty }, console: studio.folder, lab: { page: BUILT.phones } })
  const complaints: string[] = []
  const contexts: BrowserContext[] = []
  // One each: two pages of one window are drawn in turns.
  const open = async (): Promise<Page> => {
    const context = await studio.browser.newContext({ locale: 'en-GB', viewport: size, reducedMotion: 'reduce' })
    contexts.push(context)
    context.setDefaultTimeout(10_000)
    await context.clock.install()
    context.on('weberror', (error) => complaints.push(error.error().message))
    return context.newPage()
  }
  const [desk, table] = [await open(), await open()]
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
    async push(ms) {
      await house.push(ms)
      for (const one of contexts) await one.clock.fastForward(ms)
    },
    async close() {
      for (const one of contexts) await one.close()
      await house.stop()
      await studio.close()
    },
  }
}
