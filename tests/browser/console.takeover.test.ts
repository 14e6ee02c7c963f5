import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { come, hub, poll, stand } from './console/stand.ts'

stand()

/** Tom has Maya's conversation, and its page open unless he is elsewhere. `known`: by when he is told who everybody is. */
async function begin(path?: string, known?: Promise<void>) {
  const tom = await hub.agent('Tom')
  const sofia = await hub.agent('Sofia')
  const number = await hub.say('Help', { name: 'Maya' })
  await hub.desk.rooms.handling.claim(tom, number)
  const prepare = async (context: BrowserContext): Promise<void> => {
    await context.route('**/api/agents', async (route) => {
      await known
      await route.continue()
    })
  }
  const v = await come({
    email: tom.email,
    path: path ?? `/inbox/mine/${number}`,
    permissions: ['clipboard-read', 'clipboard-write'],
    prepare,
  })
  await v.page.getByText('Live', { exact: true }).waitFor()
  return { sofia, number, v }
}

test('who loses a conversation is told by whom and to whom, and can read and use what they had written', async () => {
  const { sofia, number, v } = await begin()
  await v.reply.fill('We send a new one tomo')
  const boss = await come({ path: `/inbox/open/${number}` })
  await boss.page.getByRole('button', { name: 'More actions' }).click()
  await boss.page.getByRole('menuitem', { name: 'Assign to…' }).click()
  await boss.page.getByRole('dialog').getByText('Sofia').click()

  await v.page.getByRole('alert').getByText('Lin Xiaowen gave this conversation to Sofia.').waitFor()
  const draft = v.page.getByRole('group', { name: 'What you had written' })
  await draft.getByText('We send a new one tomo').waitFor()
  await draft.getByRole('button', { name: 'Copy' }).click()
  await expect.poll(() => v.page.evaluate(() => navigator.clipboard.readText())).toBe('We send a new one tomo')
  await draft.getByRole('button', { name: 'Make it a note' }).click()
  const note = v.page.getByRole('textbox', { name: /Write a note/ })
  expect(await note.inputValue()).toBe('We send a new one tomo')
  await note.press('Enter')
  await v.timeline.getByText('We send a new one tomo').waitFor()

  // Given back, it can be written in as before.
  await hub.desk.rooms.handling.release(sofia, number)
  await v.page.getByText('Reply', { exact: true }).click()
  await v.page.getByRole('button', { name: 'Claim and reply' }).click()
  await v.reply.waitFor()
  expect(await v.page.getByRole('alert').count()).toBe(0)
})

test('who is elsewhere is told too, and nobody is told what they did themselves', async () => {
  const slow = Promise.withResolvers<void>()
  const { number, v } = await begin('/inbox/waiting', slow.promise)
  await hub.desk.rooms.routing.transfer(hub.owner, number, 1)
  // He has heard of it, and learns who did it only now.
  await poll(() => v.list.getByText('Maya').count()).toBe(1)
  slow.resolve()
  await v.page.getByText('Lin Xiaowen put your conversation with Maya into “Support”.').waitFor()
  await hub.say('Hello', { from: 'jonas', name: 'Jonas' })
  await v.open('Jonas')
  await v.page.getByRole('button', { name: 'Claim and reply' }).click()
  await v.reply.fill('Half a sen')
  await v.page.getByRole('button', { name: 'More actions' }).click()
  await v.page.getByRole('menuitem', { name: 'Put back in the queue' }).click()
  await v.page.getByRole('group', { name: 'What you had written' }).getByText('Half a sen').waitFor()
  expect(
    await v.page
      .getByRole('alert')
      .getByText(/this conversation|Jonas/)
      .count(),
  ).toBe(0)
})
