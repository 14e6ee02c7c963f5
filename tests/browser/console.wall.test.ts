import { expect, test } from 'vitest'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand } from './console/stand.ts'

stand()

test('a supervisor sees who waits and who is there, as it happens, also on a big screen', async () => {
  await hub.agent('Sofia', { away: true })
  await hub.say('Hello?', { name: 'Maya' })
  const { page, calls } = await come({ path: '/wall', colorScheme: 'light' })
  const figure = (name: string) => page.locator('dl > div', { hasText: name }).locator('dd')
  await figure('Waiting').getByText('1', { exact: true }).waitFor()
  expect(await figure('Agents available').innerText()).toContain('of 2')
  await page.getByRole('button', { name: 'For a big screen' }).click()
  const wall = page.getByRole('dialog', { name: 'Live wall' })
  await wall.waitFor()
  for (const from of ['b', 'c', 'd']) await hub.say('Hello?', { from, name: from })
  await figure('Waiting').getByText('4', { exact: true }).waitFor()
  // However much happens, it is read a few times.
  expect(calls.filter((call) => call === 'GET /api/queues/live').length).toBeLessThan(5)
  expect(await faults(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark')
  await page.keyboard.press('Escape')
  await poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe(undefined)
  await page.getByRole('heading', { name: 'Live wall' }).waitFor()
})
