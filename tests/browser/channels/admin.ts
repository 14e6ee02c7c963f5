import type { Page } from 'playwright-core'
import { registry } from '../../../adapters/registry.node.ts'
import type { Line } from '../../../lab/lines.ts'

/** What the console calls a kind, and the fields of its form, in English. */
function form(kind: string): { label: string; field: (name: string) => string } {
  const manifest = registry[kind]?.manifest
  if (!manifest) throw new Error(`There is no kind ${kind}`)
  return {
    label: manifest.label.en,
    field(name) {
      const found = manifest.fields.find((one) => one.name === name)
      return `${found?.label.en}${found?.optional ? ' (optional)' : ''}`
    },
  }
}

export interface Connecting {
  /** Said by the hub itself to whoever comes. */
  greeting?: string
  /** At the end of each step, with its name. */
  at?: (step: 'credentials' | 'account' | 'steps' | 'channel') => Promise<void>
}

/**
 * An admin connects the account of a line: credentials, the account they belong to, what is to be clicked on the platform – where the
 * address goes that the console shows – and the greeting.
 */
export async function connect(page: Page, line: Line, { greeting, at }: Connecting = {}): Promise<void> {
  const { label, field } = form(line.kind)
  await page.getByRole('link', { name: 'Channels', exact: true }).first().click()
  await page.getByRole('link', { name: 'Add channel' }).first().click()
  await page.getByRole('link', { name: label }).click()
  await page.getByRole('heading', { level: 1, name: label }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill(line.name)
  for (const [name, value] of Object.entries(line.credentials)) {
    const input = page.getByLabel(field(name), { exact: true })
    if ((await input.count()) > 0 && (await input.first().evaluate((one) => one.tagName)) === 'INPUT') await input.fill(value)
  }
  await at?.('credentials')
  await page.getByRole('button', { name: 'Check credentials' }).click()
  const enable = page.getByRole('button', { name: 'Enable channel' })
  await enable.waitFor()
  await at?.('account')
  await enable.click()
  const heading = page.getByRole('heading', { level: 1, name: line.name })
  const done = page.getByRole('button', { name: 'I have done all of this' })
  await heading.or(done).waitFor()
  const steps = await done.isVisible()
  if (steps) {
    await line.configure(await page.locator('code').filter({ hasText: '/hooks/' }).first().innerText())
    await at?.('steps')
    await done.click()
  }
  await heading.waitFor()
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor()
  if (greeting !== undefined) {
    await page.getByLabel('Greeting').fill(greeting)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').first().waitFor()
  }
  await at?.('channel')
}
