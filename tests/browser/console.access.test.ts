import { expect, test } from 'vitest'
import { createClient } from '../support/client.ts'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand, v } from './console/stand.ts'

stand()

test('a key is made for what it is to do, shown once, and taken away', async () => {
  const { page } = await come({ path: '/settings/keys' })
  await page.getByLabel('Name of the new key').fill('Robot')
  await page.getByText('Answer: write to customers').click()
  await page.getByRole('button', { name: 'Lasts' }).click()
  await page.getByRole('option', { name: '30 days' }).click()
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = page.locator('code', { hasText: /^sb_\w{20}/ })
  const robot = createClient(hub.url, { authorization: `Bearer ${await key.innerText()}` })
  expect((await robot.get('/api/me')).body.name).toBe('Lin Xiaowen')
  expect((await robot.put('/api/me/presence', { presence: 'busy' })).status).toBe(200)
  expect((await robot.get('/api/keys')).status).toBe(403)
  const row = page.getByRole('row').filter({ hasText: 'Robot' })
  await row.getByText('read, answer').waitFor()
  expect(await faults(page)).toEqual([])

  await page.reload()
  await row.waitFor()
  expect(await key.count()).toBe(0)
  await row.getByRole('button', { name: 'Delete key Robot' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await poll(() => row.count()).toBe(0)
  expect((await robot.get('/api/me')).status).toBe(401)
})

test('an admin sees the keys of others, and an agent only their own', async () => {
  const mei = await hub.agent('Mei')
  await hub.desk.rooms.keys.create(mei, { name: 'of Mei', scopes: ['read', 'channel'] })
  await hub.desk.rooms.keys.create(hub.owner, { name: 'of the owner', scopes: ['manage'] })
  await come({ path: '/settings/keys' })
  await v.page.getByRole('row', { name: 'of Mei' }).getByText('Mei', { exact: true }).waitFor()
  await v.page.getByRole('row', { name: 'of Mei' }).getByText('read, channels').waitFor()
  await v.page.getByRole('row', { name: 'of Mei' }).getByText('Until deleted').waitFor()
  await v.close()
  await come({ path: '/settings/keys', email: mei.email })
  await v.page.getByText('of Mei', { exact: true }).waitFor()
  expect(await v.page.getByText('of the owner').count()).toBe(0)
})

test('what agents may is left to fewer', async () => {
  const { page } = await come({ path: '/settings/team' })
  await page.getByRole('button', { name: 'Merge and split contacts' }).click()
  await page.getByRole('option', { name: 'Supervisors and admins' }).click()
  await poll(() => hub.desk.rooms.house.rules()).toEqual({ mergeContacts: 'supervisor', raiseUnassigned: 'agent' })
  await page.getByRole('button', { name: 'Merge and split contacts' }).getByText('Supervisors and admins').waitFor()
})

test('a channel’s secret is replaced', async () => {
  const { page } = await come({ path: `/settings/channels/${hub.channelId}` })
  await page.getByRole('button', { name: 'Replace secret' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Replace secret' }).click()
  await page.getByText('The secret was replaced.').waitFor()
  const [first, second] = hub.platform.hooks.map(({ secret }) => secret)
  expect(await hub.desk.rooms.channels.secrets(hub.channelId)).toMatchObject({ hookSecret: second, formerHookSecrets: [first] })
})
