import { describe, expect, test } from 'vitest'
import { event } from '../support/events.ts'
import { come, hub, poll, stand } from './console/stand.ts'
import type { Visit } from './console/visit.ts'

stand()

const delivered = () => hub.platform.delivered.map(({ text }) => text)

describe('a conversation', () => {
  test('is claimed, answered and resolved, all by keyboard', async () => {
    const v = await come({ path: '/inbox/waiting' })
    await v.page.getByText('Nobody is waiting').waitFor()
    await hub.say('Where is my order?', { name: 'Maya' })
    await v.list.getByText('Where is my order?').waitFor()
    await v.page.keyboard.press('j')
    await poll(v.said).toEqual(['Where is my order?'])
    await v.page.getByText('Claim it to reply').waitFor()
    await v.page.keyboard.press('c')
    await v.reply.waitFor()
    await v.page.keyboard.press('r')
    await poll(() => v.reply.evaluate((field) => field === document.activeElement)).toBe(true)
    await v.page.keyboard.type('On its way.')
    await v.page.keyboard.press('Enter')
    await poll(v.said).toEqual(['Where is my order?', 'On its way.'])
    await v.timeline.getByText('Sent', { exact: true }).waitFor()
    expect(delivered()).toEqual(['On its way.'])
    expect(await v.reply.inputValue()).toBe('')
    await v.page.keyboard.press('Escape')
    await v.page.keyboard.press('e')
    await v.page.getByText('Maya: resolved.').first().waitFor()
    await v.page.getByRole('button', { name: 'Undo' }).click()
    await v.reply.waitFor()
  })

  test('comes in live, without asking for the lists or the messages again', async () => {
    await hub.say('one', { name: 'Maya' })
    const v = await come({ path: '/inbox/waiting' })
    await v.open('Maya')
    await v.page.getByText('Live', { exact: true }).waitFor()
    await v.page.waitForLoadState('networkidle')
    const before = v.calls.length
    for (let count = 2; count <= 20; count += 1) await hub.say(`message ${count}`, { name: 'Maya' })
    await v.timeline.getByText('message 20').waitFor()
    await v.list.getByText('message 20').waitFor()
    await hub.say('hello', { from: 'other', name: 'Jonas' })
    await v.list.getByText('Jonas').waitFor()
    expect(v.calls.slice(before).filter((call) => call.endsWith('/messages'))).toEqual([])
    expect(v.calls.slice(before).filter((call) => call === 'GET /api/conversations')).toEqual([])
  })

  test('says who has it when somebody was faster', async () => {
    const sofia = await hub.agent('Sofia')
    const number = await hub.say('Help', { name: 'Maya' })
    const v = await come({
      path: `/inbox/waiting/${number}`,
      // A page that hears nothing of what happens meanwhile.
      prepare: (context) => context.routeWebSocket('**/api/live', () => {}),
    })
    const claim = v.page.getByRole('button', { name: 'Claim and reply' })
    await claim.waitFor()
    await hub.desk.rooms.handling.claim(sofia, number)
    await claim.click()
    await v.page.getByText('Sofia has this conversation.').first().waitFor()
    await v.page.getByRole('heading', { name: 'Maya' }).first().waitFor()
    await v.page.getByText('In progress · Sofia').waitFor()
  })

  test('leaves the reader in the field where the reply is written', async () => {
    await hub.say('Help', { name: 'Maya' })
    const v = await come({ path: '/inbox/waiting' })
    await v.open('Maya')
    await v.page.getByRole('button', { name: 'Claim and reply' }).click()
    await v.reply.waitFor()
    await poll(() => v.reply.evaluate((field) => field === document.activeElement)).toBe(true)
  })

  test('offers to become available when that is what is missing', async () => {
    const tom = await hub.agent('Tom', { away: true })
    await hub.say('Help', { name: 'Maya' })
    const v = await come({ email: tom.email, path: '/inbox/waiting' })
    await v.open('Maya')
    await v.page.getByRole('button', { name: 'Claim and reply' }).click()
    // The list offers it, too; here it goes on with what was refused.
    const told = v.page.getByRole('region', { name: 'Notifications' })
    await told.getByRole('button', { name: 'Set to available' }).click()
    await v.reply.waitFor()
    await poll(async () => (await hub.desk.rooms.agents.get(tom.id)).presence).toBe('available')
  })
})

describe('delivery', () => {
  const begin = async (): Promise<Visit> => {
    const number = await hub.say('Hello', { name: 'Maya' })
    await hub.desk.rooms.handling.claim(hub.owner, number)
    const v = await come()
    await v.open('Maya')
    return v
  }
  const write = async (v: Visit, text: string): Promise<void> => {
    await v.reply.fill(text)
    await v.reply.press('Enter')
  }

  test('a refusal is explained and can be tried again', async () => {
    const v = await begin()
    hub.platform.next({ status: 422 })
    await write(v, 'Hi')
    await v.timeline.getByText('The platform does not accept this content.').waitFor()
    await v.timeline.getByRole('button', { name: 'Try again' }).click()
    await poll(delivered).toEqual(['Hi'])
    await v.timeline.getByText('Sent', { exact: true }).waitFor()
  })

  test('what may have arrived is sent again only when somebody says so', async () => {
    const v = await begin()
    hub.platform.next('lose-answer')
    await write(v, 'Hi')
    await v.timeline.getByText('Not sure whether it arrived').waitFor()
    await v.timeline.getByRole('button', { name: 'Send again…' }).click()
    const dialog = v.page.getByRole('alertdialog')
    await dialog.getByText('the customer gets this message twice').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    expect(delivered()).toEqual(['Hi'])
    await v.timeline.getByRole('button', { name: 'Send again…' }).click()
    await dialog.getByRole('button', { name: 'Send again' }).click()
    await poll(delivered).toEqual(['Hi', 'Hi'])
  })

  test('what is written without a connection is kept, over a reload too, and goes out once', async () => {
    const v = await begin()
    await v.context.setOffline(true)
    await v.page.getByText('No connection to Switchboard').waitFor()
    await write(v, 'Written in a tunnel')
    await v.timeline.getByText('It goes out by itself').waitFor()
    await v.context.setOffline(false)
    await poll(delivered).toEqual(['Written in a tunnel'])
    await v.page.getByText('Live', { exact: true }).waitFor()
    await poll(v.said).toEqual(['Hello', 'Written in a tunnel'])
    await v.page.reload()
    await poll(v.said).toEqual(['Hello', 'Written in a tunnel'])
    expect(delivered()).toEqual(['Written in a tunnel'])
  })

  test('after a time without connection nothing that was said is missing', async () => {
    const v = await begin()
    await v.context.setOffline(true)
    await v.page.getByText('No connection to Switchboard').waitFor()
    await hub.say('Are you there?', { name: 'Maya' })
    await hub.say('Hello?', { name: 'Maya' })
    await v.context.setOffline(false)
    await poll(v.said).toEqual(['Hello', 'Are you there?', 'Hello?'])
    await v.list.getByText('Hello?').waitFor()
  })
})

test('whatever customers send is shown as what it is', async () => {
  const from = { from: 'maya', name: 'Maya' }
  await hub.say('<img src=x onerror="window.hacked=1"><b>hi</b>', from)
  await hub.say('', {
    ...from,
    content: [
      { type: 'text', text: 'click here', marks: [{ kind: 'link', start: 0, end: 5, url: 'javascript:window.hacked=1' }] },
      { type: 'text', text: 'https://example.org/a' },
      { type: 'location', latitude: 48.2, longitude: 16.37, name: 'Vienna' },
      { type: 'contact', name: 'Ida', phones: ['+43 1'] },
      { type: 'unsupported', kind: 'poll', summary: 'Poll: which pot?' },
    ],
  })
  await hub.say('to be taken back', { ...from, id: 'gone' })
  await hub.receive(event('recalled', from, { externalIds: ['gone'] }))
  const v = await come({ path: '/inbox/waiting' })
  await v.open('Maya')
  await v.timeline.getByText('<img src=x onerror="window.hacked=1"><b>hi</b>').waitFor()
  expect(await v.timeline.locator('img[src="x"], b').count()).toBe(0)
  const links = await v.timeline
    .locator('article p a')
    .evaluateAll((all) => all.map((a) => [a.getAttribute('href'), a.getAttribute('rel')]))
  expect(links).toEqual([['https://example.org/a', 'noopener noreferrer nofollow']])
  for (const text of ['Vienna', '+43 1', 'Poll: which pot?', 'This message was taken back.']) await v.timeline.getByText(text).waitFor()
  expect(await v.timeline.getByText('to be taken back').count()).toBe(0)
  await v.timeline.getByRole('button', { name: 'Show what it said' }).click()
  await v.timeline.getByText('to be taken back').waitFor()
  expect(await v.page.evaluate(() => 'hacked' in window)).toBe(false)
})

test('the customer’s writing shows until the message is there', async () => {
  await hub.say('Hi', { from: 'maya', name: 'Maya' })
  const v = await come({ path: '/inbox/waiting' })
  await v.open('Maya')
  await v.page.getByText('Live', { exact: true }).waitFor()
  await hub.receive(event('typing', { from: 'maya' }, {}))
  await v.page.getByText('The customer is typing…').waitFor()
  await hub.say('I am here', { from: 'maya', name: 'Maya' })
  await v.page.getByText('The customer is typing…').waitFor({ state: 'detached' })
})

test('older messages join above without moving what is being read', async () => {
  for (let count = 1; count <= 120; count += 1)
    await hub.receive({ ...event('message', { from: 'maya', name: 'Maya' }, { content: [{ type: 'text', text: `line ${count}` }] }) })
  const v = await come({ path: '/inbox/waiting' })
  await v.open('Maya')
  await v.timeline.getByText('line 120').waitFor()
  const mark = v.timeline.getByText('line 80', { exact: true })
  await poll(async () => {
    await v.timeline.hover()
    await v.page.mouse.wheel(0, -400)
    return mark.count()
  }).toBe(1)
  await v.page.waitForLoadState('networkidle')
  const place = async () => (await mark.boundingBox())?.y ?? null
  const before = await place()
  await hub.say('something new', { from: 'maya', name: 'Maya' })
  await v.page.getByRole('button', { name: 'To the latest' }).waitFor()
  expect(await place()).toBe(before)
  await v.page.getByRole('button', { name: 'To the latest' }).click()
  await v.timeline.getByText('something new').waitFor()
})
