import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Wire } from '../support/client.ts'
import { sign } from '../../lab/x/events/sign.ts'
import { bytesOf, claim, inbound, talkOf, upload } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { PICTURE } from './picture.ts'
import { MINUTE, type XRoom, openX, pass } from './x.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(() => house.lab.x.faults.reset())

const quiet = () => house.lab.x.quiet()
const open = async (x: XRoom): Promise<Wire[]> => (await house.agent.get(`/api/conversations?view=open&channel=${x.channel}`)).body.items
const answered = (x: XRoom) =>
  x.calls('tweets').flatMap(({ status, request }) => {
    const { text, reply } = request as { text: string; reply: { in_reply_to_tweet_id: string } }
    return status === 201 ? [[text, reply.in_reply_to_tweet_id]] : []
  })

describe('where mentions are wanted', () => {
  test('one becomes a conversation in public, answered below it', async () => {
    const x = await openX(house, { settings: { comments: true } })
    const ada = x.person('Ada')
    const thread = ada.thread(ada.post('where is my order?', PICTURE))
    const talk = await claim(house.agent, x.channel)
    expect(await talk.view()).toMatchObject({ surface: 'comment', contact: { name: 'Ada' } })
    const { part, bytes } = await bytesOf(house.agent, talk, 'image')
    expect(part.caption).toBe(`@${x.account.username} where is my order?`)
    expect(Buffer.from(bytes).equals(PICTURE)).toBe(true)
    const first = ada.posts.at(-1)!
    await talk.say('On its way')
    await thread.waitFor('On its way')
    expect(answered(x)).toEqual([['On its way', first.id]])
  })

  test('one that also answers a post of ours comes by two events and is one message', async () => {
    const x = await openX(house, { settings: { comments: true } })
    const ours = x.account.post('News!')
    const ada = x.person('Ada')
    const thread = ada.with({ is: 'post', root: ours })
    thread.say(`@${x.account.username} nice`)
    await quiet()
    expect([x.hooks('post.mention.create').length, x.hooks('post.reply.create').length]).toEqual([1, 1])
    const talk = await claim(house.agent, x.channel)
    expect((await talk.messages()).map((one) => one.text)).toEqual([`@${x.account.username} nice`])
    // A mere answer has one event, and belongs to the same conversation.
    thread.say('and when?', { replyTo: ours.n })
    await soon(async () => (await talk.messages()).length === 2, 'the second answer')
    await talk.say('Tomorrow')
    expect(answered(x)).toEqual([['Tomorrow', ada.posts.at(-1)!.id]])
  })

  test('an answer stands below the post that the agent chose, and each thread is a conversation', async () => {
    const x = await openX(house, { settings: { comments: true } })
    const ada = x.person('Ada')
    const thread = ada.thread(ada.post('first'))
    const talk = await claim(house.agent, x.channel)
    const first = ada.posts.at(-1)!
    thread.say(`@${x.account.username} second`)
    const [one] = await soon(async () => {
      const all = await talk.messages()
      return all.length === 2 ? all : undefined
    }, 'both posts')
    await quiet()
    const { status } = await house.agent.post(`/api/conversations/${talk.id}/messages`, {
      content: [{ type: 'text', text: 'to the first' }],
      replyTo: one.id,
      key: 'chosen',
    })
    expect(status).toBe(202)
    await thread.waitFor('to the first')
    await talk.say('to the last')
    expect(answered(x)).toEqual([
      ['to the first', first.id],
      ['to the last', ada.posts.at(-1)!.id],
    ])
    ada.post('something else')
    await soon(async () => (await open(x)).length === 2, 'another conversation')
  })

  test('what the account answers in X itself is shown; what it posts of its own accord is not', async () => {
    const x = await openX(house, { settings: { comments: true } })
    const ada = x.person('Ada')
    ada.post('is anybody there?')
    const talk = await claim(house.agent, x.channel)
    await talk.say('we are')
    x.account.post('typed in X', ada.posts.at(-1)!)
    x.account.post('just news')
    await quiet()
    await pass(house, MINUTE)
    await soon(async () => (await talk.messages()).length === 3, 'the answer from outside')
    expect((await talk.messages()).map((one) => [one.direction, one.author.kind, one.text])).toEqual([
      ['in', 'contact', `@${x.account.username} is anybody there?`],
      ['out', 'agent', 'we are'],
      ['out', 'agent', expect.stringContaining('typed in X')],
    ])
    expect(await open(x)).toHaveLength(1)
  })

  test('280 as X counts them go as one, more in several posts, each below the last of the customer', async () => {
    const x = await openX(house, { settings: { comments: true } })
    const ada = x.person('Ada')
    const thread = ada.thread(ada.post('tell me all'))
    const talk = await claim(house.agent, x.channel)
    // A link counts 23, a Chinese character 2, an emoji 2.
    const fits = `https://example.com/${'a'.repeat(300)} ${'好'.repeat(127)}👩‍🔧`
    await talk.say(fits)
    await thread.waitFor(fits)
    const long = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ')
    await talk.say(long)
    const sent = answered(x).map(([words]) => words!)
    expect(sent.slice(1).length).toBeGreaterThan(1)
    expect(sent.slice(1).join(' ')).toBe(long)
    expect(x.calls('tweets').map(({ status }) => status)).toEqual(sent.map(() => 201))
    expect(new Set(answered(x).map(([, to]) => to))).toEqual(new Set([ada.posts.at(-1)!.id]))
    const { body } = await house.agent.post(`/api/conversations/${talk.id}/plan`, { content: [{ type: 'text', text: 'x'.repeat(281) }] })
    expect(body.plan).toMatchObject({ segments: 2 })
    const file = await upload(house.agent, PICTURE, 'a.png', 'image/png')
    expect(await talk.reply([{ type: 'image', file }])).toMatchObject({ status: 422 })
    expect(x.calls('initialize')).toEqual([])
  })

  test('what X does not let through fails with its words, and can be taken back where it did', async () => {
    const x = await openX(house, { settings: { comments: true } })
    const ada = x.person('Ada')
    const thread = ada.thread(ada.post('hello?'))
    const talk = await claim(house.agent, x.channel)
    const said = await talk.say('hello')
    const { body } = await talk.reply('hello')
    const failed = await soon(
      async () => (await talk.messages()).find((one) => one.id === body.id && one.state === 'failed'),
      'the refusal',
    )
    expect(failed.error).toMatchObject({ code: 'content', text: expect.stringContaining('duplicate content') })
    expect((await house.agent.post(`/api/messages/${said.id}/recall`)).status).toBe(200)
    await soon(async () => thread.screen().every(({ mine }) => mine), 'the post to be gone')
  })

  test.each(['xaa', 'aaa'] as const)(
    'an answer that may not be looked up is shown in the words that the webhook brought (%s)',
    async (envelope) => {
      const x = await openX(house, { by: 'oauth2', envelope, settings: { comments: true } })
      x.account.account.scopes = x.account.account.scopes.filter((scope) => scope !== 'tweet.read')
      const { id, credentials } = x.account
      const handle = `@${x.account.username}`
      const told = {
        xaa: {
          data: {
            event_type: 'post.reply.create',
            event_uuid: '1',
            filter: { user_id: id },
            payload: {
              id: '2090000000000000077',
              author_id: '4242',
              conversation_id: '2090000000000000001',
              in_reply_to_tweet_id: '2090000000000000001',
              text: `${handle} why?`,
              entities: { mentions: [{ id }] },
            },
            includes: {},
          },
        },
        aaa: {
          for_user_id: id,
          tweet_create_events: [
            {
              id_str: '2090000000000000077',
              user: { id_str: '4242', name: 'Dora' },
              in_reply_to_status_id_str: '2090000000000000001',
              in_reply_to_user_id_str: id,
              text: `${handle} why?`,
              entities: { user_mentions: [{ id_str: id }] },
            },
          ],
        },
      }[envelope]
      const body = JSON.stringify(told)
      const headers = { 'x-twitter-webhooks-signature': sign(credentials.consumerSecret, body) }
      expect((await fetch(x.hookUrl, { method: 'POST', body, headers })).status).toBe(200)
      await soon(async () => x.calls('mentions').some(({ status }) => status === 403), 'the refusal')
      expect(await open(x)).toEqual([])
      await house.restart()
      await pass(house, 2 * MINUTE)
      const [found] = await soon(async () => {
        const all = await open(x)
        return all.length > 0 ? all : undefined
      }, 'the answer')
      expect(found).toMatchObject({ surface: 'comment', preview: `${handle} why?` })
      expect((await fetch(x.hookUrl, { method: 'POST', body, headers })).status).toBe(200)
      await pass(house, 2 * MINUTE)
      expect(await talkOf(house.agent, found!.id).messages()).toHaveLength(1)
    },
  )

  test('by the older product too, whose answers are looked up for the thread they belong to', async () => {
    const x = await openX(house, { envelope: 'aaa', settings: { comments: true } })
    const ada = x.person('Ada')
    const thread = ada.thread(ada.post('old style'))
    const talk = await claim(house.agent, x.channel)
    await talk.say('we see')
    await thread.waitFor('we see')
    thread.say('thank you')
    await soon(async () => (await talk.messages()).length === 3, 'the answer')
    expect(x.calls('mentions').length).toBeGreaterThan(0)
    await pass(house, 2 * MINUTE)
    expect(await open(x)).toHaveLength(1)
    expect(await talk.messages()).toHaveLength(3)
  })
})

test.each(['xaa', 'aaa'] as const)('where they are not wanted, posts are nothing to the hub (%s)', async (envelope) => {
  const x = await openX(house, { envelope })
  const ada = x.person('Ada')
  ada.post('hello?')
  await quiet()
  await pass(house, 6 * MINUTE)
  await soon(async () => x.calls('dm_events').length >= 2, 'a look')
  expect(await open(x)).toEqual([])
  expect(inbound(house.hub, x.channel)).toEqual([])
  expect(x.calls('mentions')).toEqual([])
  // Not even where X still tells of them.
  const payload = { id: '5', author_id: ada.id, conversation_id: '5', text: 'hi' }
  const body = JSON.stringify({ data: { event_type: 'post.mention.create', filter: { user_id: x.account.id }, payload } })
  const headers = { 'x-twitter-webhooks-signature': sign(x.account.credentials.consumerSecret, body) }
  expect((await fetch(x.hookUrl, { method: 'POST', body, headers })).status).toBe(200)
  expect(inbound(house.hub, x.channel)).toEqual([])

  // Switched on later, it begins with what is said from then on.
  expect((await house.agent.patch(`/api/channels/${x.channel}`, { settings: { comments: true } })).status).toBe(200)
  await pass(house, 11 * MINUTE)
  if (envelope === 'xaa') await x.becomes('warn', 'webhook-outdated')
  expect((await house.agent.post(`/api/channels/${x.channel}/enable`)).status).toBe(200)
  ada.post('and now?')
  const found = await soon(async () => (await open(x))[0], 'the conversation')
  expect((await talkOf(house.agent, found.id).messages()).map((one) => one.text)).toEqual([`@${x.account.username} and now?`])
  await pass(house, 11 * MINUTE)
  await x.becomes('ok')
  expect(await open(x)).toHaveLength(1)
  // Switched off again, nothing is delivered that X would charge for.
  expect((await house.agent.patch(`/api/channels/${x.channel}`, { settings: {} })).status).toBe(200)
  expect((await house.agent.post(`/api/channels/${x.channel}/enable`)).status).toBe(200)
  const events = [...x.account.account.app.activity.values()].map(({ eventType }) => eventType)
  expect(events.filter((event) => event.startsWith('post.'))).toEqual([])
  expect(events).toHaveLength(envelope === 'xaa' ? 5 : 0)
})
