import type { Locator, Page } from 'playwright-core'
import { PICTURE } from '../../channels/picture.ts'

/** What an agent sees of one conversation, and does in it. */
export interface Desk {
  timeline: Locator
  reply: Locator
  send: Locator
  /** How long and how often the platform still lets us write. */
  timer: Locator
  say(text: string): Promise<void>
  sendPicture(): Promise<void>
  /** Writes a question with options; it is not sent yet. */
  ask(prompt: string, options: readonly string[]): Promise<void>
  /** What an agent said. */
  ours(text: string): Locator
}

function deskOf(page: Page): Desk {
  const timeline = page.getByRole('log', { name: 'Messages' })
  const reply = page.getByRole('textbox', { name: /^(Write a reply…|What do you ask the customer\?)$/ })
  const send = page.getByRole('button', { name: 'Send', exact: true })
  return {
    timeline,
    reply,
    send,
    timer: page.getByRole('timer'),
    ours: (text) => timeline.getByRole('article', { name: / replied, / }).filter({ hasText: text }),
    async say(text) {
      await reply.fill(text)
      await reply.press('Enter')
    },
    async sendPicture() {
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Attach files' }).click()
      await (await chooser).setFiles({ name: 'label.png', mimeType: 'image/png', buffer: Buffer.from(PICTURE) })
      await page.getByRole('list', { name: 'Attachments' }).getByText('label.png').waitFor()
      await send.click()
    },
    async ask(prompt, options) {
      await page.getByRole('button', { name: 'Ask with options' }).click()
      for (const [index, option] of options.entries())
        await page.getByRole('textbox', { name: `Option ${index + 1}`, exact: true }).fill(option)
      await reply.fill(prompt)
    },
  }
}

/** Opens what somebody waits with, by their last words, and claims it. */
export async function claim(page: Page, words: string): Promise<Desk> {
  await page.getByRole('navigation').getByRole('link', { name: 'Waiting' }).click()
  await page.getByRole('list', { name: 'Conversations' }).getByRole('link').filter({ hasText: words }).click()
  await page.getByRole('button', { name: 'Claim and reply' }).click()
  const desk = deskOf(page)
  await desk.reply.waitFor()
  return desk
}
