import type { RawRequest } from '../../src/contract/adapter.ts'
import type { WebCredentials } from '../../adapters/web/manifest.ts'
import { mintToken } from '../../adapters/web/token.ts'
import { type Fixture, HOOK_SECRET, HOOK_URL, type Harness, NOW } from '../contract/harness.ts'

const VISITOR = 'AAECAwQFBgcICQoLDA0ODw'
const person = { externalId: VISITOR }
const place = { at: NOW, surface: 'dm', thread: { externalId: VISITOR } } as const

const fixtures: Fixture[] = [
  {
    name: 'message',
    body: { type: 'message', key: 'k-0001', parts: [{ type: 'text', text: 'Hello 👋 你好 שלום' }] },
    events: [
      {
        ...place,
        type: 'message',
        sender: person,
        dedupeKey: `v:${VISITOR}:k-0001`,
        externalId: 'k-0001',
        content: [{ type: 'text', text: 'Hello 👋 你好 שלום' }],
      },
    ],
  },
  {
    name: 'button',
    body: { type: 'press', key: 'k-0002', id: 'refund', label: 'Refund', messageId: 'seg-1' },
    events: [
      { ...place, type: 'press', sender: person, dedupeKey: `v:${VISITOR}:k-0002`, data: 'refund', label: 'Refund', externalId: 'seg-1' },
    ],
  },
]

const request = async (body: Uint8Array<ArrayBuffer>, secret?: string, channelId = 'c1'): Promise<RawRequest> => {
  const headers = new Headers({ 'content-type': 'application/json' })
  if (secret !== undefined) headers.set('authorization', `Bearer ${await mintToken(secret, { id: VISITOR, channelId, issuedAt: NOW })}`)
  return { method: 'POST', url: HOOK_URL, headers, body }
}

/** There is no platform behind the web chat: nothing is called. */
export const webHarness = (): Harness<WebCredentials> => ({
  credentials: {},
  badCredentials: [null, { token: 'x' }],
  account: { externalId: 'c1', name: 'Shop' },
  secrets: [],
  threads: { dm: { externalId: VISITOR } },
  fixtures,
  request: (body) => request(body, HOOK_SECRET),
  forged: async (body) => [
    { name: 'no token', request: await request(body) },
    { name: 'signed with another secret', request: await request(body, `${HOOK_SECRET}x`) },
    { name: 'for another channel', request: await request(body, HOOK_SECRET, 'c2') },
  ],
})
