import { expect, test } from 'vitest'
import { message } from '../support/events.ts'
import { come, hub, poll, stand, v } from './console/stand.ts'

stand()

const delivered = () => hub.platform.delivered.map(({ text }) => text)
const POST = 'The pot came broken again. Do you sell a stronger one?'

/** A customer writes below a post of their own, which is what platforms name such a thread by. */
async function post(): Promise<void> {
  const said = message(POST, { from: 'maya', name: 'Maya', thread: 'post-1', surface: 'comment' })
  await hub.receive({ ...said, thread: { externalId: 'post-1', title: `${POST.slice(0, 40)}…` } })
}

test('a public post stands under the name of who wrote it, and its words once', async () => {
  await post()
  await come({ path: '/inbox/waiting' })
  await v.open('Maya')
  expect(await v.list.getByText(POST).count()).toBe(1)
  // In the list and among the messages, and nowhere else.
  expect(await v.page.getByText(POST.slice(0, 30)).count()).toBe(2)
})

test('a public reply is called so, and takes a second press the first time', async () => {
  await post()
  await come({ path: '/inbox/waiting' })
  await v.open('Maya')
  await v.page.getByText('Public · everyone on Test can read it').waitFor()
  await v.page.getByRole('button', { name: 'Claim and reply' }).click()
  const reply = v.page.getByRole('textbox', { name: 'Write a public reply…' })
  await reply.fill('Sorry! We send a new one.')
  await reply.press('Enter')
  const second = v.page.getByRole('button', { name: 'Post publicly' })
  await second.waitFor()
  await v.page.getByRole('status').getByText('Everyone on Test will be able to read this').waitFor()
  // A key that is held down is no second thought.
  await reply.evaluate((field) =>
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, repeat: true, bubbles: true, cancelable: true })),
  )
  expect(await reply.inputValue()).toBe('Sorry! We send a new one.')
  // What has changed is asked about anew.
  await reply.fill('Sorry! We send a new pot.')
  expect(await second.count()).toBe(0)
  await v.page.getByRole('button', { name: 'Send', exact: true }).click()
  expect(delivered()).toEqual([])
  await second.click()
  await poll(delivered).toEqual(['Sorry! We send a new pot.'])
  await reply.fill('It is on its way.')
  await reply.press('Enter')
  await poll(delivered).toEqual(['Sorry! We send a new pot.', 'It is on its way.'])
})

test('says who else reads it, or that nobody does', async () => {
  const group = message('Hi all', { from: 'jonas', name: 'Jonas', thread: 'room', surface: 'group' })
  await hub.receive({ ...group, thread: { externalId: 'room', title: 'Plant friends' } })
  await hub.say('Just us', { from: 'maya', name: 'Maya' })
  await come({ path: '/inbox/waiting' })
  await v.open('Plant friends')
  await v.page.getByText('Group · everyone in “Plant friends” can read it').waitFor()
  await v.open('Maya')
  await v.page.getByText('Private · only Maya can read it').waitFor()
  await v.page.keyboard.press('n')
  await v.page.getByText('Internal · only your team can read it').waitFor()
})
