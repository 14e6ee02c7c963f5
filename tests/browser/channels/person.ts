import type { Locator, Page } from 'playwright-core'

/** Somebody with an emulated phone in the hand. */
export interface Person {
  phone: Locator
  /** What the chat shows. */
  log: Locator
  say(text: string): Promise<void>
  /** How many pictures are shown. */
  pictures(): Promise<number>
  /** Chooses from the menu of the chat, or from what can be sent. */
  choose(what: string, from?: 'Menu' | 'Attach'): Promise<void>
}

/** Gives somebody a phone on a platform, with the chat of its one account open. */
export async function person(page: Page, name: string, platform: string): Promise<Person> {
  await page.getByRole('banner').getByRole('button', { name: 'New person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(platform, { exact: true }).click()
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByRole('button', { name: 'OK' }).click()
  const phone = page.getByRole('region', { name })
  const log = phone.getByRole('log')
  return {
    phone,
    log,
    async say(text) {
      const field = log.locator('xpath=..').getByRole('textbox')
      await field.fill(text)
      await field.press('Enter')
      await log.getByText(text).last().waitFor()
    },
    pictures: () =>
      log.getByRole('img', { name: 'Photo' }).evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length),
    async choose(what, from = 'Menu') {
      await phone.getByRole('button', { name: from, exact: true }).click()
      await phone.getByRole('menuitem', { name: what, exact: true }).click()
    },
  }
}
