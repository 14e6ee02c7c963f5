import { expect, test } from 'vitest'
import { message } from '../support/events.ts'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand, v } from './console/stand.ts'

stand()

/** Until it is lifted, the database refuses messages that say so. */
function poison(): () => void {
  const { sql } = hub.desk.kit
  sql.exec("CREATE TRIGGER poison BEFORE INSERT ON Message WHEN NEW.text LIKE '%poison%' BEGIN SELECT RAISE(ABORT, 'cannot be taken'); END")
  return () => sql.exec('DROP TRIGGER poison')
}
const cards = () => v.page.getByRole('list', { name: 'Set aside' }).getByRole('article')
const messages = () =>
  hub.desk.kit.sql
    .prepare<{ text: string }>('SELECT text FROM Message')
    .all()
    .map(({ text }) => text)

test('what could not be taken in is shown with its reason and what was sent, and is taken in by keyboard when it can be', async () => {
  const mend = poison()
  await hub.receive(message('poison', { from: 'maya', name: 'Maya' }))
  const { page } = await come({ path: '/channels' })
  await page.getByText('1 message could not be taken in.').waitFor()
  await page.getByRole('link', { name: 'Have a look' }).click()
  const card = cards().first()
  await card.getByText('Test channel').waitFor()
  await card.getByText('cannot be taken').waitFor()
  await card.getByText('What the platform sent').press('Enter')
  await card.getByRole('region', { name: 'What the platform sent' }).getByText('"poison"').waitFor()
  expect(await faults(page)).toEqual([])

  const again = card.getByRole('button', { name: 'Take in again' })
  await again.press('Enter')
  await page.getByText('It still cannot be taken in.').waitFor()
  expect(messages()).toEqual([])
  mend()
  await again.press('Enter')
  await page.getByText('It has been taken in.').waitFor()
  await card.getByText('Taken in', { exact: true }).waitFor()
  expect(messages()).toEqual(['poison'])
  expect(await again.count()).toBe(0)
})

test('is thrown away after a question; then there is nothing left', async () => {
  poison()
  await hub.receive(message('poison one', { from: 'maya' }), message('poison two', { from: 'jonas' }))
  const { page } = await come({ path: '/channels/set-aside' })
  await poll(() => cards().count()).toBe(2)
  const discard = cards().first().getByRole('button', { name: 'Discard' })
  await discard.click()
  await page.getByText('the platform does not send it again').waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  expect(await cards().count()).toBe(2)
  for (const left of [1, 0]) {
    await discard.click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
    await poll(() => cards().count()).toBe(left)
  }
  await page.getByText('Nothing is set aside').waitFor()
  // What the buttons have read out is gone then, and only the page is looked at.
  await page.reload()
  await page.getByText('Nothing is set aside').waitFor()
  expect(await faults(page)).toEqual([])
})

test('there are more of them than fit one page, and Chinese words for all of it', async () => {
  poison()
  await hub.receive(...Array.from({ length: 60 }, (_, index) => message(`poison ${index}`, { from: 'maya' })))
  const { page } = await come({ path: '/channels/set-aside', locale: 'zh-CN' })
  await page.getByRole('heading', { name: '未能接收' }).waitFor()
  const list = page.getByRole('list', { name: '未能接收' }).getByRole('article')
  await poll(() => list.count()).toBe(50)
  await page.getByRole('button', { name: '显示更多' }).click()
  await poll(() => list.count()).toBe(60)
})

test('is for admins alone', async () => {
  const tom = await hub.agent('Tom')
  const { page } = await come({ email: tom.email, path: '/channels/set-aside' })
  await page.waitForURL('**/settings/set-aside')
  await page.getByText('Only for Admin and above').waitFor()
  expect(v.calls.filter((call) => call.includes('set-aside'))).toEqual([])
})
