import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { call, lab, token } from '../../lab/telegram/tests/tools.ts'

const soon = { timeout: 10_000 }
let browser: Browser
let built: string

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'lab-phone-'))
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
  const [started] = await Promise.all([
    chromium.launch({ executablePath: '/usr/bin/chromium', args }),
    build({ configFile: join(import.meta.dirname, '../../lab/phone/vite.config.ts'), logLevel: 'error', build: { outDir: built } }),
  ])
  browser = started
}, 60_000)

afterAll(async () => {
  await browser.close()
  await rm(built, { recursive: true })
})

async function open(): Promise<{ page: Page; started: Awaited<ReturnType<typeof lab>>; newPhone: (name: string) => Promise<Locator> }> {
  const started = await lab({ page: built })
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1400, height: 850 } })
  const errors: string[] = []
  page.on('pageerror', (error) => void errors.push(error.message))
  onTestFinished(async () => {
    await page.close()
    expect(errors).toEqual([])
  })
  await page.goto(started.url)
  const newPhone = async (name: string): Promise<Locator> => {
    await page.getByRole('button', { name: 'New person' }).click()
    await page.getByRole('dialog').getByRole('textbox').fill(name)
    await page.getByRole('button', { name: 'OK' }).click()
    const phone = page.getByRole('region', { name })
    await phone.waitFor()
    return phone
  }
  return { page, started, newPhone }
}

test('a conversation by hand: start, write, press, see ticks, typing, edits and reactions', async () => {
  const { page, started, newPhone } = await open()
  started.telegram.bot(token, { name: 'Acme' })
  const phone = await newPhone('Ada')
  await phone.getByRole('button', { name: 'Start' }).click()
  const chat = Number(started.telegram.phones()[0]!.owner.id)
  await phone.getByText('/start').waitFor()
  const markup = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] }
  const sent = await call(started.root, 'sendMessage', { chat_id: chat, text: '<b>Really?</b>', parse_mode: 'HTML', reply_markup: markup })
  await phone.getByRole('button', { name: 'Yes' }).click()
  await expect.poll(async () => JSON.stringify((await call(started.root, 'getUpdates')).body), soon).toContain('"data":"y"')
  await call(started.root, 'sendChatAction', { chat_id: chat, action: 'typing' })
  await phone.getByText('typing').waitFor()
  const { message_id: id } = sent.body.result as { message_id: number }
  await call(started.root, 'editMessageText', { chat_id: chat, message_id: id, text: 'Done.' })
  await phone.getByText('Done.').waitFor()
  await phone.getByText('edited').waitFor()
  await phone.getByRole('textbox', { name: 'Message' }).fill('It is broken 👩‍🔧')
  await page.keyboard.press('Enter')
  await phone.getByText('It is broken').waitFor()
  await expect.poll(() => phone.getByLabel('sent').count(), soon).toBe(2)
  const updates = (await call(started.root, 'getUpdates')).body.result as { update_id: number }[]
  await call(started.root, 'getUpdates', { offset: updates.at(-1)!.update_id + 1 })
  await expect.poll(() => phone.getByLabel('delivered').count(), soon).toBe(2)
  await phone.getByText('Done.').click({ button: 'right' })
  await phone.getByRole('button', { name: '👍' }).click()
  await expect.poll(() => started.telegram.phones()[0]!.chats[0]!.bubbles[1]!.reactions, soon).toEqual(['👍'])
}, 30_000)

test('albums, voice and places are sent and shown; blocking shows its bar', async () => {
  const { started, newPhone } = await open()
  started.telegram.bot(token, { name: 'Acme' })
  const phone = await newPhone('小明')
  await phone.getByRole('button', { name: 'Start' }).click()
  const attach = async (what: string): Promise<void> => {
    await phone.getByRole('button', { name: 'Attach' }).click()
    await phone.getByRole('menuitem', { name: what }).click()
  }
  await attach('Album of 4')
  const loaded = (): Promise<number> =>
    phone.locator('img').evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth === 800).length)
  await expect.poll(loaded, soon).toBe(4)
  await phone.getByRole('button', { name: 'Voice message' }).click()
  await phone.getByRole('button', { name: 'Play' }).click()
  await phone.getByRole('button', { name: 'Pause' }).waitFor()
  await attach('Location')
  await phone.getByText('31.2304, 121.4737').waitFor()
  await phone.getByRole('button', { name: 'Menu' }).click()
  await phone.getByRole('menuitem', { name: 'Block' }).click()
  await phone.getByRole('button', { name: 'Unblock' }).waitFor()
  expect((await call(started.root, 'sendMessage', { chat_id: started.telegram.phones()[0]!.owner.id, text: 'x' })).status).toBe(403)
}, 30_000)

test('faults are switched and the journal shows what they did; everything also in Chinese', async () => {
  const { page, started } = await open()
  await page.getByRole('tab', { name: 'Faults' }).click()
  await page.getByLabel('Too many requests').fill('1')
  await expect.poll(() => started.telegram.faults.now.tooMany, soon).toBe(1)
  expect((await call(started.root, 'getMe')).status).toBe(429)
  await page.getByRole('tab', { name: 'Journal' }).click()
  await page.getByText('getMe').click()
  await page.getByText('Too Many Requests: retry after 3').waitFor()
  await page.getByRole('button', { name: '中文' }).click()
  await page.getByRole('button', { name: '新用户' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh')
}, 30_000)
