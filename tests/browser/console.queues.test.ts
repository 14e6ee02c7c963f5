import { expect, test } from 'vitest'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand, v } from './console/stand.ts'
import { tooSmall } from './console/touch.ts'

stand()

const queues = () => hub.desk.rooms.queues
const open = () => queues().open()

test('a queue is made and set up by keyboard, told by the API’s rules what is wrong, and archived', async () => {
  const tom = await hub.agent('Tom')
  const { page } = await come({ path: '/settings/queues' })
  await page.getByRole('button', { name: 'New queue' }).press('Enter')
  await page.keyboard.type('Billing')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Billing' }).waitFor()
  const billing = open().find(({ name }) => name === 'Billing')
  expect(billing).toMatchObject({ mode: 'offer', offerSeconds: 20 })
  const id = billing?.id ?? 0
  await page.getByText('Everybody serves this queue').waitFor()

  await page.getByRole('combobox', { name: 'Add members' }).focus()
  await page.keyboard.type('Tom')
  await page.getByRole('option', { name: 'Tom' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.getByRole('list', { name: 'Members' }).getByText('Tom').waitFor()
  const stands = page.getByRole('textbox', { name: 'An offer stands for' })
  await stands.fill('2')
  await page.keyboard.press('Control+s')
  await page.getByText('At least 5.').waitFor()
  await stands.fill('45')
  await page.getByRole('button', { name: 'Add a step' }).last().press('Enter')
  await page.keyboard.press('Control+s')
  await page.getByText('Nothing has been changed').waitFor()
  expect(queues().get(id)).toMatchObject({ offerSeconds: 45, overflow: [{ queue: null, afterSeconds: 30 }] })
  expect([...(queues().members(id) ?? [])]).toEqual([[tom.id, 3]])
  expect(await faults(page)).toEqual([])

  const number = await hub.say('My bill is wrong', { name: 'Maya' })
  await hub.desk.rooms.agents.presence(tom, 'away')
  await hub.desk.rooms.agents.presence(hub.owner, 'away')
  await hub.desk.rooms.routing.transfer(hub.owner, number, id)
  await page.reload()
  await page.getByRole('button', { name: 'Archive queue' }).press('Enter')
  await page.getByRole('alertdialog').getByText('1 conversation waits here and goes to “Support”.').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive queue' }).press('Enter')
  await page.getByRole('row', { name: 'Support' }).getByText('1 waiting').waitFor()
  expect(open().map(({ name }) => name)).toEqual(['Support'])
})

test('who is no admin reads how a queue is set up', async () => {
  const tom = await hub.agent('Tom')
  await hub.desk.rooms.queueCommands.members(hub.owner, 1, [{ agent: tom.id, level: 5 }])
  const { page } = await come({ email: tom.email, path: '/settings/queues' })
  await page.getByRole('link', { name: 'Support' }).click()
  await page.getByText('Admins set queues up.').waitFor()
  await page.getByText('Agents take the next one when they want to.').waitFor()
  expect(await page.getByRole('button', { name: /Save|Archive/ }).count()).toBe(0)
})

test('an agent’s skills are set on the team’s page, and a queue asks for less of them in steps', async () => {
  const tom = await hub.agent('Tom')
  const { page } = await come({ path: '/settings/team' })
  await page.getByRole('button', { name: 'Actions for Tom' }).click()
  await page.getByRole('menuitem', { name: 'Set skills…' }).click()
  await page.getByRole('combobox', { name: 'Add skills' }).fill('French')
  await page.getByRole('option', { name: 'New: French' }).click()
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: /Level of French/ }).click()
  await page.getByRole('option', { name: '5 – best' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('row', { name: 'Tom' }).getByText('French 5').waitFor()
  expect((await hub.desk.rooms.agents.get(tom.id)).skills).toEqual([{ name: 'French', level: 5 }])

  await page.goto(`${hub.url}/settings/queues/1`)
  await page.getByRole('button', { name: 'Add a step' }).first().click()
  await page.getByRole('button', { name: /Step 1: Skill/ }).click()
  await page.getByRole('option', { name: 'French' }).click()
  await page.getByRole('button', { name: /Step 1: Level/ }).click()
  await page.getByRole('option', { name: 'Level 3 is enough' }).click()
  await page.keyboard.press('Control+s')
  await poll(() => queues().get(1).relax).toEqual([{ afterSeconds: 30, skill: 1, level: 3 }])
})

test('all of it has room on a phone', async () => {
  const tom = await hub.agent('Tom')
  await hub.desk.rooms.agents.change(hub.owner, tom.id, { skills: [{ name: 'French', level: 4 }] })
  await hub.desk.rooms.queueCommands.members(hub.owner, 1, [{ agent: tom.id, level: 5 }])
  await hub.desk.rooms.queueCommands.change(hub.owner, 1, {
    relax: [{ afterSeconds: 30, skill: 1, level: 3 }],
    overflow: [{ queue: null, afterSeconds: 60 }],
  })
  await come({ path: '/settings/queues', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' })
  const { page } = v
  await page.getByRole('link', { name: 'Support' }).waitFor()
  expect([...(await faults(page)), ...(await tooSmall(page))]).toEqual([])
  await page.getByRole('link', { name: 'Support' }).click()
  await page.getByRole('list', { name: 'Members' }).waitFor()
  expect([...(await faults(page)), ...(await tooSmall(page))]).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
