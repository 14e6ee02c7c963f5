import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { qrOf } from '../../console/src/features/channels/qr.ts'
import { type Stage, openStage } from './channels/stage.ts'
import { QUESTION, soon, talk } from './channels/talk.ts'
import { faults } from './console/axe.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 90_000)
afterAll(() => stage.close())
afterEach(() => expect(stage.complaints).toEqual([]))

const greeting = '您好，请问有什么可以帮您？ How can we help?'

/** Everybody can use what the console shows now, whatever the theme. */
async function accessible(): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await stage.console.emulateMedia({ colorScheme })
    // Colours take a moment to change.
    await expect.poll(() => faults(stage.console), soon).toEqual([])
  }
  await stage.console.emulateMedia({ colorScheme: 'light' })
}

test('Telegram: a talk with buttons, and no clock', async () => {
  await talk(stage, { line: stage.house.line('telegram'), label: 'Telegram', start: 'Start' })
})

test('X: a talk without buttons, and no clock', async () => {
  await talk(stage, { line: stage.house.line('x'), label: 'X' })
})

test('WeChat by wechaty: the code on the page is scanned with the account’s phone, and people talk', async () => {
  const { console: page, phones, house } = stage
  const code = page.getByRole('img', { name: 'QR code that signs Acme 个人微信 in' })
  const scan = async (): Promise<void> => {
    await code.waitFor()
    await page.getByRole('heading', { name: 'Sign in with your phone' }).waitFor()
    const [shown] = house.lab.journal.list({ platform: 'wechaty', what: 'qrcode' }).slice(-1) as { response: { url: string } }[]
    expect(await code.locator('path').last().getAttribute('d')).toBe(qrOf(shown!.response.url)!.path)
    await accessible()
    await phones.getByRole('region', { name: 'Acme' }).getByRole('button', { name: 'Scan a QR code' }).click()
    const dialog = phones.getByRole('dialog')
    await dialog.getByRole('button', { name: shown!.response.url }).click()
    await dialog.getByRole('button', { name: 'OK' }).click()
    await phones.getByRole('region', { name: 'Acme' }).getByText('Signed in on another device').waitFor()
    await code.waitFor({ state: 'detached' })
  }
  const line = { kind: 'wechaty', name: 'Acme 个人微信', credentials: { puppet: 'wechaty-puppet-mock' }, settings: {}, buttons: false }
  await talk(stage, { line: { ...line, configure: scan }, label: 'WeChat (personal)' })
})

test('QQ: the greeting costs none of the replies, thumbs come back, a message is taken back, and an hour is an hour', async () => {
  const { console: page, house } = stage
  const looked = ['credentials', 'steps', 'channel', 'asking']
  // Three of the four for coming, four for each of two messages.
  const { desk, ada } = await talk(stage, {
    line: house.line('qq'),
    label: 'QQ',
    start: 'Add the bot',
    greeting,
    left: 11,
    at: async (step) => looked.includes(step) && accessible(),
  })
  await ada.log.getByRole('button', { name: 'Helpful', exact: true }).last().click()
  await desk.ours(QUESTION).getByRole('img', { name: 'The customer found this helpful' }).waitFor()

  await desk.say('这句发错了')
  await ada.log.getByText('这句发错了').waitFor()
  await desk.timeline.getByText('Sent', { exact: true }).waitFor()
  await desk.ours('这句发错了').hover()
  await desk.ours('这句发错了').getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: 'Take back…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
  await ada.log.getByText('Acme 客服 recalled a message').waitFor()
  expect(await ada.log.getByText('这句发错了').count()).toBe(0)
  await desk.timeline.getByText('This message was taken back.').waitFor()

  const clock = () => desk.timer.innerText()
  await expect.poll(clock, soon).toMatch(/^59:\d\d min left to reply/)
  const before = await clock()
  await expect.poll(clock, soon).not.toBe(before)
  await desk.reply.fill('写到一半')
  await stage.push(HOUR - 2 * MINUTE)
  await expect.poll(clock, soon).toMatch(/^01:\d\d min left to reply/)
  await stage.push(2 * MINUTE)
  await page.getByText('The platform lets us reply for 1 hour after the customer wrote. That time is over.').waitFor()
  await page.getByText('what you have written is kept').waitFor()
  expect(await desk.timer.count()).toBe(0)
  expect(await desk.send.isDisabled()).toBe(true)
  await desk.reply.press('Enter')
  expect(await desk.reply.inputValue()).toBe('写到一半')
  await accessible()
  await page.reload()
  await expect.poll(() => desk.reply.inputValue(), soon).toBe('写到一半')
  await page.waitForLoadState('networkidle')
  const below = () => desk.timeline.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)
  await expect.poll(below, soon).toBeLessThan(2)

  await ada.say('还在吗？')
  await expect.poll(() => desk.send.isEnabled(), soon).toBe(true)
  await desk.reply.press('Enter')
  await ada.log.getByText('写到一半').waitFor()
  expect(house.lab.journal.list({ platform: 'qq', way: 'call', what: 'messages' }).every(({ status }) => status === 200)).toBe(true)
})

test('WeChat: the greeting is one of three for following, and what comes too late is refused with WeChat’s reason', async () => {
  const { console: page } = stage
  const wechat = { line: stage.house.line('wechat'), label: 'WeChat Official Account', start: 'Follow the account' }
  const { desk, ada } = await talk(stage, { ...wechat, greeting, left: 5 + 2 })
  await expect.poll(() => desk.timer.innerText(), soon).toMatch(/^47:59 h left to reply/)
  // Two replies were among those for following, which like those for the press are there for a minute.
  await stage.push(MINUTE)
  await expect.poll(() => desk.timer.innerText(), soon).toMatch(/^47:58 h left to reply · 4 messages left$/)
  await ada.choose('Let the reply window run out')
  await desk.say('太晚了')
  const late = desk.ours('太晚了')
  await late.getByText('The time in which the platform lets us write is over.').waitFor()
  await late.getByText('The platform says:').waitFor()
  await late.getByRole('button', { name: 'Try again' }).waitFor()
  await accessible()
  await desk.reply.fill('明天再说')
  await stage.push(48 * HOUR)
  await page.getByText('The platform lets us reply for 48 hours after the customer wrote. That time is over.').waitFor()
  expect(await desk.reply.inputValue()).toBe('明天再说')
})

test('WeChat customer service: the welcome costs nothing, and a failure told later reaches the message', async () => {
  const kf = { line: stage.house.line('wechat-kf'), label: 'WeChat customer service', start: 'Open the chat' }
  const { desk, ada } = await talk(stage, { ...kf, greeting, left: 5 })
  await ada.choose('Let the reply window run out')
  await desk.say('太晚了')
  await desk.ours('太晚了').getByText('The time in which the platform lets us write is over.').waitFor()
})
