import { expect, test } from 'vitest'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand } from './console/stand.ts'
import { tooSmall } from './console/touch.ts'

stand()

const rules = () => hub.desk.rooms.rules.all()
const names = () => rules().map(({ name }) => name)
const written = (name: string, words: string[], tags: string[] = [name.toLowerCase()]) =>
  hub.desk.rooms.rules.create(hub.owner, { name, enabled: true, match: { words: { any: words } }, effect: { tags } })

test('a rule is written by keyboard, told what is wrong, tried, switched and deleted', async () => {
  const { page } = await come({ path: '/settings/triage' })
  await page.getByText('There are no rules').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('button', { name: 'New rule' }).press('Enter')
  await page.keyboard.type('Invoices')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Invoices' }).waitFor()
  expect(rules()).toMatchObject([{ name: 'Invoices', enabled: false, match: {}, effect: {} }])

  const any = page.getByRole('textbox', { name: 'One of these words', exact: true })
  await any.fill('*')
  await page.keyboard.press('Control+s')
  await page.getByText('each with a letter or digit').waitFor()
  await any.fill('发票\ninvoice*copy')
  await page.getByRole('textbox', { name: 'Tags' }).fill('invoice')
  await page.getByRole('button', { name: /Priority/ }).press('Enter')
  await page.getByRole('option', { name: 'High' }).press('Enter')
  await page.keyboard.press('Control+s')
  await page.getByText('Nothing has been changed').waitFor()
  expect(rules()).toMatchObject([{ match: { words: { any: ['发票', 'invoice*copy'] } }, effect: { priority: 'high', tags: ['invoice'] } }])
  expect(await faults(page)).toEqual([])

  await page.getByRole('link', { name: 'Triage' }).first().press('Enter')
  const list = page.getByRole('list', { name: 'Rules' })
  await list.getByText('Priority High · Tag invoice').waitFor()
  await page.getByRole('switch', { name: 'Invoices: On' }).press('Space')
  await poll(() => rules()[0]?.enabled).toBe(true)
  await page.getByRole('textbox', { name: 'Message' }).fill('请问怎么开發票？')
  await page.getByRole('button', { name: 'Try' }).press('Enter')
  await page.getByText('Priority High, waits in Support.').waitFor()
  await page.getByText('Rule “Invoices”: Priority High, because of “发票”.').waitFor()
  await page.getByRole('textbox', { name: 'Message' }).fill('转人工')
  await page.getByRole('button', { name: 'Try' }).press('Enter')
  await page.getByText('“转人工” always leads to a person.').waitFor()
  expect(await faults(page)).toEqual([])

  await list.getByRole('link', { name: 'Invoices' }).press('Enter')
  await page.getByRole('button', { name: 'Delete rule' }).press('Enter')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).press('Enter')
  await page.getByText('There are no rules').waitFor()
  expect(names()).toEqual([])
})

test('rules are put in order by key and by dragging', async () => {
  for (const name of ['One', 'Two', 'Three']) await written(name, [name])
  const { page } = await come({ path: '/settings/triage' })
  await page.getByRole('button', { name: 'Move up: Three' }).press('Enter')
  await poll(names).toEqual(['One', 'Three', 'Two'])
  await page.getByText('Three is now number 2 of 3.').waitFor({ state: 'attached' })
  const row = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) })
  await row('Two').dragTo(row('One'))
  await poll(names).toEqual(['Two', 'One', 'Three'])
  expect(await page.getByRole('list', { name: 'Rules' }).getByRole('link').allTextContents()).toEqual(['Two', 'One', 'Three'])
})

test('in Chinese and on a phone it fits, and can be touched', async () => {
  await written('发票', ['发票'], ['发票'])
  const { page } = await come({
    path: '/settings/triage',
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  })
  await page.getByRole('list', { name: '规则' }).getByText('加标签“发票”').waitFor()
  await page.getByRole('textbox', { name: '消息内容' }).fill('我要开发票')
  await page.getByRole('button', { name: '试一下' }).click()
  await page.getByText('规则“发票”：加标签“发票”，因为出现了“发票”。').waitFor()
  expect([...(await faults(page)), ...(await tooSmall(page))]).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.getByRole('link', { name: '发票' }).click()
  // What has been read out of the page before stays in React Aria's own corner.
  await page.reload()
  await page.getByRole('textbox', { name: '包含任一词语' }).waitFor()
  expect([...(await faults(page)), ...(await tooSmall(page))]).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('supervisors read the rules and try messages, and change nothing', async () => {
  await written('Invoices', ['invoice'])
  const sue = await hub.agent('Sue', { role: 'supervisor' })
  const { page } = await come({ email: sue.email, path: '/settings/triage' })
  await page.getByRole('link', { name: 'Invoices' }).waitFor()
  expect(await page.getByRole('button', { name: /New rule|Move/ }).count()).toBe(0)
  expect(await page.getByRole('switch').count()).toBe(0)
  await page.getByRole('link', { name: 'Invoices' }).click()
  await page.getByText('Admins write the rules.').waitFor()
})
