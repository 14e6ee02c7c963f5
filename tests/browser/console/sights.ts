import type { Locator, Page } from 'playwright-core'
import { message } from '../../support/events.ts'
import { until } from '../../support/wait.ts'
import type { Content } from '../../../src/model/content.ts'
import type { ConsoleHub } from './hub.ts'

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const text = (words: string): Content => [{ type: 'text', text: words }]
const TOMORROW = 86_400_000

/** A team at work: of everything that pages can show there is something. */
export async function populate(hub: ConsoleHub): Promise<{ token: string }> {
  const { handling, replies, keys, links } = hub.desk.rooms
  const tom = await hub.agent('Tom', { away: true })
  const mei = await hub.agent('Mei', { role: 'supervisor' })
  const maya = await hub.say('Where is my order?', { from: 'maya', name: 'Maya' })
  await handling.claim(hub.owner, maya)
  await replies.note(hub.owner, maya, { content: text('She has called before.'), key: 'note' })
  for (const name of ['one', 'two', 'three', 'leaf.png']) hub.platform.media.set(name, { mime: 'image/png', body: new Uint8Array(PNG) })
  hub.platform.media.set('bill.pdf', { mime: 'application/pdf', body: new Uint8Array([37, 80, 68, 70]) })
  const images = ['one', 'two', 'three'].map((ref) => ({ type: 'image' as const, ref, name: `${ref}.png` }))
  const from = { from: 'maya', name: 'Maya' }
  await hub.say('', { ...from, content: images })
  await hub.say('', { ...from, content: [{ type: 'file', ref: 'bill.pdf', name: 'bill.pdf' }] })
  await hub.say('', {
    ...from,
    content: [
      { type: 'location', latitude: 1, longitude: 2, name: 'The shop' },
      { type: 'unsupported', kind: 'poll', summary: 'A poll' },
    ],
  })
  hub.platform.next({ status: 422 }, 'lose-answer')
  for (const key of ['first', 'second', 'third'])
    await replies.reply(hub.owner, maya, { content: text(`The ${key} answer: https://shop.example/${key}`), key })
  await hub.say('Hello?', { from: 'jonas', name: 'Jonas' })
  const post = message('Third broken pot this month', { from: 'ida', name: 'Ida', thread: 'post-1', surface: 'comment' })
  await hub.receive({ ...post, thread: { externalId: 'post-1', title: 'Third broken pot' } })
  const sleeping = await hub.say('Next week, please', { from: 'ada', name: 'Ada' })
  await handling.claim(hub.owner, sleeping)
  await handling.snooze(hub.owner, sleeping, Date.now() + TOMORROW)
  const over = await hub.say('Thank you!', { from: 'bo', name: 'Bo' })
  await handling.claim(mei, over)
  await handling.resolve(mei, over)
  await keys.create(hub.owner, { name: 'Robot', scopes: ['read'] })
  hub.desk.kit.sql.exec(
    "CREATE TRIGGER poison BEFORE INSERT ON Message WHEN NEW.text LIKE '%poison%' BEGIN SELECT RAISE(ABORT, 'cannot be taken'); END",
  )
  await hub.receive(message('poison', { from: 'cy', name: 'Cy' }))
  return { token: (await links.make(hub.owner, tom.id)).token }
}

/** The platform does not know the channel any more, as the next reply finds out. */
export async function breakChannel(hub: ConsoleHub): Promise<void> {
  hub.platform.token = 'another'
  await hub.desk.rooms.replies.reply(hub.owner, 1, { content: text('Still there?'), key: 'broken' })
  await until(() => hub.desk.rooms.channels.get(hub.channelId).state === 'broken')
}

/** A page, or something open on it. */
export interface Sight {
  name: string
  path?: string
  /** By the palette, under this name. */
  page?: string
  /** Nobody has signed in. */
  outside?: true
  /** What has to be done there. */
  open?: (page: Page) => Promise<void>
  /** When it is there. */
  seen: (page: Page) => Locator
}

const heading =
  (name: string | RegExp, level = 1) =>
  (page: Page) =>
    page.getByRole('heading', { level, name }).first()
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' })
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))
const maya = { path: '/inbox/open/1' }
/** In the list of all that are open. */
async function pressed(page: Page, key: string): Promise<void> {
  await page.getByRole('link', { name: 'Jonas' }).waitFor()
  await page.keyboard.press(key)
}
const menu = (page: Page) => page.getByRole('menu').first()

export const SIGHTS: readonly Sight[] = [
  { name: 'the door', path: '/', outside: true, seen: heading('Sign in to Switchboard') },
  { name: 'a set-up that is over', path: '/setup?token=none', outside: true, seen: heading(/owner/) },
  { name: 'an address that leads nowhere', path: '/nowhere', seen: heading('There is nothing here') },
  { name: 'an empty list', path: '/inbox/urgent', seen: (page) => page.getByText('Nothing urgent') },
  { name: 'a list', path: '/inbox/open', seen: (page) => page.getByRole('link', { name: 'Jonas' }) },
  {
    name: 'several chosen in a list',
    path: '/inbox/open',
    open: (page) => pressed(page, 'Shift+X'),
    seen: (page) => page.getByRole('toolbar'),
  },
  {
    name: 'the filters',
    path: '/inbox/open?priority=normal',
    open: (page) => button(page, 'Filter').click(),
    seen: menu,
  },
  {
    name: 'saving a view',
    path: '/inbox/open?priority=normal',
    open: (page) => button(page, 'Save view').click(),
    seen: dialog,
  },
  { name: 'a conversation', ...maya, seen: (page) => page.getByText('Not sure whether it arrived') },
  {
    name: 'a note being written',
    ...maya,
    open: async (page) => {
      await button(page, 'Attach files').waitFor()
      await page.keyboard.press('n')
    },
    seen: (page) => page.getByText('Internal · only your team can read it'),
  },
  {
    name: 'a question with options',
    ...maya,
    open: (page) => button(page, 'Ask with options').click(),
    seen: (page) => page.getByRole('textbox', { name: 'Option 1' }),
  },
  { name: 'what else can be done', ...maya, open: (page) => button(page, 'More actions').click(), seen: menu },
  { name: 'snoozing', ...maya, open: (page) => button(page, 'Snooze').click(), seen: menu },
  {
    name: 'choosing an agent',
    ...maya,
    open: async (page) => {
      await button(page, 'More actions').click()
      await page.getByRole('menuitem', { name: 'Assign to…' }).click()
    },
    seen: (page) => page.getByRole('option', { name: 'Mei' }),
  },
  {
    name: 'a picture',
    ...maya,
    open: (page) => button(page, /^Enlarge: one/).click(),
    seen: dialog,
  },
  { name: 'somebody else’s', path: '/inbox/resolved/5', seen: (page) => page.getByText('This conversation is resolved.') },
  { name: 'one that waits', path: '/inbox/open/2', seen: (page) => button(page, 'Claim and reply') },
  { name: 'a public one', path: '/inbox/open/3', seen: (page) => page.getByText('Public · everyone on Test can read it') },
  {
    name: 'the palette',
    path: '/inbox/open',
    open: (page) => pressed(page, 'Control+k'),
    seen: (page) => page.getByRole('menuitem').first(),
  },
  { name: 'the keys', path: '/inbox/open', open: (page) => pressed(page, '?'), seen: dialog },
  { name: 'the wall', path: '/wall', seen: heading('Live wall') },
  { name: 'channels', page: 'Channels', seen: heading('Channels') },
  { name: 'kinds of channels', page: 'Add channel', seen: heading('Add channel') },
  {
    name: 'a new channel',
    page: 'Add channel',
    open: (page) => page.getByRole('link', { name: /Test/ }).click(),
    seen: (page) => button(page, 'Check credentials'),
  },
  {
    name: 'a channel',
    page: 'Channels',
    open: (page) => page.getByRole('link', { name: /Test channel/ }).click(),
    seen: (page) => button(page, 'Pause'),
  },
  {
    name: 'the question before a channel is deleted',
    page: 'Channels',
    open: async (page) => {
      await page.getByRole('link', { name: /Test channel/ }).click()
      await button(page, 'Delete channel').click()
    },
    seen: dialog,
  },
  { name: 'what was set aside', page: 'Set aside', seen: (page) => button(page, 'Take in again') },
  { name: 'the team', page: 'Team', seen: (page) => page.getByText('mei@hub.test') },
  { name: 'a new agent', page: 'Team', open: (page) => button(page, 'Add agent').click(), seen: dialog },
  { name: 'what can be done with an agent', page: 'Team', open: (page) => button(page, 'Actions for Mei').click(), seen: menu },
  {
    name: 'settings',
    path: '/settings',
    seen: (page) => page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Team' }),
  },
  { name: 'preferences', page: 'Preferences', seen: heading('Preferences') },
  { name: 'keys for programs', page: 'API keys', seen: heading('API keys') },
  { name: 'one’s profile', page: 'Your profile', seen: heading('Your profile') },
  ...['Controls', 'Words and marks', 'Data'].map((tab) => ({
    name: `parts: ${tab}`,
    page: 'Parts of the console',
    open: (page: Page) => page.getByRole('tab', { name: tab }).click(),
    seen: (page: Page) => page.getByRole('tabpanel'),
  })),
]

/** Where there is no room beside the page. */
export const ON_PHONE: readonly Sight[] = [
  { name: 'the navigation', path: '/inbox/open', open: (page) => button(page, 'Navigation').click(), seen: dialog },
  {
    name: 'details',
    ...maya,
    async open(page) {
      await button(page, 'More actions').click()
      await page.getByRole('menuitem', { name: 'Details' }).click()
    },
    seen: dialog,
  },
]

/** After the platform has refused the channel's credentials. */
export const BROKEN: Sight = { name: 'a broken channel', ...maya, seen: (page) => button(page, 'Check again') }
