import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from './console/axe.ts'
import type { ConsoleHub } from './console/hub.ts'
import { startConsoleHub } from './console/hub.ts'
import type { Sight } from './console/sights.ts'
import { breakChannel, BROKEN, ON_PHONE, populate, SIGHTS } from './console/sights.ts'
import { tooSmall } from './console/touch.ts'
import type { Studio, Visit } from './console/visit.ts'
import { openStudio, visit } from './console/visit.ts'

let studio: Studio
let hub: ConsoleHub
let token: string

beforeAll(async () => {
  studio = await openStudio()
  hub = await startConsoleHub(studio.folder)
  token = (await populate(hub)).token
})
afterAll(async () => {
  await studio.close()
  await hub.stop()
})

const DEVICES = {
  screen: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const
const WELCOME: Sight = { name: 'a link', outside: true, seen: (page) => page.getByRole('heading', { level: 1, name: /Tom/ }) }

test('the first start', async () => {
  const empty = await startConsoleHub(studio.folder, { empty: true })
  const v = await visit(studio, empty, { ...DEVICES.phone, email: null, path: `/setup?token=${await empty.desk.rooms.firstStart.token()}` })
  await v.page.getByRole('button', { name: 'Create account' }).waitFor()
  expect([...(await faults(v.page)), ...(await tooSmall(v.page))]).toEqual([])
  await v.close()
  await empty.stop()
})

describe.each(['screen', 'phone'] as const)('everybody can use it, on a %s', (device) => {
  let inside: Visit
  let outside: Visit
  beforeAll(async () => {
    inside = await visit(studio, hub, DEVICES[device])
    outside = await visit(studio, hub, { ...DEVICES[device], email: null })
  })
  afterAll(async () => {
    expect([...inside.complaints, ...outside.complaints]).toEqual([])
    await inside.close()
    await outside.close()
  })

  async function look(sight: Sight): Promise<Visit> {
    const v = sight.outside ? outside : inside
    await v.page.goto(hub.url + (sight.path ?? '/inbox/snoozed'))
    if (sight.page !== undefined) {
      await v.page.getByText('Next week, please').waitFor()
      await v.page.keyboard.press('Control+k')
      await v.page.getByRole('menuitem').first().waitFor()
      await v.page.keyboard.type(sight.page)
      await v.page.getByRole('menuitem', { name: sight.page, exact: true }).click()
    }
    await sight.open?.(v.page)
    await sight.seen(v.page).waitFor()
    await v.page.waitForLoadState('networkidle')
    return v
  }

  test.each([...SIGHTS, ...(device === 'phone' ? ON_PHONE : []), WELCOME, BROKEN])('$name', async (sight) => {
    if (sight === BROKEN) await breakChannel(hub)
    const { page } = await look(sight === WELCOME ? { ...sight, path: `/welcome?token=${token}` } : sight)
    const found: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      found.push(...(await faults(page, { colours: colorScheme === 'dark' })).map((fault) => `${colorScheme}: ${fault}`))
    }
    if (device === 'phone') found.push(...(await tooSmall(page)))
    expect(found).toEqual([])
    if (device === 'phone') expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

test('in the rail of icons no number covers an icon', async () => {
  await hub.crowd(120)
  const { close, nav } = await visit(studio, hub, { viewport: { width: 900, height: 800 } })
  await nav.getByText('99+').first().waitFor()
  const covered = await nav.evaluate((rail) => {
    const boxes = (what: string) => [...rail.querySelectorAll(what)].map((one) => one.getBoundingClientRect())
    const numbers = boxes('a > span.absolute')
    if (numbers.length === 0) return 'no numbers'
    return numbers.flatMap((a) =>
      boxes('svg')
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map(({ x, y }) => [x, y]),
    )
  })
  expect(covered).toEqual([])
  await close()
})
