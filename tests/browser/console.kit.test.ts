import { describe, expect, test } from 'vitest'
import type { BrowserContext } from 'playwright-core'
import { faults } from './console/axe.ts'
import { come, hub, stand } from './console/stand.ts'

stand()

describe.each(['light', 'dark'] as const)('every part can be used by everybody, in %s', (colorScheme) => {
  test.each(['en-GB', 'zh-CN'])('and in %s', async (locale) => {
    const { page } = await come({ path: '/kit', colorScheme, locale })
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await page.getByRole('tabpanel').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await faults(page)).toEqual([])
    }
  })
})

test('a supervisor sees how the channels are and who is there, and changes neither', async () => {
  const sara = await hub.agent('Sara', { role: 'supervisor' })
  const { page, nav } = await come({ email: sara.email, path: '/channels' })
  await page.waitForURL('**/settings/channels')
  await page.getByRole('link', { name: /Test channel/ }).click()
  await page.getByText('Admins set it up and change it.').waitFor()
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
  await page.goBack()
  expect(await page.getByRole('link', { name: /Add channel/ }).count()).toBe(0)
  await nav.getByRole('link', { name: 'Team' }).click()
  await page.getByText('linxiaowen@hub.test').waitFor()
  expect(await page.getByRole('button', { name: 'Add agent' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /^Actions for/ }).count()).toBe(0)
  expect(await page.getByRole('grid', { name: 'Team' }).getByRole('checkbox').count()).toBe(0)
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog', { name: 'Search commands' }).waitFor()
  await page.getByRole('menuitem', { name: 'Team' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Add channel' }).count()).toBe(0)
  await page.goto(`${hub.url}/settings/channels/add`)
  await page.getByText('Only for Admin and above').waitFor()
})

test('what cannot be fetched says why, and is fetched again', async () => {
  let broken = true
  const prepare = async (context: BrowserContext): Promise<void> => {
    await context.route('**/api/agents', (route) =>
      broken ? route.fulfill({ status: 500, json: { code: 'internal' } }) : route.continue(),
    )
  }
  const { page } = await come({ path: '/team', prepare })
  await page.getByText('Something went wrong in Switchboard.').waitFor()
  broken = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('linxiaowen@hub.test').waitFor()
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0)
})
