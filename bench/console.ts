// `npm run bench:console`: what an agent waits for, in Chromium on a processor slowed down four times. The hub runs in this process, with
// 2,005 customers who wait. With folders of other builds (`npm run bench:console -- ../before/dist/console`) each is measured in turn: quote
// the ratios, single figures belong to the machine.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startBrowser } from '../tests/browser/chromium.ts'
import type { ConsoleHub } from '../tests/browser/console/hub.ts'
import { startConsoleHub } from '../tests/browser/console/hub.ts'
import { message } from '../tests/support/events.ts'
import { addStopwatch, type Tasks } from './stopwatch.ts'

const SLOWER = 4
const CROWD = 2005
/** Conversations by their length. The last ones are opened for the first time, each in its turn. */
const TALKS = [40, 40, 5000, 1000, 1000, 1000]
const RATE = 200
const SECONDS = 10

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const p95 = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0
const ms = (value: number): string => `${value.toFixed(0)} ms`
const say = (what: string, words: string): void => console.log(`  ${what.padEnd(46)} ${words}`)
const told = ({ count, longest, sum, frames }: Tasks): string =>
  `${count} tasks over 50 ms, longest ${ms(longest)}, together ${ms(sum)}; ${frames} frames`

/** Words as people write them: mostly a line, now and then a paragraph. */
const words = (n: number): string => `${n}: ${'Where is my parcel, please? '.repeat(n % 13 === 0 ? 14 : 1 + (n % 4))}`

/** The hub with everybody who has written; the ids of the conversations of `TALKS`. */
async function fill(hub: ConsoleHub): Promise<string[]> {
  await hub.agent('Owner', { capacity: 1000 })
  const numbers: number[] = []
  for (const [talk, length] of TALKS.entries()) {
    const from = `talker-${talk}`
    const minutesAgo = (n: number): number => Date.now() - (length - n) * 7 * 60_000
    numbers.push(await hub.say(words(0), { from, name: `Talker ${talk}`, at: minutesAgo(0) }))
    for (let n = 1; n < length; n += 500) {
      const many = Array.from({ length: Math.min(500, length - n) }, (_, i) => message(words(n + i), { from, at: minutesAgo(n + i) }))
      await hub.receive(...many)
    }
  }
  await hub.crowd(CROWD)
  return numbers.map(String)
}

/** The scripts that the page has asked for, as they are delivered. */
function load(folder: string, scripts: readonly string[]): string {
  const bytes = scripts.reduce((sum, path) => sum + statSync(join(folder, `${path}.gz`)).size, 0)
  return `${(bytes / 1000).toFixed(1)} kB of script in ${scripts.length} files`
}

async function openPage(hub: ConsoleHub, browser: Browser, folder: string, mine: readonly string[]): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  await context.addCookies(await hub.session('owner@hub.test'))
  for (const id of mine) await context.request.post(`${hub.url}/api/conversations/${id}/claim`, { data: {}, headers: { origin: hub.url } })
  await addStopwatch(context)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const scripts: string[] = []
  page.on('request', (request) => request.resourceType() === 'script' && scripts.push(new URL(request.url()).pathname))
  await page.goto(`${hub.url}/inbox/waiting`)
  await page.getByRole('list', { name: 'Conversations' }).getByRole('link').first().waitFor()
  const first = scripts.length
  await page.waitForTimeout(5000)
  say('first load', load(folder, scripts.slice(0, first)))
  say('  with what is fetched ahead', load(folder, scripts))
  return page
}

async function measure(folder: string): Promise<void> {
  console.log(`\n${folder}`)
  const hub = await startConsoleHub(folder)
  const ids = await fill(hub)
  const browser = await startBrowser({ whole: true })
  const page = await openPage(hub, browser, folder, ids)
  const open = (id = ''): Promise<number> => page.evaluate((number) => globalThis.stopwatch.open(number), id)
  const [near, far, endless, ...long] = ids

  say('scroll of 2,000 rows', told(await page.evaluate(() => globalThis.stopwatch.scrollList())))
  await page.goto(`${hub.url}/inbox/mine`)
  await page.getByRole('list', { name: 'Conversations' }).getByRole('link').first().waitFor()
  await page.waitForTimeout(3000)
  await open(near)
  await open(far)
  const cached: number[] = []
  for (let n = 0; n < 20; n += 1) cached.push(await open(n % 2 === 0 ? near : far))
  say('row → messages, cached', `median ${ms(median(cached))}, p95 ${ms(p95(cached))} of ${cached.length}`)

  const opened: number[] = []
  for (const id of long) opened.push(await open(id))
  say('first open of 1,000 messages', opened.map(ms).join(', '))

  await open(endless)
  say('scroll of 5,000 messages', told(await page.evaluate(() => globalThis.stopwatch.scrollTimeline())))

  await page.goto(`${hub.url}/inbox/mine/${near}`)
  await page.getByRole('log').locator('article').first().waitFor()
  const watched = page.evaluate((time) => globalThis.stopwatch.watch(time), SECONDS * 1000)
  const begun = Date.now()
  for (let n = 0; n < RATE * SECONDS; n += 1) {
    const wait = begun + (n * 1000) / RATE - Date.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    void hub.receive(message(words(n), { from: `caller-${n % 100}`, name: `Caller ${n % 100}` }))
  }
  say(`${RATE} messages a second for ${SECONDS} s`, told(await watched))
  await browser.close()
  await hub.stop()
}

console.log(`Node ${process.version}, Chromium on a processor ${SLOWER} times slower`)
for (const folder of [join(import.meta.dirname, '../dist/console'), ...process.argv.slice(2)]) await measure(folder)
process.exit(0)
