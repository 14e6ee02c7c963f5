import { describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand, v } from './console/stand.ts'

stand()

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'))
const nameOf = () => hub.desk.rooms.channels.get(hub.channelId).name
const settings = (locale = 'en-GB') => come({ path: `/settings/channels/${hub.channelId}`, locale })

describe('what is wrong with a field', () => {
  test('stands there before anything is sent, in the language of the page, until it is mended', async () => {
    const { page, calls } = await come({ path: '/settings/team', locale: 'zh-CN' })
    await page.getByRole('button', { name: '添加客服' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('邮箱').fill('nobody')
    await dialog.getByRole('button', { name: '添加并生成链接' }).click()
    await dialog.getByText('请填写此项。').waitFor()
    await dialog.getByText('邮箱格式不正确。').waitFor()
    await poll(() => focused(page)).toBe('name')
    expect(await faults(page)).toEqual([])
    await page.keyboard.type('小明')
    await poll(() => dialog.getByText('请填写此项。').count()).toBe(0)
    await dialog.getByLabel('邮箱').fill('ming@hub.test')
    await poll(() => dialog.getByText('邮箱格式不正确。').count()).toBe(0)
    expect(calls).not.toContain('POST /api/agents')
    await dialog.getByRole('button', { name: '添加并生成链接' }).press('Enter')
    await poll(() => calls).toContain('POST /api/agents')
  })

  test('is said there too where only the server knows it', async () => {
    const { page, context } = await settings()
    await context.route('**/api/channels/*', (route) =>
      route.request().method() === 'PATCH'
        ? route.fulfill({ status: 422, json: { code: 'invalid', fields: [{ field: 'name', message: 'Taken' }] } })
        : route.continue(),
    )
    const name = page.getByLabel('Name', { exact: true })
    await name.fill('Shop')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('The server does not accept this.').waitFor()
    await page.getByText('Mend the marked fields first.').waitFor()
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
    await poll(() => focused(page)).toBe('name')
    await name.fill('Shop 2')
    await poll(() => page.getByText('The server does not accept this.').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Save' }).isEnabled()).toBe(true)
  })
})

describe('what is not saved yet', () => {
  test('is saved by key, also while one writes, or taken back', async () => {
    const { page } = await settings()
    const name = page.getByLabel('Name', { exact: true })
    const save = page.getByRole('button', { name: 'Save' })
    await page.getByText('Nothing has been changed').waitFor()
    expect(await save.isDisabled()).toBe(true)
    await name.fill('Shop')
    await page.getByText('Not saved yet').waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await name.inputValue()).toBe('Test channel')
    await name.fill('Shop')
    await page.keyboard.press('Control+s')
    await page.getByText('Nothing has been changed').waitFor()
    expect(nameOf()).toBe('Shop')
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor()
    expect(await faults(page)).toEqual([])
  })

  test('shows what others change meanwhile where nobody has typed', async () => {
    const { page } = await settings()
    await page.getByLabel('Greeting').fill('Hello')
    await hub.desk.rooms.channelCommands.change(hub.owner, hub.channelId, { name: 'Renamed' })
    await poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Renamed')
    expect(await page.getByLabel('Greeting').inputValue()).toBe('Hello')
  })

  test('is asked for before the page is left', async () => {
    const { page, nav } = await settings()
    await page.getByLabel('Name', { exact: true }).fill('Shop')
    await nav.getByRole('link', { name: 'Team' }).click()
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Shop')
    await nav.getByRole('link', { name: 'Team' }).click()
    await question.getByRole('button', { name: 'Discard and leave' }).click()
    await page.getByRole('heading', { level: 1, name: 'Team' }).waitFor()
    expect(nameOf()).toBe('Test channel')
    // Nothing is asked where nothing was changed.
    await nav.getByRole('link', { name: 'API keys' }).click()
    await v.page.getByRole('heading', { level: 1, name: 'API keys' }).waitFor()
  })
})
