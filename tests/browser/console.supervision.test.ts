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

test('a conversation says why it still waits, and its agent why they have it', async () => {
  await hub.desk.rooms.queueCommands.change(hub.owner, 1, { mode: 'push' })
  const amara = await hub.agent('Amara', { capacity: 1 })
  await hub.desk.rooms.agents.presence(hub.owner, 'busy')
  const mine = await hub.say('Where is my order?', { from: 'm', name: 'Maya' })
  const waits = await hub.say('Is anybody there?', { from: 'j', name: 'Jonas' })
  const { page } = await come({ email: amara.email, path: `/inbox/open/${waits}` })
  await page.getByText('It waits for an agent who may have it: 1 is busy, 1 has no room.').waitFor()
  await hub.desk.rooms.agents.presence(hub.owner, 'away')
  await page.getByText('1 is away, 1 has no room.').waitFor()
  await page.getByRole('link', { name: 'Maya' }).click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Why me?' }).click()
  const dialog = page.getByRole('dialog', { name: 'Why me?' })
  await dialog.getByText('Amara, the only one who was there for it.').waitFor()
  expect(page.url()).toContain(`/${mine}`)
})
