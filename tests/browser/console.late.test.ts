import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { come, hub, poll, stand, v } from './console/stand.ts'

stand()

/** Keeps a part of the console back until it is let go. */
function keptBack(part: string): { prepare: (context: BrowserContext) => Promise<void>; asked: Promise<void>; letGo: () => void } {
  const go = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  return {
    async prepare(context) {
      await context.route(`**/assets/${part}-*.js`, async (route) => {
        asked.resolve()
        await go.promise
        await route.continue()
      })
    },
    asked: asked.promise,
    letGo: go.resolve,
  }
}

const focused = (): Promise<string> => v.page.evaluate(() => document.activeElement?.textContent ?? '')

test('what is typed before the palette is there is in it when it comes, and does nothing else', async () => {
  await hub.say('one', { name: 'Maya' })
  const palette = keptBack('Palette')
  await come({ path: '/inbox/waiting', prepare: palette.prepare })
  await v.open('Maya')
  await v.page.keyboard.press('Control+k')
  await palette.asked
  await v.page.keyboard.type('priority')
  palette.letGo()
  const field = v.page.getByRole('searchbox', { name: 'Search commands' })
  await poll(() => field.inputValue()).toBe('priority')
  await v.page.keyboard.press('Escape')
  expect(v.calls.filter((call) => call.endsWith('/priority'))).toEqual([])
})

test('what is chosen and resolved in two keys is resolved, however late its bar comes', async () => {
  await hub.say('one', { name: 'Maya' })
  const bar = keptBack('SelectionBar')
  await come({ path: '/inbox/waiting', prepare: bar.prepare })
  await v.open('Maya')
  await v.page.keyboard.press('x')
  await bar.asked
  await v.page.keyboard.press('e')
  expect(v.calls.filter((call) => call.endsWith('/resolve'))).toEqual([])
  bar.letGo()
  await v.page.getByText('Maya: resolved.').first().waitFor()
})

test('a menu opened by key takes the keys after it, and gives the focus back', async () => {
  const menu = keptBack('AgentMenu')
  await come({ prepare: menu.prepare })
  const button = v.page.getByRole('button', { name: 'Account and presence' })
  await button.focus()
  await v.page.keyboard.press('Enter')
  await menu.asked
  await v.page.keyboard.press('ArrowDown')
  menu.letGo()
  await poll(focused).toContain('Busy')
  await v.page.keyboard.press('Enter')
  await button.getByText('Busy').waitFor()
  await poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true)
})

test('a word about a button is there for pointer and keyboard, and goes with Escape', async () => {
  await come()
  const button = v.page.getByRole('button', { name: 'Filter' })
  await button.hover()
  await v.page.getByRole('tooltip').waitFor()
  expect(await button.evaluate((one) => document.getElementById(one.getAttribute('aria-describedby') ?? '')?.textContent)).toBe('Filter')
  await v.page.keyboard.press('Escape')
  await poll(() => v.page.getByRole('tooltip').count()).toBe(0)
  await v.page.getByRole('searchbox').first().focus()
  await v.page.keyboard.press('Tab')
  await v.page.getByRole('tooltip').waitFor()
})
