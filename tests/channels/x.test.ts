import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { usualOptions } from '../../lab/x/options.ts'
import { until } from '../support/wait.ts'
import type { Wire } from '../support/client.ts'
import { bytesOf, claim, inbound, upload } from './desk.ts'
import { soon } from './flow.ts'
import { type House, openHouse } from './house.ts'
import { PICTURE } from './picture.ts'
import { MINUTE, openX, pass, told } from './x.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({ lab: { x: { media: { ...usualOptions.media, processing: MINUTE } } } })
})
afterAll(() => house.stop())
beforeEach(() => house.lab.x.faults.reset())

const MB = 1024 * 1024
const MP4 = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'), Buffer.alloc(MB, 7)])
const quiet = () => house.lab.x.quiet()
const paths = (calls: { request?: unknown }[]) => calls.map(({ request }) => (request as { path: string } | undefined)?.path ?? '')
const out = async (talk: { messages(): Promise<Wire[]> }) =>
  (await talk.messages()).flatMap((one) => (one.direction === 'out' ? [[one.text, one.state, one.author.name]] : []))

describe.each(['oauth1', 'oauth2'] as const)('signed in by %s', (by) => {
  test('a picture, a video and an animation arrive with their words, fetched in the name of the account', async () => {
    const x = await openX(house, { by })
    const ada = x.person('Ada')
    ada.sendPhoto(PICTURE, { caption: 'see <this> & https://example.com/a' })
    const talk = await claim(house.agent, x.channel)
    const photo = await bytesOf(house.agent, talk, 'image')
    expect(photo.part).toMatchObject({ caption: 'see <this> & https://example.com/a', mime: 'image/png' })
    expect(Buffer.from(photo.bytes).equals(PICTURE)).toBe(true)
    const fetched = house.lab.journal.list({ platform: 'x', way: 'call' }).filter(({ account }) => account === x.account.username)
    const wanted = by === 'oauth1' ? 'GET /1.1/ton/data/dm/' : 'GET /2/dm_conversations/media/'
    expect(paths(fetched).filter((path) => path.startsWith(wanted))).toHaveLength(1)
    expect(fetched.every(({ status }) => status === 200)).toBe(true)

    ada.sendVideo(MP4)
    const video = await bytesOf(house.agent, talk, 'video')
    expect(Buffer.from(video.bytes).equals(MP4)).toBe(true)
  })

  test('a picture goes out in pieces under its words, a video once X has worked on it', async () => {
    const x = await openX(house, { by })
    const [ada, talk] = await x.meet('Ada')
    const large = Buffer.concat([PICTURE, Buffer.alloc(MB, 1)])
    const [image, video] = [await upload(house.agent, large, 'a.png', 'image/png'), await upload(house.agent, MP4, 'a.mp4', 'video/mp4')]
    await talk.say([{ type: 'image', file: image, caption: 'your label' }])
    const shown = await ada.waitFor('your label')
    expect(shown.media).toMatchObject({ type: 'photo', bytes: large.length })
    expect(x.calls('append')).toHaveLength(2)

    const { body } = await talk.reply([{ type: 'video', file: video }])
    const after = await talk.reply('after the film')
    await soon(async () => (await talk.messages()).find((one) => one.id === body.id)?.error?.code === 'rate', 'the wait')
    expect(told(ada)).toEqual(['your label'])
    for (let waited = 0; waited < 13; waited++) await pass(house, 5000)
    await talk.becomes(after.body, 'sent')
    expect(told(ada)).toEqual(['your label', 'video', 'after the film'])
    expect(x.calls('initialize')).toHaveLength(2)
    expect(x.calls('messages').map(({ status }) => status)).toEqual([201, 201, 201])
    // While X works, nothing is sent: the fifteen that X allows are for messages.
    for (let count = 0; count < 11; count++) await talk.reply(`${count}`)
    await soon(async () => told(ada).length === 14, 'eleven more')
  })
})

describe('what the account says', () => {
  test('through the hub comes back as an echo and stays one message; in X itself it is an answer from outside', async () => {
    const x = await openX(house)
    const [ada, talk] = await x.meet('Ada', 'hello')
    await talk.say('through the hub')
    await quiet()
    x.account.say(ada, 'typed in X')
    await quiet()
    await pass(house, MINUTE)
    await soon(async () => (await out(talk)).length === 2, 'the answer from outside')
    expect(x.hooks('dm.sent')).toHaveLength(2)
    expect(await out(talk)).toEqual([
      ['through the hub', 'sent', 'Lin Xiaowen'],
      ['typed in X', 'sent', x.account.account.user.name],
    ])
    // The next look at the list of messages tells of both once more.
    await pass(house, 6 * MINUTE)
    await soon(async () => x.calls('dm_events').length >= 2, 'the look')
    await pass(house, MINUTE)
    expect(await out(talk)).toHaveLength(2)
    expect((await talk.view()).status).toBe('active')
  })

  test('first, to somebody who never wrote, opens a conversation under their name', async () => {
    const x = await openX(house)
    const bo = x.person('Bo Larsson')
    x.account.say(bo, 'we have a question')
    const found = await soon(async () => {
      const { body } = await house.agent.get(`/api/conversations?view=open&channel=${x.channel}`)
      return body.items[0]
    }, 'the conversation')
    expect(found).toMatchObject({ preview: 'we have a question', contact: { name: 'Bo Larsson' } })
    bo.say('which one?')
    await quiet()
    expect((await house.agent.get(`/api/conversations?view=open&channel=${x.channel}`)).body.items).toHaveLength(1)
  })

  test('is read by the customer', async () => {
    const x = await openX(house)
    const [ada, talk] = await x.meet('Ada')
    const [one, two] = [await talk.say('one'), await talk.say('two')]
    ada.read()
    for (const message of [one, two]) await talk.becomes(message, 'read')
    const three = await talk.say('three')
    expect((await talk.messages()).find(({ id }) => id === three.id)).toMatchObject({ state: 'sent' })
  })
})

test('an encrypted message says where to answer it, in the conversation of its writer', async () => {
  const x = await openX(house)
  const [ada, talk] = await x.meet('Ada', 'in the open')
  ada.sayEncrypted('psst')
  const found = await soon(async () => (await talk.messages()).find(({ content }) => content[0].type === 'unsupported'), 'the message')
  expect(found).toMatchObject({
    direction: 'in',
    content: [{ kind: 'encrypted', summary: expect.stringMatching(/answer in X.*请在 X 中回复/) }],
  })
  expect(JSON.stringify(inbound(house.hub, x.channel))).not.toContain('psst')
})

describe('a message', () => {
  test('to somebody who takes none fails with X’s reason, and goes when they write again', async () => {
    const x = await openX(house)
    const [ada, talk] = await x.meet('Ada')
    ada.block()
    const { body } = await talk.reply('are you there?')
    const failed = await soon(
      async () => (await talk.messages()).find((one) => one.id === body.id && one.state === 'failed'),
      'the failure',
    )
    expect(failed.error).toEqual({ code: 'blocked', text: 'You do not have permission to DM one or more participants.' })
    expect(x.calls('messages').map(({ status }) => status)).toEqual([403])
    ada.unblock()
    ada.say('now I am')
    await talk.retry(failed)
    await talk.becomes(failed, 'sent')
    expect(told(ada)).toEqual(['are you there?'])
  })

  test('whose answer was lost is unsure and not sent again; X’s echo says that it arrived', async () => {
    const x = await openX(house)
    const [ada, talk] = await x.meet('Ada')
    // Echoes come late: until then nobody knows.
    house.lab.x.faults.set({ loseAnswers: 1, only: 'messages', hooks: { secret: 'wrong' } })
    const { body } = await talk.reply('once & only <once>')
    expect(await talk.becomes(body, 'unknown')).toMatchObject({ error: { code: 'network' } })
    await talk.say('the next')
    await quiet()
    house.lab.x.faults.reset()
    expect(await talk.becomes(body, 'unknown')).toBeTruthy()
    await pass(house, 5000)
    await talk.becomes(body, 'sent')
    await pass(house, 10 * MINUTE)
    expect(told(ada)).toEqual(['once & only <once>', 'the next'])
    expect((await out(talk)).map(([words, state]) => [words, state])).toEqual([
      ['once & only <once>', 'sent'],
      ['the next', 'sent'],
    ])
    expect(x.calls('messages').map(({ status }) => status)).toEqual(['lost', 201])
  })

  test('that the app may not send turns the light red instead of blaming the customer', async () => {
    const x = await openX(house, { by: 'oauth2' })
    const [ada, talk] = await x.meet('Ada')
    house.lab.x.faults.set({ unauthorized: true })
    const { body } = await talk.reply('wait for it')
    await x.becomes('broken', 'auth')
    house.lab.x.faults.reset()
    await pass(house, MINUTE + 1000)
    await talk.becomes(body, 'sent')
    await until(() => told(ada).length === 1)
  })

  test('that certainly did not get through is sent later; one that may have is not sent again', async () => {
    const x = await openX(house)
    const [ada, talk] = await x.meet('Ada')
    await house.lab.disconnect()
    const { body } = await talk.reply('one')
    await soon(async () => (await talk.messages()).at(-1).error?.code === 'network', 'the fault')
    await house.lab.reconnect()
    await pass(house, MINUTE)
    await talk.becomes(body, 'sent')
    const unsure: string[] = []
    for (const down of ['bad-gateway', 'refused'] as const) {
      house.lab.x.faults.set({ down })
      const { id } = (await talk.reply(down)).body
      await talk.becomes({ id }, 'unknown')
      unsure.push(id)
    }
    house.lab.x.faults.reset()
    await pass(house, 10 * MINUTE)
    await talk.say('two')
    expect(told(ada)).toEqual(['one', 'two'])
    const states = (await talk.messages()).filter(({ id }) => unsure.includes(id)).map(({ state }) => state)
    expect(states).toEqual(['unknown', 'unknown'])
  })
})
