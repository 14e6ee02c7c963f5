import type { Page } from 'playwright-core'
import type { Seeded } from './demo.ts'

interface Sight {
  name: string
  /** Goes there, and waits until it is seen: by what it is, since its words are in two languages. */
  go: (page: Page, demo: Seeded) => Promise<unknown>
  /** Nobody has signed in. */
  outside?: boolean
}

const inbox = async (page: Page, { hub }: Seeded, path: string): Promise<void> => {
  await page.goto(`${hub}/inbox/${path}`)
  await page
    .locator(path.includes('?') ? 'section p.text-base, section li a' : 'section li a')
    .first()
    .waitFor()
}
const talk = async (page: Page, demo: Seeded, which: keyof Seeded['talk']): Promise<void> => {
  await page.goto(`${demo.hub}/inbox/open/${demo.talk[which]}`)
  await page.locator('[role=log] article').first().waitFor()
}
const settings =
  (path: string) =>
  async (page: Page, { hub }: Seeded): Promise<void> => {
    await page.goto(`${hub}/settings${path}`)
    await page.locator('h1').waitFor()
  }
/** A key of the inbox and what it opens. */
const pressed = (key: string) => async (page: Page, demo: Seeded) => {
  await inbox(page, demo, 'open')
  await page.waitForLoadState('networkidle')
  await page.keyboard.press(key)
  await page.locator('[role=dialog], [role=toolbar]').first().waitFor()
}
const phones = async (page: Page, { lab }: Seeded): Promise<void> => {
  await page.goto(lab)
  await page.locator('article, section').first().waitFor()
}

export const SIGHTS: readonly Sight[] = [
  { name: 'inbox', go: (page, demo) => inbox(page, demo, 'open') },
  { name: 'mine', go: (page, demo) => inbox(page, demo, 'mine') },
  { name: 'empty', go: (page, demo) => inbox(page, demo, 'urgent?channel=0') },
  { name: 'filtered', go: (page, demo) => inbox(page, demo, 'open?priority=urgent') },
  { name: 'private', go: (page, demo) => talk(page, demo, 'private') },
  { name: 'public', go: (page, demo) => talk(page, demo, 'public') },
  { name: 'broken', go: (page, demo) => talk(page, demo, 'broken') },
  { name: 'free', go: (page, demo) => talk(page, demo, 'free') },
  { name: 'palette', go: pressed('Control+k') },
  { name: 'help', go: pressed('?') },
  { name: 'chosen', go: pressed('Shift+x') },
  { name: 'profile', go: settings('/profile') },
  { name: 'preferences', go: settings('/preferences') },
  { name: 'keys', go: settings('/keys') },
  { name: 'channels', go: settings('/channels') },
  {
    name: 'channel',
    go: async (page, demo) => {
      await settings('/channels')(page, demo)
      await page.locator('a[href^="/settings/channels/"]:not([href$="/add"])').nth(1).click()
      await page.waitForURL(/channels\/[^/]+$/)
    },
  },
  { name: 'add', go: settings('/channels/add') },
  { name: 'add-qq', go: settings('/channels/add/qq') },
  { name: 'set-aside', go: settings('/set-aside') },
  { name: 'team', go: settings('/team') },
  { name: 'queues', go: settings('/queues') },
  {
    name: 'queue',
    go: async (page, demo) => {
      await settings('/queues')(page, demo)
      await page.locator('main a[href^="/settings/queues/"]').first().click()
      await page.waitForURL(/queues\/[^/]+$/)
    },
  },
  {
    name: 'wall',
    go: async (page, { hub }) => {
      await page.goto(`${hub}/wall`)
      await page.locator('main dl dd').first().waitFor()
    },
  },
  { name: 'sign-in', outside: true, go: (page, { hub }) => page.goto(hub) },
  {
    name: 'widget',
    outside: true,
    go: async (page, { hub }) => {
      await page.goto(`${hub}/demo`)
      await page.locator('button').first().click()
    },
  },
  { name: 'phones', go: phones },
]

/** What README shows, by file. */
export const README: readonly (Sight & { width: number; height: number })[] = [
  { name: 'console.webp', width: 1440, height: 860, go: (page, demo) => talk(page, demo, 'private') },
  {
    name: 'phones.webp',
    width: 1440,
    height: 860,
    // The row of phones on which something has been said.
    go: async (page, demo) => {
      await phones(page, demo)
      await page
        .getByText('李强', { exact: true })
        .first()
        .evaluate((name) => {
          name.style.scrollMarginTop = '1.25rem'
          name.scrollIntoView({ block: 'start' })
        })
    },
  },
]
