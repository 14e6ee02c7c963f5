import { expect, test } from 'vitest'
import { faults } from './console/axe.ts'
import { come, poll, stand, v } from './console/stand.ts'

stand()

const open = async (): Promise<void> => {
  await come({ path: '/kit' })
  await v.page.getByRole('tab', { name: 'Choices' }).click()
}

test('several are found by typing and chosen by keyboard, and each is taken away again', async () => {
  await open()
  const field = v.page.getByRole('combobox', { name: 'Team' })
  const chips = v.page.getByRole('grid', { name: 'Team' }).getByRole('row')
  await field.fill('maya')
  await v.page.getByRole('option', { name: 'Maya Okafor' }).waitFor()
  await poll(() => v.page.getByRole('option').count()).toBe(1)
  await field.press('ArrowDown')
  await field.press('Enter')
  await v.page.getByRole('option', { name: 'Maya Okafor', selected: true }).waitFor()
  await field.press('Escape')
  await poll(() => v.page.getByRole('listbox').count()).toBe(0)
  await field.fill('nobody of this name')
  await v.page.getByText('Nothing found').waitFor()
  // What is open hides what stands around it.
  await field.press('Tab')
  await poll(() => chips.allInnerTexts()).toEqual(['Sofia Rossi', 'Maya Okafor'])
  await chips.first().focus()
  await v.page.keyboard.press('Delete')
  await poll(() => chips.allInnerTexts()).toEqual(['Maya Okafor'])
})

test('a period is one of those that are asked for most, typed, or chosen from the calendar by keyboard', async () => {
  await open()
  const days = () => v.page.getByRole('spinbutton').allInnerTexts()
  expect(await days()).toEqual(['1', '5', '2026', '1', '23', '2026'])
  await v.page.getByRole('spinbutton').nth(1).focus()
  await v.page.keyboard.press('ArrowUp')
  await poll(days).toEqual(['1', '6', '2026', '1', '23', '2026'])
  await v.page.getByRole('button', { name: /Open the calendar/ }).press('Enter')
  await v.page.getByRole('grid', { name: /January 2026/ }).waitFor()
  expect(await faults(v.page)).toEqual([])
  await v.page.keyboard.press('ArrowRight')
  await v.page.keyboard.press('Enter')
  await v.page.keyboard.press('ArrowRight')
  await v.page.keyboard.press('Enter')
  await poll(days).toEqual(['1', '7', '2026', '1', '9', '2026'])
  const today = v.page.getByRole('button', { name: 'Today' })
  await today.click()
  await poll(async () => (await days()).slice(0, 3)).toEqual((await days()).slice(3))
  expect(await today.getAttribute('aria-current')).toBe('true')
})
