import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { lab } from '../../../lab/telegram/tests/tools.ts'
import { BUILT } from '../built.ts'
import { startBrowser } from '../chromium.ts'

/** For `expect.poll`. */
export const soon = { timeout: 10_000, interval: 20 }

/** A browser to open the page in. */
export interface Studio {
  browser: Browser
  close: () => Promise<void>
}

export async function openStudio(): Promise<Studio> {
  const browser = await startBrowser()
  return { browser, close: () => browser.close() }
}

export interface Visit {
  page: Page
  started: Awaited<ReturnType<typeof lab>>
  /** Gives somebody a phone by the dialog; with the kind's name, on that platform. */
  newPhone: (name: string, platform?: string, fill?: (dialog: Locator) => Promise<void>) => Promise<Locator>
}

/** Opens the page of a lab that ends with the test. No script may fail on it. */
export async function open({ browser }: Studio, options: BrowserContextOptions = {}): Promise<Visit> {
  const started = await lab({ page: BUILT.phones })
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1400, height: 850 }, ...options })
  page.setDefaultTimeout(8000)
  const errors: string[] = []
  page.on('pageerror', (error) => void errors.push(error.message))
  onTestFinished(async () => {
    await page.close()
    expect(errors).toEqual([])
  })
  await page.goto(started.url)
  const newPhone: Visit['newPhone'] = async (name, platform, fill) => {
    await page
      .getByRole('banner')
      .getByRole('button', { name: /New person|新用户/ })
      .click()
    const dialog = page.getByRole('dialog')
    if (platform !== undefined) await dialog.getByText(platform, { exact: true }).click()
    await dialog.getByLabel(/^(Name|姓名)$/).fill(name)
    await fill?.(dialog)
    await dialog.getByRole('button', { name: /^(OK|好)$/ }).click()
    const phone = page.getByRole('region', { name })
    await phone.waitFor()
    return phone
  }
  return { page, started, newPhone }
}

/** Chooses from the menu of the chat, or from what can be sent. */
export async function choose(phone: Locator, what: string, from: 'Menu' | 'Attach' = 'Menu'): Promise<void> {
  await phone.getByRole('button', { name: from, exact: true }).click()
  await phone.getByRole('menuitem', { name: what }).click()
}

export async function say(phone: Locator, text: string): Promise<void> {
  const field = phone.getByRole('log').locator('xpath=..').getByRole('textbox')
  await field.fill(text)
  await field.press('Enter')
  await phone.getByRole('log').getByText(text).last().waitFor()
}
