import { describe, expect, test } from 'vitest'
import { PASSWORD } from './console/hub.ts'
import { come, hub, openHub, poll, stand, v } from './console/stand.ts'

stand()

describe('the door', () => {
  test('says what to do when the password is wrong, and leads to where one wanted to go', async () => {
    const { page } = await come({ email: null, path: '/team' })
    await page.getByLabel('E-mail').fill('linxiaowen@hub.test')
    await page.getByLabel('Password').fill('not this one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor()
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByLabel('Password').press('Enter')
    await page.getByRole('heading', { name: 'Team' }).waitFor()
    await page.getByRole('button', { name: /Account and presence/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Switchboard' }).waitFor()
    await page.goto(`${hub.url}/inbox/mine`)
    await page.getByRole('heading', { name: 'Sign in to Switchboard' }).waitFor()
  })

  test('tells an agent who was disabled, and lets nobody go on who was at work', async () => {
    const tom = await hub.agent('Tom')
    const { page } = await come({ email: tom.email, path: '/inbox/mine' })
    await page.getByText('You have no conversations').waitFor()
    await hub.desk.rooms.agents.change(hub.owner, tom.id, { disabled: true })
    await page.getByRole('heading', { name: 'Sign in to Switchboard' }).waitFor()
    await page.getByLabel('E-mail').fill(tom.email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This account is disabled.').waitFor()
  })

  test('keeps what only admins may see from agents', async () => {
    const tom = await hub.agent('Tom')
    const { page, nav } = await come({ email: tom.email, path: '/settings/channels' })
    await page.waitForURL('**/settings/channels')
    await page.getByText('Only for Supervisor and above').waitFor()
    await nav.getByRole('link', { name: 'API keys' }).waitFor()
    expect(v.calls.filter((call) => call.endsWith('/api/channels'))).toEqual([])
    expect(await nav.getByRole('link', { name: 'Channels' }).count()).toBe(0)
  })

  test('the first start makes the owner and leads to the channels', async () => {
    await openHub({ empty: true })
    const token = await hub.desk.rooms.firstStart.token()
    const { page } = await come({ email: null, path: `/setup?token=wrong` })
    const fill = async () => {
      await page.getByLabel('Name').fill('Lin')
      await page.getByLabel('E-mail').fill('lin@hub.test')
      await page.getByLabel('Password').fill(PASSWORD)
      await page.getByRole('button', { name: 'Create account' }).click()
    }
    await fill()
    await page.getByText('This link is not the one').waitFor()
    await page.goto(`${hub.url}/setup?token=${token}`)
    await fill()
    await page.getByText('No channels yet').waitFor()
    expect((await hub.desk.rooms.agents.list()).map(({ role }) => role)).toEqual(['owner'])
  })
})

describe('channels', () => {
  test('a channel is added from what its kind asks for: checked, enabled, paused', async () => {
    const { page } = await come({ path: '/channels/add' })
    await page.getByRole('link', { name: /Test/ }).click()
    await page.getByLabel('Name').fill('Second')
    await page.getByLabel('Address').fill(hub.platform.base)
    await page.getByLabel('Token').fill('revoked')
    await page.getByLabel('Webhook secret').fill('another-secret')
    await page.getByRole('button', { name: 'Check credentials' }).click()
    await page.getByText('The platform does not accept these credentials.').waitFor()
    await page.getByLabel('Token').fill(hub.platform.token)
    await page.getByRole('button', { name: 'Check credentials' }).click()
    await page.getByText('Test account').waitFor()
    await page.getByRole('button', { name: 'Enable channel' }).click()
    await page.getByRole('heading', { name: 'Second' }).waitFor()
    await page.getByText('Live', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('This channel takes no messages and sends none.').waitFor()
    await page.getByRole('button', { name: 'Delete channel' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete channel' }).click()
    await page.getByRole('heading', { name: 'Channels' }).waitFor()
    expect(await page.getByRole('link', { name: /Second/ }).count()).toBe(0)
  })

  test('the web chat gives the line to put on a page', async () => {
    const { page } = await come({ path: '/channels/add/web' })
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('button', { name: 'Enable channel' }).click()
    await poll(() => page.locator('code').first().innerText()).toMatch(
      new RegExp(`^<script src="${hub.url}/widget.js" data-channel="[\\w-]+" async></script>$`),
    )
  })
})

describe('the look', () => {
  const ground = () => v.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const lightness = async () => Number(/oklch\(([\d.]+)/.exec(await ground())?.[1])

  test('follows the system, and can be chosen', async () => {
    const { page } = await come({ path: '/settings/preferences', colorScheme: 'dark' })
    await page.getByRole('heading', { name: 'Preferences' }).waitFor()
    await expect.poll(lightness).toBeLessThan(0.3)
    await page.getByText('Light', { exact: true }).click()
    await expect.poll(lightness).toBeGreaterThan(0.9)
    await page.reload()
    await page.getByRole('heading', { name: 'Preferences' }).waitFor()
    await expect.poll(lightness).toBeGreaterThan(0.9)
  })

  test('speaks Chinese to a Chinese browser, and English when that is chosen', async () => {
    await hub.say('你好', { name: '王小明' })
    const { page } = await come({ path: '/inbox/waiting', locale: 'zh-CN' })
    await page.getByRole('heading', { name: '等待中' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN')
    await page.getByRole('link', { name: /王小明/ }).click()
    await page.getByRole('button', { name: '接手并回复' }).click()
    await page.getByRole('textbox', { name: '写回复…' }).waitFor()
    await page.getByRole('button', { name: /账号与状态/ }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('textbox', { name: 'Write a reply…' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
  })

  test('on a phone there is the list or the conversation, and the way back', async () => {
    await hub.say('Hello', { name: 'Maya' })
    const { page, list } = await come({ path: '/inbox/waiting', viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })
    await v.open('Maya')
    expect(await list.count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.getByRole('link', { name: 'Back to the list' }).click()
    await list.waitFor()
    await page.getByRole('button', { name: 'Navigation' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await page.getByRole('link', { name: 'Channels' }).click()
    await page.getByRole('heading', { name: 'Channels' }).waitFor()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('link', { name: 'Team' }).waitFor()
  })
})
