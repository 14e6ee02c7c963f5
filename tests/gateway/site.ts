import type { Adapter } from '../../src/contract/adapter.ts'
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts'
import { type PushedClock, createPushedClock } from '../channels/clock.ts'
import { loopback } from '../harness/loopback.ts'
import type { Answer } from '../support/client.ts'
import { type SaidOptions, message } from '../support/events.ts'
import { createTestFolder } from '../support/folder.ts'
import type { TraceLine } from '../support/test-desk.ts'
import { type TestHub, startTestHub } from '../support/test-hub.ts'
import { type TestNetwork, createTestNetwork } from '../support/test-network.ts'
import { until } from '../support/wait.ts'

/** A hub with one channel whose connection a gateway holds, and what stands between the two. */
export interface Site {
  readonly network: TestNetwork
  readonly clock: PushedClock
  readonly channel: string
  readonly key: string
  readonly hub: TestHub
  readonly gateway: Gateway
  /** What the gateway said. */
  readonly trace: TraceLine[]
  /** What passes between gateway and hub, in order. */
  readonly calls: { path: string; status: number; bytes: number }[]
  /** Answers in the hub's place, before or after the hub has heard it, while it returns a status. */
  before: (path: string, body: string) => number | undefined
  after: (path: string, body: string) => number | undefined
  startHub(): Promise<void>
  stopHub(): Promise<void>
  /** Starts the gateway and waits until it is connected. */
  connect(as?: string): Promise<Gateway>
  /** Until the hub has heard the last of what was said to it. */
  quiet(): Promise<void>
  /** Another machine, or this one with its file lost. */
  loseFile(): void
  says(text: string, options?: SaidOptions): Promise<void>
  items(): Promise<{ id: string; lastSeq: number }[]>
  /** Messages of the first conversation. */
  messages(): Promise<Answer['body'][]>
  /** An agent answers in the first conversation. */
  answer(text: string): Promise<string>
  stateOf(id: string): Promise<string | undefined>
  health(): Promise<Answer['body']>
  close(): Promise<void>
}

export async function openSite(): Promise<Site> {
  const network = createTestNetwork()
  const clock = createPushedClock()
  const hubFolder = createTestFolder()
  const trace: TraceLine[] = []
  const calls: Site['calls'] = []
  let folder = createTestFolder()
  let hub: TestHub | undefined
  let gateway: Gateway | undefined
  let channel = ''
  let key = ''

  // The hub's address stays when the hub does not.
  let under = 0
  const front = await loopback(async (request) => {
    under += 1
    return pass(request).finally(() => (under -= 1))
  })
  async function pass(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace('/api/gateway/', '')
    const body = request.body ? await request.arrayBuffer() : undefined
    const text = new TextDecoder().decode(body)
    const answered = (status: number): Response => {
      calls.push({ path, status, bytes: body?.byteLength ?? 0 })
      return new Response('in between', { status })
    }
    const early = self.before(path, text)
    if (early !== undefined || !hub) return answered(early ?? 502)
    const url = hub.url + new URL(request.url).pathname
    const answer = await fetch(url, { method: request.method, headers: request.headers, ...(body && { body }) }).catch(() => null)
    const late = self.after(path, text)
    if (late !== undefined || !answer) return answered(late ?? 502)
    calls.push({ path, status: answer.status, bytes: body?.byteLength ?? 0 })
    return new Response(answer.body, { status: answer.status, headers: { 'content-type': answer.headers.get('content-type') ?? '' } })
  }

  const running = (): TestHub => {
    if (!hub) throw new Error('The hub does not run.')
    return hub
  }
  const self: Site = {
    network,
    clock,
    trace,
    calls,
    get channel() {
      return channel
    },
    get key() {
      return key
    },
    before: () => undefined,
    after: () => undefined,
    get hub() {
      return running()
    },
    get gateway() {
      if (!gateway) throw new Error('The gateway does not run.')
      return gateway
    },
    async startHub() {
      hub = await startTestHub({ adapters: { test: network.remote as Adapter }, clock, dataDir: hubFolder.path })
    },
    async stopHub() {
      await hub?.stop()
      hub = undefined
    },
    async connect(as = self.key) {
      const open = network.open()
      gateway = await startGateway({
        hub: front.origin,
        key: as,
        dataDir: folder.path,
        adapters: { test: network.adapter as Adapter },
        trace: (level, event, data) => void trace.push({ level, event, data }),
        waitMs: 500,
      })
      await until(() => network.open() > open)
      return gateway
    },
    async quiet() {
      await until(() => under === 0)
    },
    loseFile() {
      folder.remove()
      folder = createTestFolder()
    },
    says: (text, options = {}) => network.say(message(text, { from: 'u1', at: Date.now(), key: text.slice(0, 50), ...options })),
    items: async () => (await running().owner.get('/api/conversations')).body.items ?? [],
    async messages() {
      const [first] = await self.items()
      return first ? ((await running().owner.get(`/api/conversations/${first.id}/messages?limit=200`)).body.items ?? []) : []
    },
    async answer(text) {
      const [first] = await until(async () => ((await self.items()).length > 0 ? self.items() : undefined))
      await running().owner.post(`/api/conversations/${first!.id}/claim`)
      return (await running().owner.post(`/api/conversations/${first!.id}/messages`, { text, key: text })).body.id as string
    },
    stateOf: async (id) => (await self.messages()).find((one) => one.id === id)?.state,
    health: async () => (await running().owner.get(`/api/channels/${self.channel}`)).body.health,
    async close() {
      await gateway?.stop()
      await self.stopHub()
      await front.stop()
      hubFolder.remove()
      folder.remove()
    },
  }

  await self.startHub()
  const credentials = { base: 'http://127.0.0.1:9', token: 't', secret: 'webhook-secret' }
  channel = (await running().owner.post('/api/channels', { kind: 'test', name: 'Network', credentials })).body.id as string
  const { body } = await running().owner.post(`/api/channels/${channel}/enable`)
  key = body.steps[0].value as string
  return self
}
