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
    const waiting = site.ask()
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
    await site.say('to you')
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
    for (const text of (await looking()).filter((one) => /FROM (Segment|File) /.test(one))) {
      const steps = recorder.plan(text)
      expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
      expect(steps.join()).toMatch(/INDEX (Segment_channelId_state_dueAt_idx|File_channelId_createdAt_idx) \(channelId=/)
    }
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
    await site.say('soon')
    const first = await firstKey()
    const waiting = site.ask()
    await site.tell(first, { fault: { code: 'rate', message: 'slowly', certain: true, retryAfterMs: 20 } })
    await desk.advance(20)
    expect(textsOf(await waiting)).toEqual(['soon'])
  })
})
