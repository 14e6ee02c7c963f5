import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import enAuth from '../../console/src/i18n/en/auth.ts'
import enCommands from '../../console/src/i18n/en/commands.ts'
import enViews from '../../console/src/i18n/en/views.ts'
import enShell from '../../console/src/i18n/en/shell.ts'
import enTalk from '../../console/src/i18n/en/talk.ts'
import enInbox from '../../console/src/i18n/en/inbox.ts'
import zhAuth from '../../console/src/i18n/zh/auth.ts'
import zhCommands from '../../console/src/i18n/zh/commands.ts'
import zhViews from '../../console/src/i18n/zh/views.ts'
import zhShell from '../../console/src/i18n/zh/shell.ts'
import zhTalk from '../../console/src/i18n/zh/talk.ts'
import zhInbox from '../../console/src/i18n/zh/inbox.ts'
import { message } from '../support/events.ts'
import { PASSWORD } from './console/hub.ts'
import { come, hub, poll, stand } from './console/stand.ts'

stand()

/** What is typed into the palette, and what stands on the page. */
const LANGUAGES = {
  'en-GB': {
    ...enAuth,
    ...enCommands,
    ...enViews,
    ...enInbox,
    ...enTalk,
    ...enShell,
    typed: { available: 'set avail', waiting: 'go wait', mine: 'go mine', out: 'sign out' },
  },
  'zh-CN': {
    ...zhAuth,
    ...zhCommands,
    ...zhViews,
    ...zhInbox,
    ...zhTalk,
    ...zhShell,
    typed: { available: 'swzx', waiting: 'dengdai', mine: 'wode', out: 'tcdl' },
  },
}

test.each(['en-GB', 'zh-CN'] as const)(
  'a day of work is done by keyboard alone, in %s',
  async (locale) => {
    const words = LANGUAGES[locale]
    await hub.desk.rooms.queueCommands.create(hub.owner, { name: 'Billing' })
    const mei = await hub.agent('Mei', { role: 'supervisor', away: true })
    await hub.agent('Sofia')
    const maya = await hub.say('Where is my order?', { from: 'maya', name: 'Maya' })
    const post = message('Third broken pot', { from: 'ida', name: 'Ida', thread: 'post-1', surface: 'comment' })
    await hub.receive({ ...post, thread: { externalId: 'post-1', title: 'Third broken pot' } })
    const ida = maya + 1
    const state = (number: number) => hub.desk.rooms.reading.conversation(number)
    const { page } = await come({ email: null, path: '/', locale })
    const { keyboard } = page
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key)
    }
    const opened = (name: string) => page.getByRole('heading', { level: 2, name }).first().waitFor()
    const palette = async (typed: string, title: string): Promise<void> => {
      await press('Control+k')
      await page.getByRole('dialog', { name: words.commands.palette }).waitFor()
      await keyboard.type(typed)
      await page.getByRole('menuitem', { name: title }).and(page.locator('[data-focused]')).waitFor()
      await press('Enter')
    }
    const undo = async (): Promise<void> => {
      await page.getByRole('button', { name: words.common.undo }).waitFor()
      await press('Control+z')
    }
    const closed = () => page.getByRole('dialog').waitFor({ state: 'detached' })
    const written = async (text: string): Promise<void> => {
      await page.locator('textarea:focus').waitFor()
      await keyboard.type(text)
    }

    await page.getByRole('heading', { name: words.auth.signIn.title }).waitFor()
    await page.locator('input:focus').waitFor()
    await keyboard.type(mei.email)
    await press('Tab')
    await keyboard.type(PASSWORD)
    await press('Enter')
    await page.getByText(words.views.away).waitFor()
    await palette(words.typed.available, words.commands.available)
    await page.getByText(words.views.away).waitFor({ state: 'detached' })

    // The first in line: an answer, and a word for the team.
    await press('Shift+N')
    await opened('Maya')
    await press('r')
    await written('It is on its way.')
    await press('Enter')
    await poll(() => hub.platform.delivered.map(({ text }) => text)).toEqual(['It is on its way.'])
    await press('Escape', 'n')
    await written('She is friendly.')
    await press('Enter')
    await page.getByRole('log').getByText('She is friendly.').waitFor()
    await press('Escape')

    // The next, in public: said twice.
    await press('Shift+N')
    await opened('Ida')
    await press('r')
    await written('A new pot is coming.')
    await press('Enter')
    await page.getByRole('button', { name: words.talk.postPublicly, disabled: false }).waitFor()
    await press('Enter')
    await poll(() => hub.platform.delivered.length).toBe(2)
    await press('Escape')

    // Put off, and taken back; to another queue, and fetched back.
    await press('z')
    await page.locator('[role=menuitem][data-focused]').waitFor()
    await press('Enter')
    await poll(() => state(ida).status).toBe('snoozed')
    await undo()
    await poll(() => state(ida).status).toBe('active')
    await press('q')
    await page.getByRole('option', { name: 'Billing' }).waitFor()
    await walk(page, 'ArrowDown', 'Billing')
    await press('Enter')
    await poll(() => state(ida).queue.name).toBe('Billing')
    await closed()
    await press('c')
    await poll(() => state(ida).owner).toMatchObject({ kind: 'agent', id: mei.id })
    await closed()
    await press('p')
    await page.locator('[role=option][data-focused]').waitFor()
    await press('Enter')
    await poll(() => state(ida).priority).toBe('urgent')
    await closed()
    await press('a')
    await page.getByRole('option', { name: 'Sofia' }).waitFor()
    await walk(page, 'ArrowDown', 'Sofia')
    await press('Enter')
    await poll(() => state(ida).owner.name).toBe('Sofia')

    // A list of one's own.
    await closed()
    await press('g', 'o')
    await page.getByRole('heading', { level: 1, name: words.inbox.views.open }).waitFor()
    await press('/')
    await walk(page, 'Tab', words.views.filter)
    await press('Enter')
    await walk(page, 'ArrowDown', words.priority.urgent)
    await press('Enter', 'Escape')
    await walk(page, 'Tab', words.views.save)
    await press('Enter')
    await page.locator('[role=dialog] input:focus').waitFor()
    await keyboard.type('VIP')
    await press('Enter')
    await page.getByRole('link', { name: 'VIP' }).waitFor()
    await press('Escape')
    await palette(words.typed.waiting, words.commands.goWaiting)
    await page.getByText(words.inbox.empty.waiting.title).waitFor()

    // Done, not done, done.
    await palette(words.typed.mine, words.commands.goMine)
    await page.getByRole('heading', { level: 1, name: words.inbox.views.mine }).waitFor()
    await page.getByRole('link', { name: 'Maya' }).waitFor()
    await press('j')
    await opened('Maya')
    await press('e')
    await poll(() => state(maya).status).toBe('resolved')
    await page.getByText(words.inbox.empty.mine.title).waitFor()
    await undo()
    await poll(() => state(maya).status).toBe('active')
    await opened('Maya')
    await press('e')
    await poll(() => state(maya).status).toBe('resolved')
    await press('?')
    await page.getByRole('dialog', { name: words.help.title }).waitFor()
    await press('Escape')
    await closed()
    await palette(words.typed.out, words.commands.signOut)
    await page.getByRole('heading', { name: words.auth.signIn.title }).waitFor()
  },
  120_000,
)

/** Until something of this name has the focus. */
async function walk(page: Page, key: string, name: string): Promise<void> {
  // The page itself has it while a menu closes, and says all that is written on it.
  const focused = () =>
    page.evaluate(() => {
      const { activeElement, body } = document
      return activeElement === body ? ' ' : `${activeElement?.getAttribute('aria-label') ?? ''} ${activeElement?.textContent}`
    })
  for (let steps = 0; steps < 30; steps += 1) {
    await expect.poll(focused).not.toBe(' ')
    if ((await focused()).includes(name)) return
    await page.keyboard.press(key)
  }
  throw new Error(`no way by ${key} to ${name}`)
}
