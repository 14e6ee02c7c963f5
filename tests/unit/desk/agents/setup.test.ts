import { join } from 'node:path'
import { request } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'
import type { Config } from '../../../../src/node/config.ts'
import { readConfig } from '../../../../src/node/config.ts'
import type { Hub } from '../../../../src/node/hub.ts'
import { startHub } from '../../../../src/node/hub.ts'
import { createTestFolder } from '../../../support/folder.ts'

const OWNER = { name: 'Lin', email: 'lin@hub.test', password: 'correct horse' }

/** Attempts to sign in are counted by who calls. */
let callers = 0
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})

/** A hub that nobody owns yet, as a new user starts it. */
async function start(env: Record<string, string> = {}): Promise<Hub> {
  const folder = createTestFolder()
  const config: Config = readConfig({ PORT: '0', DATA_DIR: folder.path, ...env })
  const hub = await startHub({ config, adapters: {}, trace: () => {}, console: join(folder.path, 'no-console') })
  ends.push(folder.remove, () => hub.stop())
  return hub
}

/** `fetch` would not let us say for which host the request is. */
async function send(hub: Hub, method: string, path: string, headers: Record<string, string>, body?: object) {
  const url = `http://127.0.0.1:${new URL(hub.url).port}${path}`
  const response = await request(url, { method: method as 'GET', headers, body: body ? JSON.stringify(body) : null })
  return { status: response.statusCode, body: JSON.parse(await response.body.text()), set: [response.headers['set-cookie'] ?? []].flat() }
}

/** A browser whose address bar says `host`, in front of this hub. It names the page it is on, and sends along what it knows. */
function browser(hub: Hub, host: string, scheme = 'http') {
  const { port } = new URL(hub.url)
  const origin = `${scheme}://${host.replace('PORT', port)}`
  const address = `203.0.113.${(callers += 1)}`
  let cookie = ''
  return {
    origin,
    async call(method: string, path: string, body?: object) {
      const headers: Record<string, string> = {
        host: new URL(origin).host,
        referer: `${origin}/setup`,
        'sec-fetch-site': 'same-origin',
        'x-forwarded-for': address,
      }
      if (body) Object.assign(headers, { origin, 'content-type': 'application/json' })
      if (cookie) headers['cookie'] = cookie
      const answer = await send(hub, method, path, headers, body)
      if (answer.set.length > 0) cookie = answer.set.map((one) => one.split(';')[0]).join('; ')
      return answer
    },
  }
}

/** What the page of the first start does, in its order. */
async function setUp(hub: Hub, host: string, scheme?: string) {
  const at = browser(hub, host, scheme)
  const token = await hub.desk.rooms.firstStart.token()
  const state = await at.call('GET', '/api/setup')
  const made = await at.call('POST', '/api/setup', { ...OWNER, token })
  const signedIn = await at.call('POST', '/api/auth/sign-in/email', { email: OWNER.email, password: OWNER.password })
  return { at, state, made, signedIn }
}

describe('the first start', () => {
  test.each(['127.0.0.1:PORT', '[::1]:PORT', '192.168.1.20:PORT'])('works by the address that one came by: %s', async (host) => {
    const { at, state, made, signedIn } = await setUp(await start({ HOST: '0.0.0.0' }), host)
    expect(state.body).toEqual({ needed: true })
    expect([made.status, signedIn.status]).toEqual([201, 200])
    expect((await at.call('GET', '/api/me')).body).toMatchObject({ name: 'Lin', role: 'owner' })
    expect(signedIn.set.join()).not.toMatch(/;\s*secure/i)
    expect((await at.call('POST', '/api/auth/sign-out', {})).status).toBe(200)
  })

  test('says which address to use before anything is made', async () => {
    const hub = await start()
    for (const host of ['desk.example', 'desk.lan:PORT', '8.8.8.8:PORT', 'localhost.evil.example', '192.168.1.20.nip.example']) {
      const { state, made, signedIn } = await setUp(hub, host)
      expect([host, state.body]).toEqual([host, { needed: true, use: hub.url }])
      expect(made).toMatchObject({ status: 409, body: { code: 'wrong-address', use: hub.url } })
      expect(signedIn.status).toBe(403)
    }
    expect(hub.desk.rooms.agents.any()).toBe(false)
  })

  test('keeps to PUBLIC_URL where that is https: its cookies would not come back over http', async () => {
    const hub = await start({ PUBLIC_URL: 'https://desk.example' })
    const { made } = await setUp(hub, '192.168.1.20:PORT')
    expect(made).toMatchObject({ status: 409, body: { code: 'wrong-address', use: 'https://desk.example' } })
    // Behind a proxy that speaks TLS for us.
    const right = await setUp(hub, 'desk.example', 'https')
    expect([right.state.body, right.made.status, right.signedIn.status]).toEqual([{ needed: true }, 201, 200])
    expect(right.signedIn.set.join()).toMatch(/;\s*secure/i)
  })

  test('is left to programs, which come from no page', async () => {
    const hub = await start()
    const token = await hub.desk.rooms.firstStart.token()
    const headers = { 'content-type': 'application/json' }
    expect((await send(hub, 'POST', '/api/setup', headers, { ...OWNER, token })).status).toBe(201)
  })

  test('a page of a neighbour in the network does not speak for who is signed in here', async () => {
    const hub = await start({ HOST: '0.0.0.0' })
    await setUp(hub, '192.168.1.20:PORT')
    const { port } = new URL(hub.url)
    const headers = {
      host: `192.168.1.20:${port}`,
      origin: `http://192.168.1.9:${port}`,
      'sec-fetch-site': 'cross-site',
      'content-type': 'application/json',
    }
    const { email, password } = OWNER
    expect((await send(hub, 'POST', '/api/auth/sign-in/email', headers, { email, password })).status).toBe(403)
  })
})
