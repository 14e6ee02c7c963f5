import { describe, expect, test } from 'vitest'
import type { BrowserContext } from 'playwright-core'
import { come, hub, poll, stand } from './console/stand.ts'
import type { Visit } from './console/visit.ts'

stand()

const statusOf = (number: number) => hub.desk.rooms.reading.conversation(number).status
/** Three who wait, oldest first; all are the owner's when `mine`. */
async function three({ mine = false } = {}): Promise<number[]> {
  const numbers: number[] = []
  for (const name of ['Maya', 'Jonas', 'Ida']) numbers.push(await hub.say(`I am ${name}`, { from: name, name }))
  if (mine) for (const number of numbers) await hub.desk.rooms.handling.claim(hub.owner, number)
  return numbers
}
const opened = (v: Visit, name: string) => v.page.getByRole('heading', { level: 2, name }).first().waitFor()

describe('a refusal on the page', () => {
  test('leaves the keys alive, stands once, and away from where one writes and sends', async () => {
    const tom = await hub.agent('Tom', { away: true })
    await three()
    const v = await come({ email: tom.email, path: '/inbox/waiting' })
    await v.open('Maya')
    const refusal = v.page.getByRole('alertdialog')
    await v.page.keyboard.press('c')
    await refusal.waitFor()
    await v.page.keyboard.press('c')
    await poll(() => v.list.getByRole('link').first().innerText()).toContain('Maya')
    await v.page.keyboard.press('j')
    await opened(v, 'Jonas')
    await v.page.keyboard.press('c')
    await v.page.waitForLoadState('networkidle')
    expect(await refusal.count()).toBe(1)
    await refusal.getByRole('button', { name: 'Set to available' }).click()
    await v.reply.waitFor()
    // Three at once, and the button that sends is still free.
    for (const code of ['wrong-state', 'over-capacity', 'internal']) {
      await v.page.route('**/resolve', (route) => route.fulfill({ status: 400, json: { code } }), { times: 1 })
      await v.page.keyboard.press('e')
      await v.page
        .getByText(code === 'internal' ? 'Something went wrong' : code === 'wrong-state' ? 'has moved on' : 'as your capacity')
        .waitFor()
      await opened(v, 'Jonas')
    }
    expect(await refusal.count()).toBe(3)
    const at = await v.page.getByRole('button', { name: 'Send' }).boundingBox()
    for (const box of await refusal.all()) expect((await box.boundingBox())?.y).toBeLessThan((at?.y ?? 0) - 200)
  })
})

describe('after resolving', () => {
  test('the next of the list is open, and Undo brings the resolved one back', async () => {
    const [maya = 0] = await three({ mine: true })
    const v = await come({ path: '/inbox/mine' })
    await v.open('Jonas')
    await v.page.keyboard.press('e')
    await opened(v, 'Maya')
    await v.page.getByText('Jonas: resolved.').first().waitFor()
    await v.page.keyboard.press('e')
    await v.page.getByText('Maya: resolved.').first().waitFor()
    await poll(() => statusOf(maya)).toBe('resolved')
    // Nothing stands behind the last one: the list.
    await v.page.getByText('No conversation selected').waitFor()
    await v.page.getByRole('button', { name: 'Undo' }).click()
    await opened(v, 'Maya')
    await v.reply.waitFor()
    await poll(() => statusOf(maya)).toBe('active')
  })

  test('one stays where one is, for those who like that better', async () => {
    await three({ mine: true })
    const v = await come({ path: '/settings/preferences' })
    await v.page.getByText('Stay with it').click()
    await v.page.goto(`${hub.url}/inbox/mine`)
    await v.open('Jonas')
    await v.page.keyboard.press('e')
    await v.page.getByText('This conversation is resolved.').waitFor()
    await opened(v, 'Jonas')
  })

  test('what the server refuses is open again, with the reason', async () => {
    const tom = await hub.agent('Tom')
    const sofia = await hub.agent('Sofia')
    const [maya = 0, jonas = 0] = await three()
    for (const number of [maya, jonas]) await hub.desk.rooms.handling.claim(tom, number)
    // A page that hears nothing of what happens meanwhile.
    const prepare = (context: BrowserContext) => context.routeWebSocket('**/api/live', () => {})
    const v = await come({ email: tom.email, path: '/inbox/mine', prepare })
    await v.open('Jonas')
    await hub.desk.rooms.handling.assign(hub.owner, jonas, sofia.id)
    await v.page.keyboard.press('e')
    await v.page.getByText('Sofia has this conversation.').first().waitFor()
    await opened(v, 'Jonas')
    await v.page.getByText('In progress · Sofia').waitFor()
  })
})

test('snoozing takes two keys', async () => {
  const [maya = 0] = await three({ mine: true })
  const v = await come({ path: '/inbox/mine' })
  await v.open('Maya')
  await v.page.keyboard.press('z')
  await v.page.getByRole('menuitem', { name: 'In an hour' }).waitFor()
  await v.page.keyboard.press('Enter')
  await v.page.getByText('Maya: snoozed').first().waitFor()
  await poll(() => statusOf(maya)).toBe('snoozed')
})

test('taking the next one while away offers to come back, and then takes it', async () => {
  const tom = await hub.agent('Tom', { away: true })
  await three()
  const v = await come({ email: tom.email, path: '/inbox/mine' })
  await v.page.getByText('You have no conversations').waitFor()
  await v.page.keyboard.press('Shift+N')
  await v.page.getByRole('alertdialog').getByRole('button', { name: 'Set to available' }).click()
  await opened(v, 'Maya')
  await v.reply.waitFor()
})

test('priority, assigning and going elsewhere need no pointer', async () => {
  const sofia = await hub.agent('Sofia')
  const [maya = 0] = await three({ mine: true })
  const { reading } = hub.desk.rooms
  const v = await come({ path: '/inbox/mine' })
  await v.open('Maya')
  await v.page.keyboard.press('p')
  await v.page.getByRole('option', { name: 'Urgent' }).waitFor()
  await v.page.keyboard.press('Enter')
  await poll(() => reading.conversation(maya).priority).toBe('urgent')
  await v.page.getByText('Maya: priority is Urgent.').first().waitFor()
  await v.page.keyboard.press('Control+z')
  await poll(() => reading.conversation(maya).priority).toBe('normal')
  await v.page.keyboard.press('a')
  await v.page.getByRole('option', { name: 'Sofia' }).waitFor()
  await v.page.keyboard.press('Enter')
  await poll(() => reading.conversation(maya).owner).toMatchObject({ kind: 'agent', id: sofia.id })
  await v.page.getByText('Maya: assigned to Sofia.').first().waitFor()
  await v.page.keyboard.press('Shift+A')
  await poll(() => reading.conversation(maya).owner).toMatchObject({ kind: 'agent', id: hub.owner.id })
  await v.page.keyboard.press('g')
  await v.page.keyboard.press('o')
  await v.page.getByRole('heading', { level: 1, name: 'All open' }).waitFor()
  await v.page.keyboard.press('?')
  const help = v.page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const title of ['Take next', 'Assign to…', 'Change priority…', 'Undo the last step'])
    await help.getByText(title, { exact: true }).waitFor()
})

test('several are resolved at once, and all come back', async () => {
  const numbers = await three({ mine: true })
  for (const name of ['Ali', 'Bea', 'Cem']) {
    const number = await hub.say(`I am ${name}`, { from: name, name })
    await hub.desk.rooms.handling.claim(hub.owner, number)
    numbers.push(number)
  }
  const v = await come({ path: '/inbox/mine' })
  await v.open('Cem')
  for (let count = 0; count < 4; count += 1) await v.page.keyboard.press('Shift+J')
  const bar = v.page.getByRole('toolbar', { name: '5 selected' })
  await bar.waitFor()
  await opened(v, 'Jonas')
  await v.page.keyboard.press('e')
  await v.page.getByText('5 conversations: resolved.').first().waitFor()
  expect(await bar.count()).toBe(0)
  await opened(v, 'Maya')
  expect(numbers.map((number) => statusOf(number))).toEqual(['active', ...Array<string>(5).fill('resolved')])
  await v.page.getByRole('button', { name: 'Undo' }).click()
  await opened(v, 'Jonas')
  await poll(() => numbers.map((number) => statusOf(number))).toEqual(Array(6).fill('active'))
})

describe('the palette', () => {
  test('finds what can be done and who is there, and does it', async () => {
    const [maya = 0] = await three({ mine: true })
    const v = await come({ path: '/inbox/mine' })
    await v.open('Maya')
    await v.reply.fill('half a sente')
    // From a field too.
    await v.page.keyboard.press('Control+k')
    const palette = v.page.getByRole('dialog', { name: 'Search commands' })
    await palette.waitFor()
    await v.page.keyboard.type('urgent mark')
    await palette.getByRole('menuitem', { name: 'Mark as urgent' }).waitFor()
    expect(await palette.getByRole('menuitem').count()).toBe(1)
    await v.page.keyboard.press('Enter')
    await poll(() => hub.desk.rooms.reading.conversation(maya).priority).toBe('urgent')
    await v.page.keyboard.press('Control+k')
    await palette.waitFor()
    await v.page.keyboard.type('Ida')
    await palette.getByRole('menuitem', { name: 'Ida' }).waitFor()
    await v.page.keyboard.press('Enter')
    await opened(v, 'Ida')
  })

  test('understands pinyin, and opens what asks for more', async () => {
    await hub.agent('Sofia')
    await three({ mine: true })
    const v = await come({ path: '/inbox/mine', locale: 'zh-CN' })
    await v.page.getByRole('link', { name: /Maya/ }).click()
    await opened(v, 'Maya')
    await v.page.keyboard.press('Control+k')
    await v.page.getByRole('dialog', { name: '搜索命令' }).waitFor()
    await v.page.keyboard.type('zpg')
    const found = v.page.getByRole('menuitem', { name: '指派给…' })
    await found.waitFor()
    await v.page.keyboard.press('Enter')
    await v.page.getByRole('dialog', { name: '指派给客服' }).getByRole('option', { name: 'Sofia' }).waitFor()
  })
})
