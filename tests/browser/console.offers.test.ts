import type { BrowserContext } from 'playwright-core'
import { expect, test } from 'vitest'
import { faults } from './console/axe.ts'
import { come, hub, poll, stand } from './console/stand.ts'
import { tooSmall } from './console/touch.ts'
import type { Visit, VisitOptions } from './console/visit.ts'

stand()

/** Each conversation is offered, and its offer stands so long. */
const offering = (offerSeconds: number) => hub.desk.rooms.queueCommands.change(hub.owner, 1, { mode: 'offer', offerSeconds })
const cards = ({ page }: Visit) => page.getByRole('region', { name: 'Offered to you' })
const presence = async () => (await hub.desk.rooms.agents.get(hub.owner.id)).presence

/** Somebody whose page has settled. */
async function ready(options: VisitOptions): Promise<Visit> {
  const v = await come(options)
  await poll(() => v.calls.includes('GET /api/offers')).toBe(true)
  return v
}

/** Counts the tones that a page makes. */
const listening = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    const heard = window as unknown as { tones: number }
    heard.tones = 0
    window.OscillatorNode = class extends OscillatorNode {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options)
        heard.tones += 1
      }
    }
  })
}
const tones = ({ page }: Visit) => page.evaluate(() => (window as unknown as { tones: number }).tones)

test('an offer finds the agent wherever they are, and a key takes it', async () => {
  await offering(300)
  const v = await ready({
    path: '/settings/team',
    // A clock that is an hour fast.
    prepare: async (context) => {
      await context.addInitScript(() => {
        const now = Date.now.bind(Date)
        Date.now = () => now() + 3_600_000
      })
    },
  })
  const number = await hub.say('Where is my order?', { name: 'Maya' })
  await cards(v).getByText('Where is my order?').waitFor()
  expect(await cards(v).getByRole('timer').innerText()).toMatch(/^0[45]:\d\d$/)
  await hub.say('It was a red pot', { name: 'Maya' })
  await cards(v).getByText('It was a red pot').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    await v.page.emulateMedia({ colorScheme })
    expect(await faults(v.page)).toEqual([])
  }
  await v.page.keyboard.press('y')
  await v.reply.waitFor()
  expect(v.page.url()).toContain(`/inbox/mine/${number}`)
  expect(await cards(v).count()).toBe(0)
})

test('whoever declines is not asked again, and everybody sees to whom it is offered', async () => {
  await offering(300)
  const sofia = await hub.agent('Sofia')
  const v = await ready({ path: '/inbox/open' })
  await hub.desk.rooms.agents.presence(sofia, 'away')
  await hub.say('Hello?', { name: 'Maya' })
  await cards(v).getByRole('article', { name: 'Maya' }).waitFor()
  await v.list.getByText('Offered to Lin Xiaowen').waitFor()
  await hub.desk.rooms.agents.presence(sofia, 'available')
  await v.page.keyboard.press('Shift+Y')
  await cards(v).waitFor({ state: 'detached' })
  await v.list.getByText('Offered to Sofia').waitFor()
  await v.open('Maya')
  await v.page.getByText('It is being offered to Sofia.').waitFor()
})

test('who lets two pass is set to away, is told so, and comes back', async () => {
  await offering(1)
  const v = await ready({ path: '/inbox/mine' })
  await hub.say('Hello?', { name: 'Maya' })
  await v.page.getByText('You let two offers pass').waitFor()
  expect(await presence()).toBe('away')
  await offering(300)
  await cards(v).getByRole('button', { name: 'Set to available' }).click()
  await cards(v).getByRole('article', { name: 'Maya' }).waitFor()
  expect(await v.page.getByText('You let two offers pass').count()).toBe(0)
  expect(await presence()).toBe('available')
})

test('two tabs of one agent sound once, and what one takes vanishes from the other', async () => {
  await offering(300)
  const one = await ready({ path: '/inbox/mine', prepare: listening })
  const other = await ready({ context: one.context, email: null, path: '/inbox/mine' })
  for (const { page } of [one, other]) await page.getByRole('heading', { name: 'Mine' }).click()
  await hub.say('Hello?', { name: 'Maya' })
  for (const tab of [one, other]) await cards(tab).getByRole('article', { name: 'Maya' }).waitFor()
  const both = async () => (await tones(one)) + (await tones(other))
  await poll(both).toBe(2)
  await cards(one).getByRole('button', { name: 'Accept' }).click()
  await one.reply.waitFor()
  await cards(other).waitFor({ state: 'detached' })
  expect(await both()).toBe(2)
})

test('out of sight the system says it, where the agent has asked for that', async () => {
  await offering(300)
  const v = await come({
    path: '/settings/preferences',
    prepare: async (context) => {
      await context.addInitScript(() => {
        const said: string[] = []
        Object.assign(window, { said })
        window.Notification = class extends EventTarget {
          static permission = 'default'
          static requestPermission = () => Promise.resolve(((Notification as { permission: string }).permission = 'granted'))
          constructor(title: string) {
            super()
            said.push(title)
          }
          close = () => said.push('closed')
        } as never
      })
    },
  })
  const said = () => v.page.evaluate(() => (window as unknown as { said: string[] }).said)
  await v.page.getByRole('switch', { name: 'Desktop notifications' }).press('Space')
  await poll(() => v.page.getByRole('switch', { name: 'Desktop notifications' }).isChecked()).toBe(true)
  await poll(() => v.calls.includes('GET /api/offers')).toBe(true)
  await v.page.evaluate(() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' }))
  await hub.say('Hello?', { name: 'Maya' })
  await poll(said).toEqual(['Offered to you: Maya'])
  await cards(v).getByRole('button', { name: 'Decline' }).click()
  await poll(said).toEqual(['Offered to you: Maya', 'closed'])
})

test('on a phone the card stands above the page, and nothing is covered', async () => {
  await offering(300)
  const v = await ready({ path: '/inbox/mine', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  for (const [from, name] of [
    ['a', 'Maya'],
    ['b', 'Jonas'],
  ] as const)
    await hub.say('Hello?', { from, name })
  await cards(v).getByText('One more is offered to you.').waitFor()
  expect([...(await faults(v.page)), ...(await tooSmall(v.page))]).toEqual([])
  expect(await v.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  const bottom = await cards(v).evaluate((one) => one.getBoundingClientRect().bottom)
  expect(await v.page.getByRole('main').evaluate((one) => one.getBoundingClientRect().top)).toBeGreaterThanOrEqual(bottom)
})
