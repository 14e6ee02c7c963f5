import { expect, test } from 'vitest'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand, v } from './console/stand.ts'

stand()

const table = (name = 'Table') => v.page.getByRole('grid', { name })
const first = () => table().getByRole('row').nth(1).innerText()
const openData = async (): Promise<void> => {
  await v.page.getByRole('tab', { name: 'Data' }).click()
  await table().getByRole('row').nth(1).waitFor()
}

test('thousands of rows are read and sorted, and only those in sight are drawn', async () => {
  const { page } = await come({ path: '/kit' })
  await openData()
  expect(await table().getAttribute('aria-rowcount')).toBe('2001')
  expect(await table().getByRole('row').count()).toBeLessThan(60)
  const load = table().getByRole('columnheader', { name: 'Load' })
  await load.click()
  await poll(first).toMatch(/\b0$/)
  expect(await load.getAttribute('aria-sort')).toBe('ascending')
  await load.click()
  await poll(first).toMatch(/\b100$/)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await poll(() => table().getByRole('row').last().innerText()).toMatch(/\b0$/)
  expect(await table().getByRole('row').count()).toBeLessThan(60)
})

test('rows are chosen by keyboard: one, all, none', async () => {
  const { page } = await come({ path: '/kit' })
  await openData()
  await table().getByRole('row').nth(1).focus()
  await page.keyboard.press('Space')
  await page.getByText('1 of 2000 chosen').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.getByText('2 of 2000 chosen').waitFor()
  await page.keyboard.press('Control+a')
  await page.getByText('2000 of 2000 chosen').waitFor()
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByText('2000 in all').waitFor()
  await table().locator('label').first().click()
  await page.getByText('2000 of 2000 chosen').waitFor()
})

test('several people are changed at once', async () => {
  const agents = [await hub.agent('Tom'), await hub.agent('Sofia')]
  const { page } = await come({ path: '/settings/team' })
  await table('Team').getByRole('row', { name: 'Tom' }).waitFor()
  expect(await faults(page)).toEqual([])
  for (const { name } of agents) await table('Team').getByRole('row', { name }).locator('label').click()
  await page.getByRole('button', { name: 'Set capacity…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Conversations at the same time').fill('1001')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('Enter a number from 0 to 1000.').waitFor()
  await dialog.getByLabel('Conversations at the same time').fill('7')
  await dialog.getByRole('button', { name: 'Save' }).click()
  for (const { id, name } of agents) {
    await table('Team').getByRole('row', { name }).getByText('0 of 7').waitFor()
    expect((await hub.desk.rooms.agents.get(id)).capacity).toBe(7)
  }
})

test('on a phone what else there is to say stands below the name', async () => {
  await hub.agent('Tom')
  const { page } = await come({ path: '/settings/team', viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
  const row = table('Team').getByRole('row', { name: 'Tom' })
  await row.getByText('0 of 10').waitFor()
  expect(await table('Team').getByRole('columnheader').count()).toBe(3)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await row.getByRole('button', { name: 'Actions for Tom' }).tap()
  await page.getByRole('menuitem', { name: 'Set capacity…' }).waitFor()
  expect(await faults(page)).toEqual([])
})
