// `npm run pictures`: makes README's pictures (docs/images) from the demo as it starts, and a gallery in tmp/pictures, which git ignores, to look
// at: every sight in two languages, light and dark, on a screen, a tablet and a phone. With names (`npm run pictures -- palette console.webp`) those only.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { startBrowser } from '../tests/browser/chromium.ts'
import { atRest } from '../tests/browser/console/axe.ts'
import type { Demo, Seeded } from './pictures/demo.ts'
import { seed } from './pictures/demo.ts'
import { README, SIGHTS } from './pictures/sights.ts'

const root = join(import.meta.dirname, '..')
const gallery = join(root, 'tmp/pictures')
/** What a page of README may load, in bytes. */
const LIMIT = 150_000

const WIDTHS = { 1280: 800, 768: 1024, 390: 844 }

/** The demo in a process of its own, under any free ports, once it says that it is there. */
async function start(): Promise<Demo & { stop(): void }> {
  const env = { ...process.env, PORT: '0', LAB_PORT: '0', DATA_DIR: join(root, 'tmp/pictures-data') }
  const child = spawn(process.execPath, [join(root, 'lab/demo.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    const [, hub] = /console +(\S+)/.exec(said) ?? []
    const [, lab] = /phones +(\S+)/.exec(said) ?? []
    if (hub !== undefined && lab !== undefined && said.includes('Ctrl+C')) return { hub, lab, stop: () => void child.kill() }
  }
  throw new Error(`the demo has ended: ${said}`)
}

type Look = { locale: string; colorScheme: 'light' | 'dark'; width: number; height: number }

async function enter(browser: Browser, demo: Seeded, { locale, colorScheme, width, height }: Look): Promise<BrowserContext> {
  const phone = width < 500 && { isMobile: true, hasTouch: true }
  const viewport = { width, height }
  return browser.newContext({ locale, colorScheme, viewport, reducedMotion: 'reduce', ...phone, storageState: demo.session })
}

async function picture(page: Page, path: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await atRest(page)
  await page.screenshot({ path })
}

const asked = process.argv.slice(2)
const wanted = <T extends { name: string }>(all: readonly T[]): T[] => all.filter(({ name }) => asked.length === 0 || asked.includes(name))
const running = await start()
const browser = await startBrowser()
try {
  const demo = await seed(browser, running)
  for (const { name, width, height, go } of wanted(README)) {
    const context = await enter(browser, demo, { locale: 'en-GB', colorScheme: 'light', width, height })
    const page = await context.newPage()
    await go(page, demo)
    await atRest(page)
    const cdp = await context.newCDPSession(page)
    const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: 90 })
    const bytes = Buffer.from(data, 'base64')
    if (bytes.length > LIMIT) throw new Error(`${name} has ${bytes.length} bytes`)
    writeFileSync(join(root, 'docs/images', name), bytes)
    await context.close()
  }
  rmSync(gallery, { recursive: true, force: true })
  mkdirSync(gallery, { recursive: true })
  for (const locale of ['en-GB', 'zh-CN'])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const [width, height] of Object.entries(WIDTHS)) {
        const context = await enter(browser, demo, { locale, colorScheme, width: Number(width), height })
        for (const { name, go, outside } of wanted(SIGHTS)) {
          const page = await context.newPage()
          const kept = await context.cookies()
          if (outside) await context.clearCookies()
          await go(page, demo)
          await picture(page, join(gallery, `${name} ${width} ${locale.slice(0, 2)} ${colorScheme}.png`))
          if (outside) await context.addCookies(kept)
          await page.close()
        }
        await context.close()
      }
} finally {
  await browser.close()
  running.stop()
}
