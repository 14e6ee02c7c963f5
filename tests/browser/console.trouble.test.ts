import { expect, test } from 'vitest'
import { until } from '../support/wait.ts'
import { faults } from './console/axe.ts'
import { come, hub, stand, v } from './console/stand.ts'
import type { VisitOptions } from './console/visit.ts'

stand()

/** An agent who has Maya’s conversation open. */
async function answering(options: VisitOptions = {}): Promise<void> {
  const ann = await hub.agent('Ann')
  const number = await hub.say('Where is my order?', { name: 'Maya' })
  await hub.desk.rooms.handling.claim(ann, number)
  await come({ email: ann.email, ...options })
  await v.open('Maya')
  await v.page.getByText('Live', { exact: true }).waitFor()
}
const channel = () => hub.desk.rooms.channels.get(hub.channelId)
const sign = () => v.list.getByText('Test channel refuses our credentials')
const notice = () => v.page.getByRole('alert').filter({ hasText: 'Test channel refuses our credentials, since' })

test('a reply breaks the channel: its agent sees so in the list, the header and beside the message, and when it is well again', async () => {
  await answering()
  expect(await sign().count()).toBe(0)
  hub.platform.token = 'another'
  await v.reply.fill('On its way.')
  await v.reply.press('Enter')
  await notice().waitFor()
  await notice().getByText('goes out by itself').waitFor()
  await sign().waitFor()
  await v.page.locator('header').getByText('Broken', { exact: true }).waitFor()
  await v.timeline.getByText('Queued – Test channel refuses our credentials').waitFor()
  expect(await faults(v.page)).toEqual([])

  await notice().getByRole('button', { name: 'Check again' }).press('Enter')
  await notice().getByText('Checked just now: no change.').waitFor()
  hub.platform.token = 'good-token'
  // The platform takes us again, and somebody else’s next look finds out.
  await hub.desk.rooms.channelCommands.enable(hub.owner, hub.channelId)
  await v.timeline.getByText('Sent', { exact: true }).waitFor()
  await until(async () => (await notice().count()) === 0 && (await sign().count()) === 0)
  expect(hub.platform.delivered.map(({ text }) => text)).toEqual(['On its way.'])
})

test('who checks again is told that it works, and need not wait for the next look', async () => {
  await answering()
  hub.platform.token = 'another'
  await v.reply.fill('On its way.')
  await v.reply.press('Enter')
  await notice().waitFor()
  hub.platform.token = 'good-token'
  await notice().getByRole('button', { name: 'Check again' }).press('Enter')
  await v.page.getByText('Test channel works again.').waitFor()
  await v.timeline.getByText('Sent', { exact: true }).waitFor()
  expect(channel().state).toBe('live')
})

test('of a paused one it is said that it is, in Chinese and on a phone too', async () => {
  await answering()
  await v.close()
  await come({ email: 'ann@hub.test', locale: 'zh-CN', viewport: { width: 390, height: 844 }, path: '/inbox/mine/1' })
  await v.page.getByText('Where is my order?').waitFor()
  await hub.desk.rooms.channelCommands.pause(hub.owner, hub.channelId)
  await v.page.getByRole('alert').filter({ hasText: 'Test channel 已暂停（自 ' }).waitFor()
  expect(await v.page.getByRole('button', { name: '重新检查' }).count()).toBe(0)
  expect(await faults(v.page)).toEqual([])
})
