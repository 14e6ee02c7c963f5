import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import type { TestHub } from './hub.ts'

/** A company's page, on an origin of its own, with the strictest policy under which the widget has to work. */
export interface Site {
  url(path?: string): string
  /** Attributes of the script, besides the channel. */
  attributes: Record<string, string>
  stop(): Promise<void>
}

const FILLER = `<h1>Blue Fern</h1><p>Plants, pots and patience. Delivered in two days.</p>
  <p>Our shop has been on the corner of Mill Lane since 1987.</p><p><a href="/other">Another page</a></p>`

/** How a browser words that the hub, or a proxy before it, is away. */
const HUB_AWAY = /Failed to load resource|WebSocket connection|has been blocked by CORS policy: No 'Access-Control-Allow-Origin'/

declare global {
  interface Window {
    Switchboard?: { open(): void; close(): void; identify(who: { name?: string; email?: string }): void }
  }
}

/** Rules that would spoil anything that stands on the page itself. */
const HOSTILE = `* { font: italic 40px serif !important; color: red; letter-spacing: 1em; line-height: 3; text-transform: uppercase }
  body > * { position: relative; transform: rotate(1deg) } button { display: none }`

export async function startSite(hub: TestHub): Promise<Site> {
  const attributes: Record<string, string> = {}
  const app = new Hono()
  app.get('/hostile.css', (c) => c.body(HOSTILE, 200, { 'content-type': 'text/css' }))
  app.get('*', (c) => {
    const ws = hub.url.replace('http', 'ws')
    c.header(
      'content-security-policy',
      `default-src 'none'; script-src ${hub.url}; connect-src ${hub.url} ${ws}; img-src ${hub.url} blob:; media-src ${hub.url}; style-src 'self'; require-trusted-types-for 'script'`,
    )
    const extra = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`)
    const hostile = c.req.path === '/hostile' ? '<link rel="stylesheet" href="/hostile.css">' : ''
    return c.html(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Shop ${c.req.path}</title>${hostile}</head><body>${FILLER}
      <script src="${hub.url}/widget.js" data-channel="${hub.channelId}"${extra.join('')} async></script></body></html>`)
  })
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: (path = '/') => `http://localhost:${port}${path}`,
    attributes,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}

/** The widget on one page, as a visitor sees it. */
export interface Visit {
  page: Page
  context: BrowserContext
  /** Everything that the browser complained of. */
  complaints: string[]
  launcher: Locator
  panel: Locator
  input: Locator
  items: Locator
  open(): Promise<void>
  write(text: string): Promise<void>
  /** What the bubbles say, in order. */
  texts(): Promise<string[]>
  close(): Promise<void>
}

export async function visit(browser: Browser, url: string, options: BrowserContextOptions = {}, context?: BrowserContext): Promise<Visit> {
  const own = context ?? (await browser.newContext(options))
  const page = await own.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !HUB_AWAY.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(url)
  const launcher = page.locator('switchboard-chat .launcher')
  const input = page.locator('switchboard-chat textarea')
  await launcher.waitFor()
  return {
    page,
    context: own,
    complaints,
    launcher,
    input,
    panel: page.getByRole('dialog'),
    items: page.locator('switchboard-chat li:not(.day)'),
    async open() {
      await launcher.click()
      await page.getByRole('dialog').waitFor()
    },
    async write(text) {
      await input.fill(text)
      await input.press('Enter')
    },
    texts: () => page.locator('switchboard-chat .bubble').allInnerTexts(),
    close: () => own.close(),
  }
}
