import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Next } from '../../../../src/desk/gateways/protocol.ts'
import { event, message } from '../../../support/events.ts'
import { recordSql } from '../../../support/record-sql.ts'
import { type GatewayDesk, openGatewayDesk } from './gateway-desk.ts'

let recorder: ReturnType<typeof recordSql>
let site: GatewayDesk
let desk: GatewayDesk['desk']
beforeEach(async () => {
  recorder = recordSql()
  site = await openGatewayDesk({ wrap: recorder.wrap })
  desk = site.desk
})
afterEach(() => site.close())

const textsOf = ({ sends }: Next) => sends.map(({ body }) => (body.type === 'text' ? body.text : ''))
const firstKey = async () => (await site.ask()).sends[0]!.key

const counts = (): Map<string, number> => new Map(recorder.texts().map((text) => [text, recorder.runs(text)]))
const aboutWork = (text: string): boolean => /FROM (Segment|File) /.test(text)
/** The statements of a gateway that asks and finds nothing. */
async function looking(): Promise<string[]> {
  const before = counts()
  expect(await site.ask({ waitMs: 1 })).toEqual({ sends: [], files: [] })
  const looked = [...counts()].filter(([text, runs]) => runs > (before.get(text) ?? 0)).map(([text]) => text)
  expect(looked.length).toBeGreaterThan(2)
  return looked
}

describe('a gateway that waits', () => {
  test('is not woken by what is about something else', async () => {
    const near = await desk.channel({ kind: 'near' })
    const owner = await desk.owner()
    const looked = await looking()
    await site.say('under way')
    const waiting = site.ask({ have: [await firstKey()] })
    await desk.idle()
    const before = looked.map((text) => recorder.runs(text))
    const other = await desk.say(near, 'over here')
    await desk.rooms.handling.claim(owner, other)
    await desk.reply(owner, other, 'hello')
    await desk.say(site.channel, 'and here', { from: 'u2' })
    await desk.receive(site.channel, event('followed', { from: 'u3' }, {}))
    await desk.rooms.handling.prioritise(owner, site.conversation, 'urgent')
    await desk.rooms.replies.note(owner, site.conversation, { content: [{ type: 'text', text: 'for us' }], key: 'note' })
    await desk.idle()
    desk.desk.sweep()
    await desk.idle()
    expect(desk.platform.delivered).toHaveLength(1)
    expect(looked.map((text) => recorder.runs(text))).toEqual(before)
    const third = await desk.say(site.channel, 'me too', { from: 'u4' })
    await desk.rooms.handling.claim(owner, third)
    await desk.reply(owner, third, 'to you')
    expect(textsOf(await waiting)).toEqual(['to you'])
  })

  test('is not woken by what another one has to do', async () => {
    const second = await desk.channel({ kind: 'remote' })
    await site.greet({ channel: second })
    const looked = await looking()
    const waiting = site.ask({ channel: second })
    await desk.idle()
    const before = looked.map((text) => recorder.runs(text))
    await site.say('for the first')
    await desk.idle()
    expect(looked.map((text) => recorder.runs(text))).toEqual(before)
    expect(textsOf(await site.ask())).toEqual(['for the first'])
    site.gone()
    expect(await waiting).toEqual({ sends: [], files: [] })
  })

  test('looks along indexes of its own channel', async () => {
    for (const text of (await looking()).filter(aboutWork)) {
      const steps = recorder.plan(text)
      expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
      expect(steps.join()).toMatch(/INDEX (Segment_channelId_state_dueAt_idx|File_channelId_createdAt_idx) \(channelId=/)
    }
  })
})

describe('a gateway that asks', () => {
  /** Each in a thread of its own, so that all of them are due. */
  async function answers(count: number): Promise<void> {
    const owner = await desk.owner()
    for (let index = 0; index < count; index += 1) {
      const one = await desk.say(site.channel, 'hi', { from: `many ${index}` })
      await desk.rooms.handling.claim(owner, one)
      await desk.reply(owner, one, `answer ${index}`)
    }
  }

  test('is given eight at once, in the order they became due', async () => {
    await answers(10)
    const first = await site.ask()
    expect(textsOf(first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((index) => `answer ${index}`))
    const have = first.sends.map(({ key }) => key)
    expect(textsOf(await site.ask({ have, waitMs: 1 }))).toEqual([])
    for (const key of have.splice(0, 1)) await site.tell(key)
    expect(textsOf(await site.ask({ have }))).toEqual(['answer 8'])
  })

  test('and is busy with eight waits quietly, however much is due', async () => {
    const looked = (await looking()).filter(aboutWork)
    await answers(9)
    const have = (await site.ask()).sends.map(({ key }) => key)
    const before = looked.map((text) => recorder.runs(text))
    await site.ask({ have, waitMs: 40 })
    const after = looked.map((text) => recorder.runs(text))
    expect(after.every((runs, index) => runs <= before[index]! + 2)).toBe(true)
  })

  test('is told of no file that it brings already', async () => {
    await desk.receive(site.channel, message('', { from: 'u1', content: [{ type: 'image', ref: 'one' }] }))
    const [file] = (await site.ask()).files
    await desk.receive(site.channel, message('', { from: 'u1', content: [{ type: 'image', ref: 'two' }] }))
    expect((await site.ask({ have: [file!.id] })).files).toMatchObject([{ ref: 'two' }])
  })

  test('leaves nothing behind that listens', async () => {
    await site.ask({ waitMs: 1 })
    await site.say('hello')
    await site.ask()
    expect(site.listening()).toBe(0)
  })

  test('goes with nothing when the desk ends, now and from then on', async () => {
    const waiting = site.ask()
    desk.rooms.gateways.close()
    expect(await waiting).toEqual({ sends: [], files: [] })
    await site.say('too late')
    expect(await site.ask()).toEqual({ sends: [], files: [] })
  })
})

describe('a gateway that waits is woken', () => {
  test('by what stands behind what it has sent', async () => {
    await site.say('one')
    await site.say('two')
    const first = await firstKey()
    const waiting = site.ask({ have: [first] })
    await site.tell(first)
    expect(textsOf(await waiting)).toEqual(['two'])
  })

  test('by media that are to be fetched', async () => {
    const waiting = site.ask()
    await desk.receive(site.channel, message('', { from: 'u1', content: [{ type: 'image', ref: 'photo' }] }))
    expect((await waiting).files).toMatchObject([{ ref: 'photo' }])
  })

  test('by a channel that is switched on again', async () => {
    const owner = await desk.owner()
    await desk.rooms.channelCommands.pause(owner, site.channel)
    await site.say('later')
    const waiting = site.ask()
    await desk.rooms.channelCommands.enable(owner, site.channel)
    expect(textsOf(await waiting)).toEqual(['later'])
  })

  test('by another try of what has failed', async () => {
    const id = await site.say('again')
    const first = await firstKey()
    await site.tell(first, { fault: { code: 'content', message: 'no', certain: true } })
    const waiting = site.ask()
    await desk.desk.kit.commit(() => desk.rooms.retry(id))
    expect((await waiting).sends.map(({ key }) => key)).toEqual([`${first}-1`])
  })

  test('by the time of what had to wait', async () => {
    const slowly = (retryAfterMs: number) => ({ fault: { code: 'rate', message: 'slowly', certain: true, retryAfterMs } }) as const
    const second = await desk.say(site.channel, 'me too', { from: 'u2' })
    await desk.rooms.handling.claim(await desk.owner(), second)
    await site.say('soon')
    await desk.reply(await desk.owner(), second, 'later')
    const [soon, later] = (await site.ask()).sends
    await site.tell(later!.key, slowly(60_000))
    const waiting = site.ask()
    await site.tell(soon!.key, slowly(20))
    expect((await site.ask({ waitMs: 1 })).sends).toEqual([])
    await desk.advance(20)
    expect(textsOf(await waiting)).toEqual(['soon'])
  })
})
