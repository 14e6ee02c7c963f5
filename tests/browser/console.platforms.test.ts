import { describe, expect, test } from 'vitest'
import type { Adapter, StreamLink } from '../../src/contract/adapter.ts'
import type { Surface } from '../../src/model/surface.ts'
import { event, message } from '../support/events.ts'
import type { TestCredentials } from '../support/test-adapter.ts'
import { createTestAdapter } from '../support/test-adapter.ts'
import { come, hub, openHub, poll, stand, v } from './console/stand.ts'

stand(null)

describe('an unofficial connection that has to be signed in', () => {
  let link: StreamLink | undefined

  /** A kind that holds a connection open, has settings of its own and is not the platform's. */
  function pocket(): Adapter<TestCredentials> {
    const { webhook: _webhook, manifest, ...rest } = createTestAdapter({ kind: 'pocket' })
    const settings = [
      { name: 'read', kind: 'switch', label: { en: 'Mark as read', zh: '标为已读' } },
      { name: 'device', kind: 'text', label: { en: 'Device', zh: '设备' }, help: { en: 'As the phone lists it', zh: '手机上显示的名称' } },
    ] as const
    return {
      ...rest,
      manifest: { ...manifest, kind: 'pocket', runtime: 'node', official: false, settings: [...settings] },
      stream: {
        async open(_ctx, opened) {
          link = opened
          return { close: async () => {} }
        },
      },
    }
  }

  test('is enabled by those who have read what may happen, shows its code until it is scanned, and keeps its settings', async () => {
    await openHub({ others: { pocket: pocket() } })
    const { page } = await come({ path: '/channels/add/pocket' })
    await page.getByText('Unofficial, may be banned').waitFor()
    await page.getByLabel('Address').fill(hub.platform.base)
    await page.getByLabel('Token').fill(hub.platform.token)
    await page.getByLabel('Webhook secret').fill('another-secret')
    await page.getByText('Mark as read').click()
    await page.getByRole('button', { name: 'Check credentials' }).click()
    const enable = page.getByRole('button', { name: 'Enable channel' })
    await enable.waitFor()
    expect(await enable.isDisabled()).toBe(true)
    await page.getByText('I have read this').click()
    await enable.click()

    await page.getByRole('button', { name: 'Pause' }).waitFor()
    expect(await page.getByText('Webhook address').count()).toBe(0)
    await poll(() => link).toBeDefined()
    link?.report({ state: 'broken', code: 'signed-out', qr: 'https://login.example/one' })
    const code = page.getByRole('img', { name: 'QR code that signs Test in' })
    await code.waitFor()
    await page.getByText('Nobody is signed in to this account').waitFor()
    const drawn = () => code.locator('path').last().getAttribute('d')
    const first = await drawn()
    link?.report({ state: 'broken', code: 'signed-out', qr: 'https://login.example/two' })
    await poll(drawn).not.toBe(first)
    link?.report({ state: 'ok' }, { externalId: 'maya-phone', name: 'Maya’s phone' })
    await code.waitFor({ state: 'detached' })
    await page.getByText('Maya’s phone').waitFor()

    await page.getByLabel('Device').fill('Desk')
    await page.getByLabel('Greeting').fill('Welcome!')
    await page.getByLabel('Farewell').fill('Bye!')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    const id = page.url().split('/').at(-1) ?? ''
    expect(hub.desk.rooms.channels.get(id).settings).toMatchObject({
      read: true,
      device: 'Desk',
      greeting: 'Welcome!',
      farewell: 'Bye!',
    })
  })
})

/** A conversation with Maya that the owner has, on a platform of which this is different. */
async function begin(surface: Partial<Surface>): Promise<void> {
  await openHub({ adapter: { surface } })
  const number = await hub.say('Hello', { from: 'maya', name: 'Maya' })
  await hub.desk.rooms.handling.claim(hub.owner, number)
  await come()
  await v.open('Maya')
}
async function write(text: string): Promise<void> {
  await v.reply.fill(text)
  await v.reply.press('Enter')
}

test('a message is taken back by keyboard after a question; one that the platform keeps comes back with the reason', async () => {
  await begin({ recall: { withinMs: 3_600_000 } })
  await write('The wrong price')
  await v.timeline.getByText('Sent', { exact: true }).waitFor()
  const said = v.timeline.locator('article').last()
  const takeBack = async () => {
    await said.getByRole('button', { name: 'Message actions' }).focus()
    await v.page.keyboard.press('Enter')
    await v.page.getByRole('menuitem', { name: 'Take back…' }).waitFor()
    await v.page.keyboard.press('Enter')
    await v.page.getByRole('alertdialog').getByText('They may have read it already').waitFor()
    await v.page.keyboard.press('Tab')
    await v.page.keyboard.press('Enter')
  }
  const { token } = hub.platform
  hub.platform.token = 'revoked'
  await takeBack()
  await v.page.getByText('the channel’s credentials were refused').waitFor()
  await said.getByText('The wrong price').waitFor()
  hub.platform.token = token
  await takeBack()
  await said.getByText('This message was taken back.').waitFor()
  await poll(() => hub.platform.recalled).toEqual(['out-1'])
  expect(await said.getByRole('button', { name: 'Message actions' }).count()).toBe(0)
})

test('what the hub says by itself is marked as such, and a thumb of the customer is told in words', async () => {
  await begin({})
  await write('Turn it off and on.')
  await v.timeline.getByText('Sent', { exact: true }).waitFor()
  await hub.receive(event('rated', { from: 'maya' }, { score: 1, externalId: 'out-1' }))
  await v.timeline.getByRole('img', { name: 'The customer did not find this helpful' }).waitFor()
  await hub.desk.rooms.channelCommands.change({ ...hub.owner }, hub.channelId, { settings: { farewell: 'Goodbye' } })
  await v.page.getByRole('button', { name: 'Resolve', exact: true }).click()
  await v.page.getByText('Maya: resolved.').first().waitFor()
  await v.page.goto(`${hub.url}/inbox/resolved`)
  await v.open('Maya')
  const farewell = v.timeline.getByRole('article', { name: /Automatic message/ })
  await farewell.getByText('Goodbye').waitFor()
  await farewell.getByText('Automatic', { exact: true }).waitFor()
})

test('somebody who has only opened the chat is there, with what led them here; nothing is to be answered', async () => {
  await openHub()
  await come({ path: '/inbox/open' })
  await v.page.getByText('Live', { exact: true }).waitFor()
  await hub.receive(event('entered', { from: 'maya', name: 'Maya', key: 'e1' }, {}))
  await v.list.getByText('Opened the chat').waitFor()
  await v.list.getByRole('link', { name: 'Maya' }).click()
  await v.timeline.getByText('The customer opened the chat').waitFor()
  await hub.receive(event('entered', { from: 'maya', name: 'Maya', key: 'e2' }, { payload: 'order42' }))
  await v.timeline.getByText('The customer came here by “order42”').waitFor()
  const details = v.page.getByRole('complementary', { name: 'Details' })
  await details.getByText('Came by').waitFor()
  await details.getByText('order42', { exact: true }).waitFor()
  expect(await v.said()).toEqual([])
  await hub.say('Where is it?', { from: 'maya', name: 'Maya' })
  await poll(v.said).toEqual(['Where is it?'])
  await v.timeline.getByText('The customer came here by “order42”').waitFor()
})

describe('a window of a minute', () => {
  const ask = (text: string, ago: number) => hub.say(text, { from: 'maya', name: 'Maya', at: Date.now() - ago })

  test('counts down, and closes while somebody writes: the draft stays, with the reason and another way', async () => {
    const windows: Surface['windows'] = [{ lane: 'service', opens: ['message'], ttlMs: 60_000, count: 5, anchor: 'thread' }]
    await openHub({ adapter: { surface: { windows } }, others: { free: createTestAdapter({ kind: 'free' }) } })
    const { channelCommands, people, handling, reading } = hub.desk.rooms
    const number = await ask('Hello', 90_000)
    await handling.claim(hub.owner, number)
    const credentials = { base: hub.platform.base, token: hub.platform.token, secret: 'webhook-secret' }
    const free = await channelCommands.create(hub.owner, { kind: 'free', name: 'Free channel', credentials, settings: {} })
    await channelCommands.enable(hub.owner, free)
    await hub.desk.receive({ channelId: free, events: [message('Here too', { from: 'm', name: 'Maya on Free', at: Date.now() })] })
    const [there] = reading.list({ view: 'open', agentId: '', channel: [free], limit: 1 }).items
    await people.merge(hub.owner, Number(there?.contact.id), Number(reading.conversation(number).contact.id))
    await come({ path: `/inbox/mine/${number}` })

    await v.page.getByText('The platform lets us reply for 1 minute after the customer wrote. That time is over.').waitFor()
    await ask('Anybody?', 48_000)
    await poll(() => v.page.getByRole('timer').innerText()).toMatch(/^00:[01]\d min left to reply · 5 messages left$/)
    await v.page.getByText('One minute left to reply.').waitFor()
    await v.reply.fill('Half a sen')
    const send = v.page.getByRole('button', { name: 'Send', exact: true })
    expect(await send.isEnabled()).toBe(true)
    await v.page.getByText('what you have written is kept').waitFor()
    expect(await v.page.getByRole('timer').count()).toBe(0)
    expect(await send.isDisabled()).toBe(true)
    await v.reply.press('Enter')
    expect(await v.reply.inputValue()).toBe('Half a sen')
    expect(hub.platform.delivered).toEqual([])
    await v.page.getByRole('link', { name: 'Free channel', exact: true }).click()
    await v.timeline.getByText('Here too').waitFor()
  })
})
