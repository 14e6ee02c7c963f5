import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestHub, startTestHub } from './widget/hub.ts'
import { startBrowser } from './chromium.ts'
import { type Site, type Visit, startSite, visit } from './widget/site.ts'

let browser: Browser
let hub: TestHub
let site: Site
let visitor: Visit

beforeAll(async () => {
  browser = await startBrowser()
}, 60_000)
afterAll(() => browser.close())
beforeEach(async () => {
  hub = await startTestHub()
  site = await startSite(hub)
  visitor = await visit(browser, site.url('/'))
})
afterEach(async () => {
  expect(visitor.complaints).toEqual([])
  await visitor.close()
  await site.stop()
  await hub.stop()
})

const poll = <T>(fn: () => T | Promise<T>) => expect.poll(fn, { timeout: 15_000, interval: 20 })

test('addresses of files are made afresh on a page that stays open, without a new connection', async () => {
  const { page } = visitor
  await page.clock.install()
  await visitor.open()
  await visitor.write('hello')
  await poll(() => hub.messages().length).toBe(1)
  const file = await hub.desk.rooms.files.add(new File(['%PDF'], 'bill.pdf', { type: 'application/pdf' }), `agent:${hub.agent.id}`)
  await hub.answer([{ type: 'file', file: file.id, mime: '', bytes: 0 }])
  await hub.answer('see above')
  const address = () => page.locator('switchboard-chat .media a').getAttribute('href')
  const first = (await address()) ?? ''
  expect((await fetch(first)).status).toBe(200)

  // What the hub would say after the hour in which the address stays the same.
  await page.route('**/session', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), files: 'renewed' } })
  })
  const before = hub.calls.filter((call) => call.includes('/live')).length
  await page.clock.fastForward('31:00')
  await poll(address).toBe(first.replace(/token=.*/, 'token=renewed'))
  expect(hub.calls.filter((call) => call.includes('/live'))).toHaveLength(before)
  expect(await page.locator('switchboard-chat .media').count()).toBe(1)
})

test('what stands for the visitor stands in no address', async () => {
  const seen: string[] = []
  visitor.page.on('request', (request) => seen.push(request.url()))
  visitor.page.on('websocket', (socket) => seen.push(socket.url()))
  await visitor.open()
  await visitor.write('hello')
  await poll(() => hub.messages().length).toBe(1)
  const token = await visitor.page.evaluate(() => Object.entries(localStorage).find(([key]) => key.endsWith(':token'))?.[1])
  expect(token).toMatch(/^v1\./)
  await poll(() => seen.some((url) => url.includes('ticket=l1.'))).toBe(true)
  expect(seen.filter((url) => url.includes(token!))).toEqual([])
})
