import { expect, test } from 'vitest'
import type { Adapter } from '../../src/contract/adapter.ts'
import type { Desk } from '../../src/desk/desk.ts'
import type { Acting } from '../../src/desk/web/roles.ts'
import { insertAgent } from '../support/agents.ts'
import { message } from '../support/events.ts'
import { createTestAdapter } from '../support/test-adapter.ts'
import { until } from '../support/wait.ts'

/** Opens a desk with so many bytes of memory and these adapters. */
export type WithDesk = (
  options: { memory: number; adapters: Record<string, Adapter> },
  body: (desk: Desk) => Promise<void>,
) => Promise<void>

const ANN: Acting = { id: 'ann', name: 'Ann', role: 'owner' }
/** What is sent is held twice. */
const COPIES = 2
const CHANNELS = 4

/** A platform that holds everything under way until it is let go, and counts its bytes. `part`: what a download holds. */
function createGauge(part: number) {
  const gates: (() => void)[] = []
  const sent: string[] = []
  let [held, most, downloads, sending] = [0, 0, 0, 0]
  const hold = async (bytes: number): Promise<void> => {
    held += bytes
    most = Math.max(most, held)
    await new Promise<void>((resolve) => gates.push(resolve))
    held -= bytes
  }
  const adapter = createTestAdapter({
    surface: { media: { image: { maxBytes: 50_000_000, mimes: ['image/*'], caption: 0 } } },
    more: {
      setup: {
        check: async () => ({ externalId: 'account', name: 'Account' }),
        install: async () => 'done',
        remove: async () => {},
        probe: async () => ({ state: 'ok' }),
      },
      async send(_ctx, { key, thread, body, open }) {
        if (body.type === 'media') {
          const { size } = await open(body.file)
          sending += 1
          await hold(size * COPIES)
          sending -= 1
        }
        sent.push(thread.externalId)
        return { externalId: `out-${key}`, state: 'sent' }
      },
      media: {
        open: async () => {
          const pull = async (controller: ReadableByteStreamController | ReadableStreamDefaultController<Uint8Array>) => {
            downloads += 1
            await hold(part)
            downloads -= 1
            controller.enqueue(new Uint8Array(10))
            controller.close()
          }
          return new Response(new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }), { headers: { 'content-type': 'image/png' } })
        },
      },
    },
  })
  return {
    adapters: { test: adapter as Adapter },
    sent,
    held: () => held,
    most: () => most,
    downloads: () => downloads,
    sending: () => sending,
    waiting: () => gates.length,
    letOneGo: () => gates.shift()?.(),
  }
}

async function channelsOf({ rooms, kit }: Desk): Promise<string[]> {
  await kit.sql.commit(() => insertAgent(kit.sql, ANN, 1000))
  await rooms.agents.presence(ANN, 'available')
  const credentials = { base: 'http://platform.test', token: 'good-token', secret: 'webhook-secret' }
  return Promise.all(
    Array.from({ length: CHANNELS }, async (_, index) => {
      const id = await rooms.channelCommands.create(ANN, { kind: 'test', name: `Channel ${index}`, credentials, settings: {} })
      await rooms.channelCommands.enable(ANN, id)
      return id
    }),
  )
}

/** A reply with a file of so many bytes, or with words, to somebody new. */
async function answer({ rooms, kit, receive }: Desk, channelId: string, from: string, bytes?: number): Promise<void> {
  await receive({ channelId, events: [{ ...message('hi', { from }), at: kit.clock.now() }] })
  const { id } = kit.sql
    .prepare<{ id: number }>('SELECT c.id FROM Conversation c JOIN Thread t ON t.id = c.threadId WHERE t.externalId = ?')
    .get(from)!
  await rooms.handling.claim(ANN, id)
  if (bytes === undefined) return void (await rooms.replies.reply(ANN, id, { content: [{ type: 'text', text: 'hello' }], key: from }))
  const { id: file } = await rooms.files.add(new File([new Uint8Array(bytes)], 'a.png', { type: 'image/png' }), 'agent:ann')
  await rooms.replies.reply(ANN, id, { content: [{ type: 'image', file, mime: 'image/png', bytes }], key: from })
}

/** What a desk keeps, however many files are under way. `part`: bytes of a file that a download holds in memory. */
export function memorySuite(withDesk: WithDesk, part: number): void {
  const FILE = 100_000
  const memory = 2 * part + 5 * COPIES * FILE

  test('sixteen downloads and sixty-four sends at once never hold more than there is, and all of them end', async () => {
    const gauge = createGauge(part)
    await withDesk({ memory, adapters: gauge.adapters }, async (desk) => {
      const channels = await channelsOf(desk)
      for (let count = 0; count < 16; count += 1) {
        const photo = message('', { from: `d${count}`, content: [{ type: 'image', ref: 'p' }] })
        await desk.receive({ channelId: channels[0]!, events: [{ ...photo, at: desk.kit.clock.now() }] })
      }
      const answers = async (from: number, to: number): Promise<void> => {
        for (let count = from; count < to; count += 1) await answer(desk, channels[count % CHANNELS]!, `s${count}`, FILE)
      }
      await answers(0, 32)
      await until(() => gauge.downloads() > 0 && gauge.held() > memory - COPIES * FILE, 'as much as there is room for')
      // What only waits for room is not under way: a crash would leave it unsure.
      expect(desk.kit.sql.prepare("SELECT count(*) AS n FROM Segment WHERE state = 'sending'").get()).toEqual({ n: gauge.sending() })
      // Words need no room.
      await answer(desk, channels[1]!, 'in words')
      await until(() => gauge.sent.includes('in words'), 'words')
      await answers(32, 64)
      await until(() => {
        gauge.letOneGo()
        const { n } = desk.kit.sql.prepare<{ n: number }>("SELECT count(*) AS n FROM File WHERE state = 'stored'").get()!
        return gauge.sent.length === 65 && n === 80
      }, 'all of them')
      expect(gauge.most()).toBeLessThanOrEqual(memory)
      expect(gauge.held()).toBe(0)
    })
  })

  test('a file that is larger than all there is goes alone', async () => {
    const gauge = createGauge(part)
    await withDesk({ memory, adapters: gauge.adapters }, async (desk) => {
      const channels = await channelsOf(desk)
      const large = memory
      for (const [index, bytes] of [FILE, large, FILE].entries()) await answer(desk, channels[index]!, `s${index}`, bytes)
      await until(() => gauge.waiting() > 0, 'the first')
      expect(gauge.held()).toBe(FILE * COPIES)
      gauge.letOneGo()
      await until(() => gauge.waiting() > 0, 'the large one')
      expect(gauge.held()).toBe(large * COPIES)
      gauge.letOneGo()
      await until(() => gauge.letOneGo() ?? gauge.sent.length === 3, 'the last')
    })
  })
}
