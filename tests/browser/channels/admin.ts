import type { Page } from 'playwright-core'
import type { Adapter } from '../../../src/contract/adapter.ts'
import { registry } from '../../../adapters/registry.node.ts'
import type { Line } from '../../../lab/lines.ts'

const kinds: Readonly<Record<string, Adapter>> = registry

/** An account on a platform, without its customers. */
type Account = Omit<Line, 'customer'>

/** What the console calls the kind, and what is typed into its form, by label. Choices stay as they are: the first. */
function form({ kind, credentials }: Account): { label: string; entries: [label: string, value: string][] } {
  const manifest = kinds[kind]?.manifest
  if (!manifest) throw new Error(`There is no kind ${kind}`)
  const typed = manifest.fields.filter(({ name, kind: input }) => name in credentials && input !== 'choice')
  return {
    label: manifest.label.en,
    entries: typed.map(({ name, label, optional }) => [optional ? `${label.en} (optional)` : label.en, credentials[name]!]),
  }
}

interface Connecting {
  /** Said by the hub itself to whoever comes. */
  greeting?: string | undefined
  /** At the end of each step. */
  at?: ((step: 'credentials' | 'account' | 'steps' | 'channel') => Promise<unknown>) | undefined
}

/**
 * An admin connects the account of a line: credentials, the account they belong to, what is to be clicked on the platform – where the
 * address goes that the console shows – and the greeting.
 */
export async function connect(page: Page, line: Account, { greeting, at }: Connecting = {}): Promise<void> {
  const { label, entries } = form(line)
  await page.getByRole('link', { name: 'Settings', exact: true }).first().click()
  await page.getByRole('link', { name: 'Channels', exact: true }).first().click()
  await page.getByRole('link', { name: 'Add channel' }).first().click()
  await page.getByRole('link', { name: label }).click()
  await page.getByRole('heading', { level: 1, name: label }).waitFor()
  await page.getByLabel('Name', { exact: true }).fill(line.name)
  for (const [name, value] of entries) await page.getByLabel(name, { exact: true }).fill(value)
  await at?.('credentials')
  await page.getByRole('button', { name: 'Check credentials' }).click()
  const enable = page.getByRole('button', { name: 'Enable channel' })
  await enable.waitFor()
  await at?.('account')
  if (await enable.isDisabled()) await page.getByText('I have read this').click()
  await enable.click()
  const heading = page.getByRole('heading', { level: 1, name: line.name })
  const done = page.getByRole('button', { name: 'To the channel' })
  await heading.or(done).waitFor()
  if (await done.isVisible()) {
    const address = page.getByRole('code').filter({ hasText: '/hooks/' })
    await line.configure((await address.allInnerTexts())[0] ?? '')
    await at?.('steps')
    await done.click()
    await heading.waitFor()
  } else await line.configure('')
  // Where a person had steps to do, it is not said to work before a message has come.
  await page
    .getByRole('main')
    .getByRole('status')
    .getByText(/^(Live|No message yet)$/)
    .waitFor()
  if (greeting !== undefined) {
    await page.getByLabel('Greeting').fill(greeting)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').first().waitFor()
  }
  await at?.('channel')
}
