import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Wire } from '../support/client.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

let count = 0
/** A bot on the emulated Telegram, and its channel once it is connected. */
function bot() {
  const [token, username] = [`${++count}00:AAtest-test-test-test-test-test-test`, `acme${count}_bot`]
  const account = house.lab.telegram.bot(token, { name: 'Acme', username })
  let channel = ''
  return {
    token,
    person: (name: string) => house.lab.telegram.person({ name, bot: account }),
    async connect(settings: { [name: string]: unknown } = {}): Promise<void> {
      const line = { kind: 'telegram', name: username, credentials: { botToken: token }, settings: {}, configure: async () => {} }
      channel = await house.connect(line, settings)
    },
    open: async (): Promise<Wire[]> => (await house.agent.get(`/api/conversations?view=open&channel=${channel}`)).body.items,
  }
}
const messagesOf = async ({ id }: Wire): Promise<Wire[]> => (await house.agent.get(`/api/conversations/${id}/messages?limit=50`)).body.items

test('a link that carries something leads to the conversation, which shows it; a later one takes its place', async () => {
  const { connect, open, person } = bot()
  await connect()
  const ada = person('Ada')
  ada.start('order42')
  const seen = await soon(async () => (await open())[0], 'somebody')
  expect(seen).toMatchObject({ status: 'bot', contact: { name: 'Ada' }, entry: 'order42', unread: 0, waitingSince: null })
  expect(await messagesOf(seen)).toEqual([])
  const feed = await house.agent.live()
  ada.say('where is it?')
  await soon(async () => (await open()).find(({ status }) => status === 'waiting'), 'the first word')
  expect(await open()).toMatchObject([{ id: seen.id, entry: 'order42', unread: 1 }])
  ada.start('order43')
  await soon(async () => (await open()).find(({ entry }) => entry === 'order43'), 'the other order')
  await soon(async () => feed.frames.find(({ data }) => data?.action === 'entered'), 'the live entry')
  expect(feed.frames.find(({ data }) => data?.action === 'entered')).toMatchObject({
    type: 'conversation.updated',
    data: { entry: 'order43', conversation: { id: seen.id, entry: 'order43' } },
  })
  feed.close()
  expect((await messagesOf(seen)).map(({ text }) => text)).toEqual(['where is it?'])
})

test('a start by no link shows that somebody is there, and is greeted once', async () => {
  const { connect, open, person } = bot()
  await connect({ greeting: 'Welcome!' })
  const bo = person('Bo')
  bo.start()
  await bo.waitFor('Welcome!')
  bo.start()
  expect(await soon(async () => (await open())[0], 'somebody')).toMatchObject({ status: 'bot', entry: '', unread: 0 })
  bo.say('hi')
  const talk = await soon(async () => (await open()).find(({ status }) => status === 'waiting'), 'the first word')
  expect((await messagesOf(talk)).map(({ text }) => text)).toEqual(['Welcome!\nTalk to a person', 'hi'])
})

test('an answer to what was said before the hub was there shows those words', async () => {
  const { token, connect, open, person } = bot()
  const cy = person('Cy')
  cy.start()
  const before = cy.say('my number is 4711')
  await fetch(`${house.lab.url}/api.telegram.org/bot${token}/deleteWebhook?drop_pending_updates=true`)
  await connect()
  cy.say('as I said', { replyTo: before })
  const talk = await soon(async () => (await open())[0], 'the answer')
  expect(await messagesOf(talk)).toMatchObject([
    {
      content: [
        { type: 'quote', text: 'my number is 4711' },
        { type: 'text', text: 'as I said' },
      ],
    },
  ])
  // What is known is named instead.
  cy.say('and this', { replyTo: cy.screen().at(-1)! })
  const [first, second] = await soon(async () => {
    const all = await messagesOf(talk)
    return all.length === 2 ? all : undefined
  }, 'the second answer')
  expect(second).toMatchObject({ replyTo: first.id, content: [{ type: 'text', text: 'and this' }] })
})
