import { expect, test } from 'vitest'
import { come, hub, stand } from './console/stand.ts'

stand()

test('what colleagues do with a conversation stands between its messages as it happens, folded where it is much', async () => {
  const number = await hub.say('Help', { from: 'maya', name: 'Maya' })
  const sofia = await hub.agent('Sofia')
  const v = await come({ path: '/inbox/open' })
  await v.open('Maya')
  await v.page.getByText('Live', { exact: true }).waitFor()
  await hub.desk.rooms.handling.claim(sofia, number)
  await v.timeline.getByText('Sofia claimed it').waitFor()
  await hub.say('Anybody?', { from: 'maya', name: 'Maya' })
  await v.timeline.getByText('Anybody?').waitFor()
  await hub.desk.rooms.handling.prioritise(sofia, number, 'high')
  await v.timeline.getByText('Sofia changed the priority: Normal → High').waitFor()
  await hub.desk.rooms.handling.release(sofia, number)
  await hub.desk.rooms.handling.assign(hub.owner, number, sofia.id)
  const many = v.timeline.getByRole('button', { name: '3 changes' })
  await many.waitFor()
  expect(await v.timeline.getByText('Lin Xiaowen assigned it to Sofia').count()).toBe(0)
  await many.click()
  await v.timeline.getByText('Lin Xiaowen assigned it to Sofia').waitFor()
  const lines = await v.timeline.locator('article p, li').allInnerTexts()
  expect(lines.map((line) => line.replace(/\s+\d\d:\d\d$/, ''))).toEqual([
    'Help',
    'Sofia claimed it',
    'Anybody?',
    'Sofia changed the priority: Normal → High',
    'Sofia put it back in the queue',
    'Lin Xiaowen assigned it to Sofia',
  ])
})
