import { types } from 'wechaty-puppet'
import type { Connection } from '../../src/contract/adapter.ts'
import { object, text } from '../../src/contract/read.ts'
import { ADA, ME, NEWS, ROOM, SHOP, samples } from '../../adapters/wechaty/fixtures/index.ts'
import { wechatyAdapter } from '../../adapters/wechaty/index.ts'
import type { Credentials } from '../../adapters/wechaty/manifest.ts'
import type { InboundEvent, Json } from '../../src/model/events.ts'
import { type Harness, NOW, type Play, contextOf } from '../contract/harness.ts'
import { Mocker, SamplePuppet } from './wechat-puppet.ts'

const TOKEN = 'puppet_padlocal_3f0d'
const nobody = () => Promise.reject(new Error('this platform calls nobody'))

/** Wechaty's pretended WeChat, with the people of the samples in it. */
function createWorld(): Mocker {
  const mocker = new Mocker()
  for (const person of [ME, ADA, SHOP, NEWS]) mocker.createContact(person)
  mocker.createRoom({ ...ROOM, memberIdList: [ME.id, ADA.id] })
  return mocker
}

async function play(): Promise<Play> {
  const mocker = createWorld()
  const stops: (() => Promise<void>)[] = []

  async function connect(settings: { [key: string]: Json }) {
    const puppet = new SamplePuppet({ mocker })
    const heard: InboundEvent[] = []
    let noticed = (): void => {}
    const link = {
      sink: async (events: InboundEvent[]) => {
        heard.push(...events)
        noticed()
      },
      report: () => noticed(),
    }
    const adapter = wechatyAdapter({ puppet: async () => puppet, pause: async () => {} })
    const ctx = contextOf(wechatyHarness(), { settings })
    const connection = (await adapter.stream?.open(ctx, link)) as Connection
    stops.push(() => connection.close())
    const noticing = async (look: () => Promise<boolean> | boolean): Promise<void> => {
      while (!(await look())) await new Promise<void>((resolve) => (noticed = resolve))
    }
    puppet.once('start', () => puppet.login(ME.id))
    await noticing(async () => (await adapter.setup.probe({ ...ctx, connection }, '')).state === 'ok')
    return { puppet, connection, heard, noticing }
  }

  const main = await connect({})
  let fences = 0

  /** Everything is read in order: when the words after it are here, so is what became of it. */
  async function feed(body: Json, settings: { [key: string]: Json } = {}): Promise<InboundEvent[]> {
    const { connection, puppet, heard, noticing } = await connect(settings)
    const id = text(object<{ id: string }>(body)?.id) ?? 'odd'
    const fence = `fence${(fences += 1)}`
    mocker.cacheMessagePayload.set(id, body as never)
    puppet.emit('message', { messageId: id })
    mocker.bring({ id: fence, type: 7, text: 'fence', talkerId: ADA.id, listenerId: ME.id, timestamp: NOW })
    await noticing(() => heard.at(-1)?.dedupeKey === fence)
    await connection.close()
    return heard.slice(0, -1)
  }

  const failing = (method: 'messageSendText', failure: () => Promise<never>) => () => {
    const usual = main.puppet[method]
    main.puppet[method] = () => {
      main.puppet[method] = usual
      return failure()
    }
  }
  return {
    fetch: nobody,
    connection: main.connection,
    feed,
    delivered: () =>
      [...mocker.cacheMessagePayload.values()].flatMap(({ talkerId, type, text }) =>
        talkerId === ME.id && type === types.Message.Text && text ? [text] : [],
      ),
    faults: [
      {
        name: 'the puppet fails',
        arrange: failing('messageSendText', () => Promise.reject(new Error(`14 UNAVAILABLE: ${TOKEN}`))),
        code: 'platform',
        certain: false,
      },
    ],
    stop: async () => void (await Promise.all(stops.map((stop) => stop()))),
  }
}

export const wechatyHarness = (): Harness<Credentials> => ({
  credentials: { puppet: 'wechaty-puppet-mock', token: TOKEN },
  badCredentials: [
    {},
    { puppet: '' },
    { puppet: 'node:fs' },
    { puppet: '../wechaty-puppet-x' },
    { puppet: 'wechaty-puppet-x/../y' },
    { puppet: 'wechaty-puppet-x', more: 1 },
  ],
  account: { externalId: ME.id, name: ME.name },
  secrets: [TOKEN],
  threads: { dm: { externalId: ADA.id }, group: { externalId: ROOM.id } },
  request: nobody,
  forged: nobody,
  fixtures: [],
  streamed: samples,
  play,
})
