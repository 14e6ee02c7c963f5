import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { type TestHub, startTestHub } from './hub.ts'
import { startBrowser } from '../chromium.ts'
import { type Site, type Visit, startSite, visit } from './site.ts'

// For a file of tests: a browser, and for each test a hub with a site and its visitor.

export let browser: Browser
export let hub: TestHub
export let site: Site
export let visitor: Visit

export function stand(): void {
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())
  beforeEach(async () => {
    hub = await startTestHub()
    site = await startSite(hub)
  })
  afterEach(async () => {
    expect(visitor.complaints).toEqual([])
    await visitor.close()
    await site.stop()
    await hub.stop()
  })
}

export const poll = <T>(fn: () => T | Promise<T>) => expect.poll(fn, { timeout: 15_000, interval: 20 })
export const stored = () => hub.messages().map(({ text }) => text)
export const arrive = async (options: Parameters<typeof visit>[2] = {}, path = '/') => {
  visitor = await visit(browser, site.url(path), options)
  return visitor
}
/** A conversation of one message each way. */
export async function talk(options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const v = await arrive(options)
  await v.open()
  await v.write('hello')
  await poll(stored).toEqual(['hello'])
  await hub.answer('hi, I am Mei')
  await poll(() => v.texts()).toEqual(['hello', 'hi, I am Mei'])
  return v
}
export const state = (v: Visit) => v.page.locator('switchboard-chat .mine .meta [role=img]').last().getAttribute('aria-label')
export const picture = (v: Visit) => v.page.screenshot({ clip: { x: 0, y: 0, width: 120, height: 80 } })
