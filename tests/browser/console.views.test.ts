import { describe, expect, test } from 'vitest'
import { come, hub, poll, stand } from './console/stand.ts'
import type { Visit } from './console/visit.ts'

stand()

const live = (v: Visit) => v.page.getByText('Live', { exact: true }).waitFor()
/** Who is in the list, from the top. */
const names = (v: Visit) => v.list.getByRole('link').evaluateAll((rows) => rows.map((row) => row.querySelector('.truncate')?.textContent))
const HOUR = 3_600_000

describe('a list', () => {
  test('of those who wait loses who is claimed elsewhere, also while one searches in it', async () => {
    const ben = await hub.agent('Ben')
    const maya = await hub.say('Where is my order?', { from: 'maya', name: 'Maya' })
    await hub.say('Where is my parcel?', { from: 'jonas', name: 'Jonas' })
    const v = await come({ path: '/inbox/waiting?q=where' })
    await live(v)
    await poll(() => names(v)).toEqual(['Maya', 'Jonas'])
    const before = v.calls.length
    await hub.desk.rooms.handling.claim(ben, maya)
    await poll(() => names(v)).toEqual(['Jonas'])
    expect(v.calls.slice(before).filter((call) => call === 'GET /api/conversations')).toEqual([])
  })

  test('of one’s own has what is in hand: what sleeps is among the snoozed until it comes back', async () => {
    const { handling } = hub.desk.rooms
    const maya = await hub.say('Hello', { from: 'maya', name: 'Maya' })
    const jonas = await hub.say('Hello', { from: 'jonas', name: 'Jonas' })
    for (const id of [maya, jonas]) await handling.claim(hub.owner, id)
    const v = await come()
    await live(v)
    await poll(() => names(v)).toHaveLength(2)
    await handling.snooze(hub.owner, maya, Date.now() + HOUR)
    await poll(() => names(v)).toEqual(['Jonas'])
    await v.nav.getByRole('link', { name: 'Snoozed' }).click()
    await poll(() => names(v)).toEqual(['Maya'])
    await hub.say('Still there?', { from: 'maya', name: 'Maya' })
    await v.page.getByText('Nothing snoozed').waitFor()
    await v.nav.getByRole('link', { name: 'Mine' }).click()
    await poll(() => names(v)).toEqual(['Maya', 'Jonas'])
  })

  test('has the urgent at its top, where the desk puts them', async () => {
    for (const name of ['Ada', 'Bo', 'Cy']) await hub.say('Hello', { from: name, name })
    const v = await come({ path: '/inbox/waiting' })
    await live(v)
    await poll(() => names(v)).toEqual(['Ada', 'Bo', 'Cy'])
    const before = v.calls.length
    // Nobody is there to whom it would be offered.
    await hub.desk.rooms.agents.presence(hub.owner, 'away')
    await hub.desk.rooms.handling.prioritise(hub.owner, 3, 'urgent')
    await poll(() => names(v)).toEqual(['Cy', 'Ada', 'Bo'])
    expect(v.calls.slice(before).filter((call) => call === 'GET /api/conversations')).toEqual([])
  })
})

test('who is away reads it where the work would be, and ends it there', async () => {
  const tom = await hub.agent('Tom', { away: true })
  const v = await come({ email: tom.email })
  await v.page.getByText('You are away').waitFor()
  await v.page.getByRole('button', { name: 'Set to available' }).click()
  await v.page.getByText('You are away').waitFor({ state: 'hidden' })
  await poll(() => hub.desk.rooms.agents.get(tom.id).then(({ presence }) => presence)).toBe('available')
})

describe('the navigation', () => {
  const count = (v: Visit, view: string) => v.nav.getByRole('link', { name: view }).locator('span').last().innerText()

  test('counts exactly however many wait, and goes on counting', async () => {
    const ben = await hub.agent('Ben')
    const first = await hub.say('Hello', { from: 'first', name: 'First' })
    await hub.crowd(2004)
    const v = await come({ path: '/inbox/waiting' })
    await poll(() => count(v, 'Waiting')).toBe('2,005')
    await poll(() => count(v, 'All open')).toBe('2,005')
    await hub.desk.rooms.handling.claim(ben, first)
    await poll(() => count(v, 'Waiting')).toBe('2,004')
    await hub.desk.rooms.handling.claim(hub.owner, first + 1)
    await hub.desk.rooms.handling.claim(hub.owner, first + 2)
    await poll(() => count(v, 'Waiting')).toBe('2,002')
    await poll(() => count(v, 'Mine')).toBe('2')
    await poll(() => count(v, 'All open')).toBe('2,005')
  })
})

describe('a filter', () => {
  test('stands in the address, is chosen from a menu and taken away by its chip, and the list follows live', async () => {
    const { handling } = hub.desk.rooms
    const [ada] = [await hub.say('Hello', { from: 'ada', name: 'Ada' }), await hub.say('Hello', { from: 'bo', name: 'Bo' })]
    await handling.prioritise(hub.owner, ada, 'high')
    const v = await come({ path: '/inbox/open' })
    await live(v)
    await poll(() => names(v)).toEqual(['Bo', 'Ada'])
    await v.page.getByRole('button', { name: 'Filter', exact: true }).click()
    await v.page.getByRole('menuitem', { name: 'High' }).click()
    await v.page.keyboard.press('Escape')
    await poll(() => names(v)).toEqual(['Ada'])
    expect(new URL(v.page.url()).search).toBe('?priority=high')
    await v.page.waitForLoadState('networkidle')
    const before = v.calls.length
    await handling.prioritise(hub.owner, 2, 'high')
    await poll(() => names(v)).toEqual(['Bo', 'Ada'])
    await handling.prioritise(hub.owner, ada, 'low')
    await poll(() => names(v)).toEqual(['Bo'])
    await hub.say('One more', { from: 'cy', name: 'Cy' })
    await handling.prioritise(hub.owner, 3, 'high')
    await poll(() => names(v)).toEqual(['Cy', 'Bo'])
    expect(v.calls.slice(before).filter((call) => call === 'GET /api/conversations')).toEqual([])
    await v.page.reload()
    await poll(() => names(v)).toEqual(['Cy', 'Bo'])
    await v.page.getByRole('button', { name: 'Remove filter: High' }).click()
    await poll(() => names(v)).toEqual(['Cy', 'Bo', 'Ada'])
  })

  test('is true again after a time without a connection', async () => {
    await hub.say('Hello', { from: 'ada', name: 'Ada' })
    const v = await come({ path: '/inbox/waiting?priority=urgent' })
    await live(v)
    await v.page.getByText('Nothing fits these filters').waitFor()
    await v.context.setOffline(true)
    await v.page.getByText('No connection to Switchboard').waitFor()
    await hub.desk.rooms.agents.presence(hub.owner, 'away')
    await hub.desk.rooms.handling.prioritise(hub.owner, 1, 'urgent')
    await v.context.setOffline(false)
    await poll(() => names(v)).toEqual(['Ada'])
  })
})

test('a view is saved for everybody, counted and opened from the navigation, and deleted where it is shown', async () => {
  await hub.agent('Sofia')
  await hub.say('Hello', { from: 'ada', name: 'Ada' })
  await hub.say('Hello', { from: 'bo', name: 'Bo' })
  await hub.desk.rooms.handling.prioritise(hub.owner, 2, 'high')
  const v = await come({ path: '/inbox/waiting?priority=high' })
  const other = await come({ email: 'sofia@hub.test', path: '/inbox/mine' })
  await live(other)
  await v.page.getByRole('button', { name: 'Save view' }).click()
  const dialog = v.page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('VIP queue')
  await dialog.getByText('For everybody').click()
  await dialog.getByRole('button', { name: 'Save view' }).click()
  const link = other.nav.getByRole('link', { name: 'VIP queue' })
  await poll(() => link.locator('span').last().innerText()).toBe('1')
  await link.click()
  await poll(() => names(other)).toEqual(['Bo'])
  await hub.desk.rooms.handling.prioritise(hub.owner, 1, 'high')
  await poll(() => link.locator('span').last().innerText()).toBe('2')
  await poll(() => names(other)).toHaveLength(2)
  expect(await other.page.getByRole('button', { name: 'Delete view' }).count()).toBe(0)
  await v.page.getByRole('button', { name: 'Delete view' }).click()
  await link.waitFor({ state: 'detached' })
})
