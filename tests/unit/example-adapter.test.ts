import { createHmac } from 'node:crypto'
import { pigeon } from '../../docs/examples/pigeon.ts'
import type { InboundEvent } from '../../src/model/events.ts'
import { adapterContract } from '../adapter-contract.ts'
import { HOOK_URL, NOW, type Harness } from '../contract/harness.ts'
import { loopback } from '../harness/loopback.ts'

// The example of docs/adapters.md keeps the contract like any other channel.

const credentials = { token: 'pigeon-token-of-nobody', secret: 'pigeon-secret-of-nobody' }
const about = { at: NOW, surface: 'dm' as const, thread: { externalId: 'ada' }, sender: { externalId: 'ada', name: 'Ada' } }
const from = { id: 'ada', name: 'Ada' }

function signed(body: Uint8Array<ArrayBuffer>, at = NOW, secret = credentials.secret) {
  const headers = new Headers({ 'x-pigeon-time': String(at) })
  headers.set('x-pigeon-signature', createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex'))
  return { method: 'POST', url: HOOK_URL, headers, body }
}

async function play() {
  const delivered: string[] = []
  const answers: (() => Response)[] = []
  let hook: unknown = null
  const { fetch, stop } = await loopback(async (request) => {
    const path = new URL(request.url).pathname.replace('/api.pigeon.example', '')
    const forced = answers.shift()
    if (forced) return forced()
    if (path === '/me') return Response.json({ id: '7', name: 'Shop' })
    if (path === '/webhook') {
      if (request.method === 'PUT') ({ url: hook } = (await request.json()) as { url: unknown })
      return Response.json({ url: hook })
    }
    const form = await request.formData()
    const text = form.get('text')
    if (typeof text === 'string' && Array.from(text).length > 500) return Response.json({}, { status: 400 })
    if (typeof text === 'string') delivered.push(text)
    return Response.json({ id: `p${delivered.length}` })
  })
  const says = (status: number, headers = {}) => ({ arrange: () => void answers.push(() => Response.json({}, { status, headers })) })
  return {
    fetch,
    stop,
    delivered: () => delivered,
    faults: [
      { name: 'wrong token', ...says(401), code: 'auth' as const, certain: true },
      { name: 'too much', ...says(429, { 'retry-after': '7' }), code: 'rate' as const, certain: true, retryAfterMs: 7000 },
      { name: 'not taken', ...says(400), code: 'content' as const, certain: true },
      { name: 'broken', ...says(500), code: 'platform' as const, certain: false },
      {
        name: 'gateway',
        arrange: () => void answers.push(() => new Response('<h1>', { status: 502 })),
        code: 'network' as const,
        certain: false,
      },
    ],
  }
}

const harness: Harness<typeof credentials> = {
  credentials,
  badCredentials: [{}, { ...credentials, token: '' }, { ...credentials, more: 1 }],
  account: { externalId: '7', name: 'Shop' },
  secrets: Object.values(credentials),
  threads: { dm: { externalId: 'ada' } },
  request: async (body) => signed(body),
  forged: async (body) => [
    { name: 'unsigned', request: { ...signed(body), headers: new Headers() } },
    { name: 'signed with another secret', request: signed(body, NOW, 'another') },
    { name: 'old', request: signed(body, NOW - 6 * 60_000) },
  ],
  fixtures: [
    { name: 'text', body: { id: 'm1', at: NOW, from, text: 'hi 👋' } },
    { name: 'press', body: { id: 'm2', at: NOW, from, press: 'refund' } },
    { name: 'something else', body: { id: 'm3', at: NOW, from, dance: true } },
    { name: 'nobody', body: { id: 'm4', at: NOW } },
  ].map((fixture, index) => {
    const message = { ...about, type: 'message', dedupeKey: `m${index + 1}`, externalId: `m${index + 1}` } as const
    const events: InboundEvent[][] = [
      [{ ...message, content: [{ type: 'text', text: 'hi 👋' }] }],
      [{ ...about, type: 'press', dedupeKey: 'm2', data: 'refund' }],
      [{ ...message, content: [{ type: 'unsupported', kind: 'pigeon', summary: 'Something else' }] }],
      [],
    ]
    return { ...fixture, events: events[index]! }
  }),
  play,
}

adapterContract(pigeon, harness)
