import { getEventListeners } from 'node:events'
import type { Adapter, Health } from '../../../../src/contract/adapter.ts'
import type { Next, WireResult } from '../../../../src/desk/gateways/protocol.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import { type TestDesk, type TestDeskOptions, openTestDesk } from '../../../support/test-desk.ts'
import { createTestNetwork } from '../../../support/test-network.ts'

/** A desk with a channel that a gateway holds (`remote`, greeted by the instance `one`), and kinds `remote`, `near` and, by its setting, `either`. */
export interface GatewayDesk {
  desk: TestDesk
  channel: string
  key: string
  /** Of the customer `u1`, with the owner. */
  conversation: number
  ask(options?: { have?: string[]; waitMs?: number; channel?: string; instance?: string }): Promise<Next>
  /** Everything that waits goes with nothing. */
  gone(): void
  /** How many listen for that. */
  listening(): number
  tell(key: string, result?: Omit<WireResult, 'key'>, options?: { channel?: string; instance?: string }): Promise<void>
  greet(options?: { channel?: string; instance?: string }): Promise<void>
  /** A call of the gateway, whatever it is. */
  call(): Promise<void>
  report(health: Health): Promise<void>
  /** The owner answers; the message's number. */
  say(text: string): Promise<number>
  stateOf(message: number): string
  health(): Pick<Health, 'state' | 'code'>
  close(): Promise<void>
}

export const SENT: Omit<WireResult, 'key'> = { sent: { state: 'sent' } }

export async function openGatewayDesk(
  options: TestDeskOptions & { surface?: NonNullable<Parameters<typeof createTestAdapter>[0]>['surface'] } = {},
): Promise<GatewayDesk> {
  const { surface = {}, ...rest } = options
  const adapters = {
    remote: createTestNetwork({ kind: 'remote', surface }).remote as Adapter,
    near: createTestAdapter({ kind: 'near' }) as Adapter,
    either: createTestNetwork({ kind: 'either' }).adapter as Adapter,
  }
  const desk = await openTestDesk({ adapters, ...rest })
  const channel = await desk.channel({ kind: 'remote' })
  const { hookSecret } = await desk.rooms.channels.secrets(channel)
  const conversation = await desk.say(channel, 'hi', { from: 'u1' })
  const owner = await desk.owner()
  await desk.rooms.handling.claim(owner, conversation)
  const info = (id = channel) => desk.rooms.channels.get(id)
  let stop = new AbortController()

  const self: GatewayDesk = {
    desk,
    channel,
    conversation,
    key: `${channel}.${hookSecret}`,
    ask: ({ have = [], waitMs = 60_000, instance = 'one', ...of } = {}) =>
      desk.rooms.gateways.next(info(of.channel), { instance, have, waitMs }, stop.signal),
    listening: () => getEventListeners(stop.signal, 'abort').length,
    gone() {
      stop.abort()
      stop = new AbortController()
    },
    tell: (key, result = SENT, { instance = 'one', ...of } = {}) =>
      desk.rooms.gateways.result(info(of.channel), { instance, key, ...result }),
    async greet({ instance = 'one', ...of } = {}) {
      await desk.rooms.gateways.hello(info(of.channel), instance)
    },
    async call() {
      await desk.rooms.gateways.enter(self.key)
    },
    report: (health) => desk.desk.kit.commit(() => desk.rooms.health.report(channel, health)),
    say: (text) => desk.reply(owner, conversation, text),
    stateOf: (message) => desk.row<{ state: string }>('SELECT state FROM Message WHERE id = ?', message).state,
    health: () => info().health,
    async close() {
      stop.abort()
      await desk.close()
    },
  }
  await self.greet()
  await desk.idle()
  return self
}
