import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../../lab/telegram/tests/tools.ts'
import type { Lab } from '../../lab/server.ts'
import { faults } from './console/axe.ts'
import { open, openStudio, soon, type Studio } from './phone/page.ts'

let studio: Studio
beforeAll(async () => {
  studio = await openStudio()
}, 60_000)
afterAll(() => studio.close())

/** Somebody on each platform, who has written. */
function populate({ telegram, qq, wechat, wechatKf, x }: Lab): void {
  const ada = telegram.person({ name: 'Ada', bot: telegram.bot('7000:secret', { name: 'Acme' }) })
  ada.start()
  ada.sendLocation(31.2, 121.4)
  const ming = qq.person({ name: '小明', bot: qq.bot({ appId: '1904842048', secret: 'DG5g3B4j9X2KOErG', name: '小助手' }) })
  ming.start()
  ming.sendLink('订单', 'https://shop.example/1')
  const fang = wechat.person({ name: '王芳', account: wechat.account({ name: 'Acme', menu: [{ name: '客服', type: 'click', key: 'A' }] }) })
  fang.follow()
  fang.sendVoice(3)
  const lei = wechatKf.person({ name: '李雷', account: wechatKf.corp().openAccount('售后') })
  lei.start()
  lei.recall(lei.say('坏了'))
  x.person({ name: 'Chidi', account: x.account({ name: 'Acme' }) }).say('Hi')
}

test('faults are switched and the journal shows what they did; everything also in Chinese', async () => {
  const { page, started } = await open(studio)
  await page.getByRole('tab', { name: 'Faults' }).click()
  const section = page.getByRole('region', { name: 'Telegram' })
  await section.getByRole('button', { name: 'Telegram' }).click()
  await section.getByLabel('Too many requests').fill('1')
  await expect.poll(() => started.telegram.faults.now.tooMany, soon).toBe(1)
  await section.getByText('1 on').waitFor()
  expect((await call(started.root, 'getMe')).status).toBe(429)
  await page.getByRole('tab', { name: 'Journal' }).click()
  await page.getByText('getMe').click()
  await page.getByText('Too Many Requests: retry after 3').waitFor()
  await page.getByRole('button', { name: 'QQ' }).click()
  await expect.poll(() => page.getByText('getMe').count(), soon).toBe(0)
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('heading', { name: 'QQ 上还没有人。' }).waitFor()
  await page.getByRole('button', { name: '添加第一个用户' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  expect(await faults(page)).toEqual([])
})

test.each(['light', 'dark'] as const)(
  'phones of all platforms beside each other, four at 1280 pixels, without a blemish when %s',
  async (colorScheme) => {
    const { page, started } = await open(studio, { colorScheme, viewport: { width: 1280, height: 800 } })
    populate(started)
    const phones = page.locator('[data-phone]')
    await expect.poll(() => phones.count(), soon).toBe(5)
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: 'Journal, faults and accounts' }).click()
    const tops = await phones.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().top)))
    expect(tops.filter((top) => top === tops[0])).toHaveLength(4)
    await page.getByRole('button', { name: 'WeChat Official Account' }).click()
    await expect.poll(() => phones.count(), soon).toBe(1)
    await page.getByRole('region', { name: '王芳' }).waitFor()
  },
  30_000,
)

test.each(['light', 'dark'] as const)(
  'on a telephone: one phone at a time, the heading in one line, the side over it, %s',
  async (colorScheme) => {
    const { page, started } = await open(studio, { colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true, locale: 'zh-CN' })
    populate(started)
    await expect.poll(() => page.locator('[data-phone]').count(), soon).toBe(5)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect((await page.getByRole('heading', { level: 1 }).boundingBox())!.height).toBeLessThan(30)
    const field = page.getByRole('region', { name: 'Chidi' }).getByRole('textbox')
    const { y, height } = (await field.boundingBox())!
    expect(y + height).toBeLessThan(844)
    await page.getByRole('button', { name: '日志、故障与账号' }).click()
    await page.getByRole('tab', { name: '故障' }).click()
    await page.getByRole('complementary').getByRole('button', { name: '微信客服' }).click()
    await page.getByText('平台宕机').waitFor()
    expect(await faults(page)).toEqual([])
  },
)

test('by keyboard alone: a menu is walked with arrows, closed with Escape, and gives the focus back', async () => {
  const { page, started } = await open(studio)
  const ada = started.telegram.person({ name: 'Ada', bot: started.telegram.bot('7000:secret', { name: 'Acme' }) })
  ada.start()
  const attach = page.getByRole('button', { name: 'Attach' })
  await attach.focus()
  await page.keyboard.press('Enter')
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
  await expect.poll(focused, soon).toContain('Photo …')
  await page.keyboard.press('ArrowUp')
  await expect.poll(focused, soon).toContain('Sticker')
  await page.keyboard.press('Escape')
  await expect.poll(() => attach.evaluate((one) => one === document.activeElement), soon).toBe(true)
  expect(await page.getByRole('menu').count()).toBe(0)
})
