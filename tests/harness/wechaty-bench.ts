import type { Account, Connection, Ctx, Health, Sent } from '../../src/contract/adapter.ts'
import type { Making } from '../../adapters/wechaty/connection.ts'
import { wechatyAdapter } from '../../adapters/wechaty/index.ts'
import type { Credentials } from '../../adapters/wechaty/manifest.ts'
import type { InboundEvent, Json, ThreadRef } from '../../src/model/events.ts'
import type { SegmentBody } from '../../src/model/outgoing.ts'
import { memoryCache } from '../contract/harness.ts'
import { createTestClock } from '../support/clock.ts'
import { Mocker, SamplePuppet } from './wechat-puppet.ts'

export const TOKEN = 'token-of-the-puppet'

/** An account at wechaty's pretended WeChat, its phone, a customer and a group; and what the adapter makes of them. */
export function createBench(settings: { [key: string]: Json } = {}, options: Partial<Making> = {}) {
  const mocker = new Mocker()
  const clock = createTestClock(Date.now())
  const me = mocker.createContact({ id: 'me', name: 'Support' })
  const ada = mocker.createContact({ id: 'ada', name: 'Ada' })
  const room = mocker.createRoom({ id: 'r@chatroom', topic: 'Neighbours', memberIdList: [me.id, ada.id] })
  const puppets: SamplePuppet[] = []
  const waits: number[] = []
  const adapter = wechatyAdapter({
    puppet: async () => {
      const puppet = new SamplePuppet({ mocker })
      puppets.push(puppet)
      return puppet
    },
    pause: async (ms) => void waits.push(ms),
    ...options,
  })
  const events: InboundEvent[] = []
  const reports: { health: Health; account?: Account }[] = []
  const link = {
    sink: async (heard: InboundEvent[]) => void events.push(...heard),
    report: (health: Health, account?: Account) => void reports.push({ health, ...(account && { account }) }),
  }
  const ctx: Ctx<Credentials> = {
    channelId: 'c1',
    credentials: { puppet: 'wechaty-puppet-mock', token: TOKEN },
    account: null,
    settings,
    hookSecret: '',
    fetch: () => Promise.reject(new Error('this channel calls nobody')),
    now: () => clock.now(),
    cache: memoryCache(),
    trace: () => {},
  }

  let keys = 0
  return {
    mocker,
    clock,
    me,
    ada,
    room,
    puppets,
    waits,
    adapter,
    events,
    reports,
    link,
    ctx,
    async open(): Promise<Connection> {
      if (!adapter.stream) throw new Error('the adapter holds no connection')
      ctx.connection = await adapter.stream.open(ctx, link)
      return ctx.connection
    },
    /** How the connection is, as told last. */
    health: () => reports.at(-1)?.health,
    send(body: SegmentBody | string, to: ThreadRef = { externalId: 'ada' }, file = new Blob(['bytes'])): Promise<Sent> {
      const segment = typeof body === 'string' ? { type: 'text' as const, text: body } : body
      return adapter.send(ctx, { key: `k${(keys += 1)}`, surface: 'dm', thread: to, body: segment, open: async () => file })
    },
  }
}
