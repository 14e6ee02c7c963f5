import { expect, test } from 'vitest'
import type { BrowserContext } from 'playwright-core'
import { come, hub, poll, stand } from './console/stand.ts'

stand()

/** Three who wait, and Tom, whose page hears nothing of what others do meanwhile. */
async function three() {
  const tom = await hub.agent('Tom')
  const sofia = await hub.agent('Sofia')
  const numbers: number[] = []
  for (const name of ['Maya', 'Jonas', 'Ida']) numbers.push(await hub.say(`I am ${name}`, { from: name, name }))
  const deaf = (context: BrowserContext) => context.routeWebSocket('**/api/live', () => {})
  return { tom, sofia, numbers, deaf }
}
const talk = (number: number) => hub.desk.rooms.reading.conversation(number)
const owners = (numbers: readonly number[]) => numbers.map((number) => talk(number).owner.name ?? talk(number).status)

test('of several some are refused: how many, which and why; only what was done comes back', async () => {
  const { tom, sofia, numbers, deaf } = await three()
  for (const number of numbers) await hub.desk.rooms.handling.claim(tom, number)
  const v = await come({ email: tom.email, path: '/inbox/mine', prepare: deaf })
  await v.list.getByRole('link').nth(2).waitFor()
  const [maya = 0, jonas = 0, ida = 0] = numbers
  for (const number of [maya, ida]) await hub.desk.rooms.handling.assign(hub.owner, number, sofia.id)
  await v.page.keyboard.press('Shift+X')
  await v.page.keyboard.press('e')
  const refused = v.page.getByRole('alertdialog')
  await refused.getByText(/^Not done with 2 \(#\d, #\d\): Sofia has this conversation\.$/).waitFor()
  await v.page.getByText('Jonas: resolved.').first().waitFor()
  expect(owners(numbers)).toEqual(['Sofia', 'resolved', 'Sofia'])
  await v.page.keyboard.press('Control+z')
  await poll(() => talk(jonas).status).not.toBe('resolved')
  expect(owners([maya, ida])).toEqual(['Sofia', 'Sofia'])
  expect(v.calls.filter((call) => call.endsWith('/reopen'))).toHaveLength(1)
  expect(await refused.count()).toBe(1)
})

test('of several that are claimed the same', async () => {
  const { tom, sofia, numbers, deaf } = await three()
  const v = await come({ email: tom.email, path: '/inbox/waiting', prepare: deaf })
  await v.list.getByRole('link').nth(2).waitFor()
  for (const number of numbers.slice(1)) await hub.desk.rooms.handling.claim(sofia, number)
  await v.page.keyboard.press('Shift+X')
  await v.page.keyboard.press('c')
  await v.page.getByText(/^Not done with 2 \(#\d, #\d\): Sofia has this conversation\.$/).waitFor()
  expect(owners(numbers)).toEqual(['Tom', 'Sofia', 'Sofia'])
})

test('who is away is told so once, and asked once', async () => {
  const { tom, numbers } = await three()
  await hub.desk.rooms.agents.presence(tom, 'away')
  const v = await come({ email: tom.email, path: '/inbox/waiting' })
  await v.list.getByRole('link').nth(2).waitFor()
  await v.page.keyboard.press('Shift+X')
  await v.page.keyboard.press('c')
  const refused = v.page.getByRole('alertdialog')
  await refused.getByText(/^Not done with 3 /).waitFor()
  await refused.getByRole('button', { name: 'Set to available' }).click()
  await poll(() => owners(numbers)).toEqual(['Tom', 'Tom', 'Tom'])
})

test('several are chosen by finger', async () => {
  const { tom, numbers } = await three()
  for (const number of numbers) await hub.desk.rooms.handling.claim(tom, number)
  const v = await come({ email: tom.email, path: '/inbox/mine', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await v.page.getByRole('button', { name: 'Select conversations' }).tap()
  for (const name of ['Maya', 'Ida']) await v.page.getByRole('checkbox', { name: `Select ${name}` }).tap()
  await v.page.getByRole('toolbar', { name: '2 selected' }).getByRole('button', { name: 'Resolve' }).tap()
  await poll(() => owners(numbers)).toEqual(['resolved', 'Tom', 'resolved'])
  await v.page.getByRole('checkbox').waitFor({ state: 'hidden' })
})

test('the priority of what nobody has is offered to those whom the house lets change it', async () => {
  const { tom } = await three()
  await hub.desk.rooms.house.change(hub.owner, { raiseUnassigned: 'supervisor' })
  const v = await come({ email: tom.email, path: '/inbox/waiting' })
  await v.open('Maya')
  const urgent = (disabled: boolean) =>
    v.page.getByRole('menuitemradio', { name: 'Urgent', disabled }).or(v.page.getByRole('menuitem', { name: 'Urgent', disabled }))
  await v.page.getByRole('button', { name: 'More actions' }).click()
  await urgent(true).waitFor()
  await v.page.keyboard.press('Escape')
  await v.page.getByRole('menu').waitFor({ state: 'detached' })
  await v.page.keyboard.press('c')
  await v.reply.waitFor()
  await v.page.getByRole('button', { name: 'More actions' }).click()
  await urgent(false).waitFor()
})
