import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { startBrowser } from './chromium.ts'
import { faults } from './console/axe.ts'
import { PASSWORD } from './console/hub.ts'
import { come, hub, openHub, poll, stand } from './console/stand.ts'

stand()

const linkOn = async (page: Page): Promise<string> => page.getByRole('dialog').locator('code').innerText()

async function fillSetup(page: Page): Promise<void> {
  await page.getByLabel('Name').fill('Lin')
  await page.getByLabel('E-mail').fill('lin@hub.test')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
}

describe('the first start', () => {
  beforeEach(async () => {
    await openHub({ empty: true })
  })

  test('goes on at 127.0.0.1, though the server calls itself localhost', async () => {
    const { page } = await come({ email: null, path: '/sign-in' })
    const token = await hub.desk.rooms.firstStart.token()
    await page.goto(`${hub.url.replace('localhost', '127.0.0.1')}/setup?token=${token}`)
    await fillSetup(page)
    await page.getByText('No channels yet').waitFor()
    await page.getByRole('button', { name: /Account and presence/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in to Switchboard' }).waitFor()
  })

  test('says at another name which address to use, and leads there with the link', async () => {
    const browser = await startBrowser({ flags: ['--host-resolver-rules=MAP desk.example 127.0.0.1'] })
    const page = await browser.newPage({ locale: 'en-GB', reducedMotion: 'reduce' })
    const token = await hub.desk.rooms.firstStart.token()
    await page.goto(`${hub.url.replace('localhost', 'desk.example')}/setup?token=${token}`)
    await page.getByText(`Switchboard answers at ${hub.url}`).waitFor()
    expect(await page.getByRole('button', { name: 'Create account' }).count()).toBe(0)
    expect(await faults(page)).toEqual([])
    await page.getByRole('link', { name: `Continue at ${hub.url}` }).click()
    await fillSetup(page)
    await page.getByText('No channels yet').waitFor()
    await browser.close()
  })
})

describe('a link', () => {
  test('invites somebody: they choose a password and are in, and it is done with', async () => {
    const admin = await come({ path: '/team' })
    await admin.page.getByRole('button', { name: 'Add agent' }).click()
    await admin.page.getByLabel('Name', { exact: true }).fill('Mei')
    await admin.page.getByLabel('E-mail').fill('mei@hub.test')
    await admin.page.getByRole('button', { name: 'Add and make link' }).click()
    await admin.page.getByRole('heading', { name: 'Invitation for Mei' }).waitFor()
    const link = await linkOn(admin.page)
    await admin.page.getByRole('button', { name: 'Done' }).click()
    const row = admin.page.getByRole('row').filter({ hasText: 'mei@hub.test' })
    await row.getByText('Invited').waitFor()

    const mei = await come({ email: null, path: link.slice(hub.url.length), viewport: { width: 390, height: 780 } })
    await mei.page.getByRole('heading', { name: 'Welcome, Mei' }).waitFor()
    expect(await mei.page.getByLabel('E-mail').inputValue()).toBe('mei@hub.test')
    expect(await faults(mei.page)).toEqual([])
    await mei.page.getByLabel('New password').fill('bamboo in the rain')
    await mei.page.getByLabel('New password').press('Enter')
    await mei.page.waitForURL('**/inbox/mine')
    await poll(() => row.getByText('Invited').count()).toBe(0)

    await mei.page.goto(link)
    await mei.page.getByText('This link has been used already').waitFor()
    expect(await faults(mei.page)).toEqual([])
  })

  test('lets somebody back in who forgot their password', async () => {
    const tom = await hub.agent('Tom')
    const admin = await come({ path: '/team' })
    await admin.page.getByRole('button', { name: 'Actions for Tom' }).click()
    await admin.page.getByRole('menuitem', { name: 'Link for a new password' }).click()
    await admin.page.getByRole('heading', { name: 'New password for Tom' }).waitFor()
    const link = await linkOn(admin.page)
    expect(await faults(admin.page)).toEqual([])
    const { page } = await come({ email: null, path: link.slice(hub.url.length), locale: 'zh-CN' })
    await page.getByRole('heading', { name: 'Tom，欢迎回来' }).waitFor()
    await page.getByLabel('新密码').fill('bamboo in the rain')
    await page.getByRole('button', { name: '设置密码并登录' }).click()
    await page.waitForURL('**/inbox/mine')
    const old = { data: { email: tom.email, password: PASSWORD }, headers: { origin: hub.url } }
    expect((await page.request.post(`${hub.url}/api/auth/sign-in/email`, old)).status()).toBe(401)
  })
})

test('everybody keeps their own profile, and a new browser speaks their language', async () => {
  const tom = await hub.agent('Tom')
  const { page } = await come({ email: tom.email })
  await page.getByRole('button', { name: /Account and presence/ }).click()
  await page.getByRole('menuitem', { name: 'Your profile' }).click()
  await page.getByRole('heading', { name: 'Your profile' }).waitFor()
  expect(await faults(page)).toEqual([])
  await page.getByLabel('Name').fill('Tom 汤姆')
  await page.getByText('简体中文').click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: '个人资料' }).waitFor()
  await page.getByRole('button', { name: /Tom 汤姆/ }).waitFor()

  await page.getByLabel('当前密码').fill('not this one')
  await page.getByLabel('新密码').fill('bamboo in the rain')
  await page.getByRole('button', { name: '更改密码' }).click()
  await page.getByRole('alert').getByText('当前密码错误').waitFor()
  await page.getByLabel('当前密码').fill(PASSWORD)
  await page.getByRole('button', { name: '更改密码' }).click()
  await page.getByText('密码已更改').waitFor()
  expect(await page.getByLabel('新密码').inputValue()).toBe('')

  const other = await come({ email: null, path: '/sign-in' })
  await other.page.getByLabel('E-mail').fill(tom.email)
  await other.page.getByLabel('Password').fill('bamboo in the rain')
  await other.page.getByLabel('Password').press('Enter')
  await other.page.getByRole('link', { name: '我的' }).first().waitFor()
})
