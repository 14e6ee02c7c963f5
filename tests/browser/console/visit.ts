import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { BUILT } from '../built.ts'
import { startBrowser } from '../chromium.ts'
import type { ConsoleHub } from './hub.ts'

/** What a browser says by itself of answers that are no error of the page. */
const EXPECTED = /Failed to load resource|WebSocket connection/

export interface Studio {
  browser: Browser
  /** The console as it is built now. */
  folder: string
  close(): Promise<void>
}

/** `whole`: with a browser around the page. */
export async function openStudio({ whole = false } = {}): Promise<Studio> {
  const browser = await startBrowser({ whole })
  return { browser, folder: BUILT.console, close: () => browser.close() }
}

/** The console in one browser, as one agent sees it. */
export interface Visit {
  page: Page
  context: BrowserContext
  /** Everything that the browser complained of. */
  complaints: string[]
  /** Every request to the API, as `GET /api/…` without ids and queries. */
  calls: string[]
  nav: Locator
  /** The list of conversations. */
  list: Locator
  timeline: Locator
  reply: Locator
  /** What was said, in order. */
  said(): Promise<string[]>
  open(name: string): Promise<void>
  close(): Promise<void>
}

export interface VisitOptions extends BrowserContextOptions {
  /** Of an earlier visit: another tab of the same browser. */
  context?: BrowserContext
  /** Who signs in; default the owner. Null: nobody. */
  email?: string | null
  path?: string
  /** Before the first page is loaded. */
  prepare?: (context: BrowserContext) => Promise<void>
}

export async function visit({ browser }: Studio, hub: ConsoleHub, options: VisitOptions = {}): Promise<Visit> {
  const { email = 'linxiaowen@hub.test', path = '/', prepare, context: opened, ...rest } = options
  const settings = { locale: 'en-GB', viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', ...rest } as const
  const context = opened ?? (await browser.newContext(settings))
  await prepare?.(context)
  if (email !== null) await context.addCookies(await hub.session(email))
  const page = await context.newPage()
  const complaints: string[] = []
  const calls: string[] = []
  page.on('console', (message) => {
    if ((message.type() === 'error' || message.type() === 'warning') && !EXPECTED.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.startsWith('/api/')) calls.push(`${request.method()} ${url.pathname.replaceAll(/\/\d+(?=\/|$)/g, '/:id')}`)
  })
  await page.goto(hub.url + path)
  const list = page.getByRole('list', { name: 'Conversations' })
  const timeline = page.getByRole('log', { name: 'Messages' })
  return {
    page,
    context,
    complaints,
    calls,
    list,
    timeline,
    nav: page.getByRole('navigation'),
    reply: page.getByRole('textbox', { name: 'Write a reply…' }),
    said: () => timeline.locator('article p').allInnerTexts(),
    async open(name) {
      await list.getByRole('link', { name }).click()
      await page.getByRole('heading', { level: 2, name }).first().waitFor()
      await timeline.locator('article').first().waitFor()
    },
    close: () => context.close(),
  }
}
