import { expect, test } from 'vitest'
import type { ManualStep } from '../../src/contract/adapter.ts'
import { message } from '../support/events.ts'
import { createTestAdapter } from '../support/test-adapter.ts'
import { faults } from './console/axe.ts'
import { come, hub, stand, v } from './console/stand.ts'

const step = (code: string, en: string, more: Partial<ManualStep> = {}): ManualStep => ({ code, text: { en, zh: en }, ...more })
const STEPS = [
  step('address', 'Paste this address.', { value: 'https://hub.test/hooks/x', proof: 'call' }),
  step('events', 'Tick these events.', { value: 'A B', proof: 'event' }),
  step('list', 'Add us to the list.'),
]
stand({ others: { manual: createTestAdapter({ kind: 'manual', steps: STEPS }) } })

const drafts = async () => (await hub.desk.kit.db.channel.findMany({ where: { deletedAt: null, kind: 'manual' } })).map(({ id }) => id)
const card = () => v.page.getByRole('listitem').filter({ hasText: 'Set-up not finished' })

async function begin(): Promise<void> {
  const { page } = v
  await page.getByLabel('Address').fill(hub.platform.base)
  await page.getByLabel('Token').fill(hub.platform.token)
  await page.getByLabel('Webhook secret').fill('webhook-secret')
  await page.getByRole('button', { name: 'Check credentials' }).click()
  await page.getByText('Test account').waitFor()
}

test('a channel is set up by a list that stays with it: begun, left, taken up again, and done when the platform has been heard', async () => {
  const { page } = await come({ path: '/channels/add/manual' })
  // Said before anything is asked for.
  await page.getByText('Platforms cannot reach this hub yet: PUBLIC_URL is missing').waitFor()
  await page.getByText(`cloudflared tunnel --url ${hub.url}`).waitFor()
  expect(await faults(page)).toEqual([])
  await begin()

  await page.getByRole('link', { name: 'Channels', exact: true }).first().click()
  await card().getByRole('link', { name: 'Continue' }).click()
  await page.getByText('You began this earlier.').waitFor()
  await page.getByRole('button', { name: 'Enable channel' }).click()
  await page.getByText('The platform has not called yet.').waitFor()
  expect(await drafts()).toHaveLength(1)
  const [id = ''] = await drafts()

  await page.getByRole('button', { name: 'To the channel' }).click()
  const light = page.getByRole('main').getByRole('status').getByText('No message yet')
  await light.waitFor()
  await page.reload()
  await light.waitFor()
  const rows = page.getByRole('listitem').filter({ hasText: /Paste this address|Tick these events|Add us to the list/ })
  expect(await rows.allInnerTexts()).toMatchObject([
    expect.stringContaining('https://hub.test/hooks/x'),
    expect.stringContaining('A B'),
    expect.stringContaining('Done'),
  ])
  await rows.nth(2).getByText('Done').click()
  await expect.poll(() => rows.nth(2).getByRole('checkbox').isChecked()).toBe(true)
  expect(await faults(page)).toEqual([])

  await fetch(`${hub.url}/hooks/${id}?challenge=1`)
  await page.getByText('The platform has found our address.').waitFor()
  await rows.nth(0).getByText('we have seen it ourselves').waitFor()
  await light.waitFor()
  await hub.desk.receive({ channelId: id, events: [message('hello', { at: Date.now() })] })
  await page.getByText('Messages come in: this channel is set up.').waitFor()
  await page.getByRole('main').getByRole('status').getByText('Live', { exact: true }).waitFor()
  await rows.nth(1).getByText('we have seen it ourselves').waitFor()
  await page.reload()
  await page.getByText('Messages come in: this channel is set up.').waitFor()
})

test('who begins again goes on with what there is, or discards it: there is no pile of drafts', async () => {
  const { page } = await come({ path: '/channels/add/manual' })
  await begin()
  await page.goto(`${hub.url}/channels/add/manual`)
  await page.getByText('You began this earlier.').waitFor()
  await page.getByRole('button', { name: 'Other credentials' }).click()
  await begin()
  expect(await drafts()).toHaveLength(1)
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  await page.getByText('The set-up was discarded.').waitFor()
  await page.getByRole('button', { name: 'Check credentials' }).waitFor()
  expect(await drafts()).toEqual([])
  expect(await page.getByText('You began this earlier.').count()).toBe(0)
})
