import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '../../../../src/desk/api/app.ts'
import { DeskError } from '../../../../src/desk/errors.ts'
import { guard } from '../../../../src/desk/web/guard.ts'
import { type Role, ROLES, SCOPES, type Scope } from '../../../../src/desk/web/roles.ts'
import { type Declared, declarations, may, type Who } from '../../../../src/desk/web/route.ts'
import type { Adapter } from '../../../../src/contract/adapter.ts'
import { type Client, createClient } from '../../../support/client.ts'
import { createTestAdapter } from '../../../support/test-adapter.ts'
import type { TestHub } from '../../../support/test-hub.ts'
import { startTestHub } from '../../../support/test-hub.ts'

/** Everything that the API does and who may: whoever changes a right changes it here too. */
const RIGHTS = `
anyone            GET    /api/openapi.json
anyone            GET    /api/docs
anyone            GET    /api/setup
anyone            POST   /api/setup
anyone            GET    /api/auth/*
anyone            POST   /api/auth/*
gateway           POST   /api/gateway/hello
gateway           POST   /api/gateway/events
gateway           POST   /api/gateway/next
gateway           POST   /api/gateway/results
gateway           POST   /api/gateway/health
gateway           GET    /api/gateway/files/:id
gateway           PUT    /api/gateway/files/:id
gateway           DELETE /api/gateway/files/:id
agent read        GET    /api/live
agent read        GET    /api/me
agent person      PATCH  /api/me
agent answer      PUT    /api/me/presence
agent read        GET    /api/agents
agent read        GET    /api/skills
admin manage      POST   /api/agents
admin manage      PATCH  /api/agents/:id
admin person      POST   /api/agents/:id/link
anyone            POST   /api/links/look
anyone            POST   /api/links/use
agent person      GET    /api/keys
agent person      POST   /api/keys
agent person      DELETE /api/keys/:id
agent read        GET    /api/rights
admin manage      PATCH  /api/rights
agent read        GET    /api/channels/kinds
agent read        GET    /api/channels/troubles
agent answer      POST   /api/channels/:id/probe
supervisor read   GET    /api/channels
supervisor read   GET    /api/channels/:id
admin channel     POST   /api/channels
admin channel     PATCH  /api/channels/:id
admin channel     DELETE /api/channels/:id
admin channel     PUT    /api/channels/:id/steps/:code
admin channel     POST   /api/channels/:id/check
admin channel     POST   /api/channels/:id/enable
admin channel     POST   /api/channels/:id/pause
admin channel     POST   /api/channels/:id/rotate-secret
agent read        GET    /api/calendars
admin manage      POST   /api/calendars
agent read        GET    /api/calendars/:id
admin manage      PATCH  /api/calendars/:id
admin manage      DELETE /api/calendars/:id
admin manage      POST   /api/calendars/:id/holidays
agent read        GET    /api/contacts/:id
agent answer      PATCH  /api/contacts/:id
agent answer      POST   /api/contacts/:id/merge
agent answer      POST   /api/contacts/:id/split
agent read        GET    /api/conversations
agent read        GET    /api/conversations/:id
agent read        GET    /api/conversations/:id/activity
agent read        GET    /api/conversations/:id/messages
agent read        GET    /api/filters
agent read        GET    /api/views
agent answer      POST   /api/views
agent answer      PATCH  /api/views/:id
agent answer      DELETE /api/views/:id
agent answer      POST   /api/conversations/:id/messages
agent read        POST   /api/conversations/:id/plan
agent answer      POST   /api/conversations/:id/notes
agent answer      POST   /api/conversations/:id/typing
agent answer      POST   /api/conversations/:id/claim
agent answer      POST   /api/conversations/:id/assign
agent answer      POST   /api/conversations/:id/transfer
agent answer      POST   /api/conversations/:id/release
agent answer      POST   /api/conversations/:id/snooze
agent answer      POST   /api/conversations/:id/resolve
agent answer      POST   /api/conversations/:id/reopen
agent answer      POST   /api/conversations/:id/priority
agent answer      POST   /api/conversations/:id/read
agent answer      POST   /api/messages/:id/retry
agent answer      POST   /api/messages/:id/recall
agent answer      POST   /api/queue/next
agent answer      POST   /api/files
agent read        GET    /api/files/:id
agent read        GET    /api/queues
agent read        GET    /api/queues/:id
admin manage      POST   /api/queues
admin manage      PATCH  /api/queues/:id
admin manage      DELETE /api/queues/:id
admin manage      PUT    /api/queues/:id/members
agent read        GET    /api/offers
supervisor read   GET    /api/queues/live
agent read        GET    /api/conversations/:id/why
agent read        GET    /api/conversations/:id/triage
supervisor read   POST   /api/triage/try
supervisor read   GET    /api/rules
supervisor read   GET    /api/rules/:id
admin manage      POST   /api/rules
admin manage      PATCH  /api/rules/:id
admin manage      DELETE /api/rules/:id
admin manage      POST   /api/rules/order
agent answer      POST   /api/offers/:id/accept
agent answer      POST   /api/offers/:id/decline
agent read        GET    /api/search
admin manage      GET    /api/set-aside
admin manage      POST   /api/set-aside/:id/replay
admin manage      DELETE /api/set-aside/:id
owner person      POST   /api/backups
owner person      POST   /api/backups/:name/restore
owner person      POST   /api/backups/export
owner person      GET    /api/backups/:name
agent person      GET    /api/push
agent person      PUT    /api/push/subscription
agent person      DELETE /api/push/subscription
admin manage      PUT    /api/push/words
`
const rights = RIGHTS.trim().split('\n')

let hub: TestHub
let routes: Declared[]
let gateway: Client
beforeAll(async () => {
  const adapter = createTestAdapter()
  const remote = { ...adapter, manifest: { ...adapter.manifest, kind: 'remote', runtime: 'node' } } as Adapter
  hub = await startTestHub({ adapters: { test: adapter as Adapter, remote } })
  routes = declarations(createApi(hub.hub.desk))
  const credentials = { base: hub.platform.base, token: hub.platform.token, secret: 'webhook-secret' }
  const { body } = await hub.owner.post('/api/channels', { kind: 'remote', name: 'Elsewhere', credentials })
  const enabled = await hub.owner.post(`/api/channels/${body.id}/enable`)
  gateway = createClient(hub.url, { authorization: `Bearer ${enabled.body.steps[0].value}` })
})
afterAll(() => hub.stop())

const named = (who: Who): string => (typeof who === 'string' ? who : 'role' in who ? `${who.role} ${who.scope}` : `visitor ${who.visitor}`)

test('what is declared is what stands here', () => {
  const lines = routes.map(({ method, path, who }) => `${named(who).padEnd(17)} ${method.padEnd(6)} ${path}`)
  expect(lines.toSorted()).toEqual(rights.toSorted())
})

test('the description of the API says the same', async () => {
  const { paths } = (await hub.nobody.get('/api/openapi.json')).body
  const described = Object.entries(paths as Record<string, Record<string, { 'x-role': string; 'x-scope'?: string; security: object[] }>>)
  const lines = described.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-role': role, 'x-scope': scope, security }]) => {
      expect([path, security.length]).toEqual([path, scope === undefined ? 0 : 2])
      return `${[role, scope].join(' ').trim().padEnd(17)} ${method.toUpperCase().padEnd(6)} ${path.replace(/\{(\w+)\}/g, ':$1')}`
    }),
  )
  expect(lines.length).toBeGreaterThan(40)
  expect(rights).toEqual(expect.arrayContaining(lines))
})

interface Caller {
  name: string
  client: Client
  role?: Role
  scope?: Scope
}

/** Nobody, a gateway, and each role in person and with each scope alone. */
async function callers(): Promise<Caller[]> {
  const { auth } = hub.hub.desk
  const all: Caller[] = [
    { name: 'nobody', client: hub.nobody },
    { name: 'gateway', client: gateway },
  ]
  for (const role of ROLES) {
    const agent = await hub.agent(`Role-${role}`, { role })
    all.push({ name: role, client: agent, role })
    for (const scope of SCOPES) {
      const { key } = await auth.api.createApiKey({ body: { name: scope, userId: agent.id, permissions: { desk: [scope] } } })
      all.push({ name: `${role} with ${scope}`, client: createClient(hub.url, { authorization: `Bearer ${key}` }), role, scope })
    }
  }
  return all
}

function mayUse({ role, scope, name }: Caller, who: Who): boolean {
  if (who === 'anyone') return true
  if (who === 'gateway') return name === 'gateway'
  if (!('role' in who) || role === undefined) return false
  return ROLES.indexOf(role) >= ROLES.indexOf(who.role) && (scope === undefined || scope === who.scope)
}

/** Nothing of what is named exists: whoever gets past the door is told so, and whoever does not is told that. */
async function isLetIn({ client }: Caller, { method, path }: Declared): Promise<boolean> {
  const body = method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
  const response = await client.fetch(path.replace(':id', '999').replace('*', 'nothing'), { method, ...body })
  await response.body?.cancel()
  expect(response.status).toBeLessThan(500)
  return ![401, 403].includes(response.status)
}

test('the running hub lets in whom the declarations name, and nobody else', async () => {
  const wrong: string[] = []
  for (const caller of await callers()) {
    const found = await Promise.all(routes.map((route) => isLetIn(caller, route)))
    for (const [index, { method, path, who }] of routes.entries()) {
      if (found[index] !== mayUse(caller, who)) wrong.push(`${caller.name}: ${method} ${path} ${found[index] ? 'let in' : 'refused'}`)
    }
  }
  expect(wrong).toEqual([])
}, 60_000)

describe('a route that does not say who may use it', () => {
  test('does not start', () => {
    const app = new OpenAPIHono().basePath('/api')
    app.use((_c, next) => next())
    app.get('/said', may('anyone'), (c) => c.text('x'))
    expect(declarations(app)).toEqual([{ method: 'GET', path: '/api/said', who: 'anyone' }])
    app.route(
      '/',
      new OpenAPIHono().delete('/silent', (c) => c.text('x')),
    )
    expect(() => declarations(app)).toThrow('DELETE /api/silent')
    const any = new OpenAPIHono().all('/any', (c) => c.text('x'))
    expect(() => declarations(any)).toThrow('ALL /any')
  })

  test('lets nobody in where nobody finds out who they are', async () => {
    const app = new OpenAPIHono()
    app.use(guard({ nobody: () => Promise.reject(new DeskError('not-found', 404, '')) }))
    app.onError((error, c) => c.text(error instanceof DeskError ? error.code : 'internal'))
    for (const [path, who] of Object.entries({
      gateway: 'gateway',
      visitor: { visitor: 'token' },
      agent: { role: 'agent', scope: 'read' },
    } as const))
      app.get(`/${path}`, may(who), (c) => c.text('let in'))
    app.get('/anyone', may('anyone'), (c) => c.text('let in'))
    const said = async (path: string) => (await app.request(path)).text()
    expect(await Promise.all(['/gateway', '/visitor', '/agent'].map(said))).toEqual(['forbidden', 'forbidden', 'forbidden'])
    expect(await Promise.all(['/anyone', '/else'].map(said))).toEqual(['let in', 'not-found'])
  })

  test('cannot be come by: what is added to the API later is not found', async () => {
    const api = createApi(hub.hub.desk)
    api.get('/late', (c) => c.text('x'))
    const { body } = await hub.owner.post('/api/keys', { name: 'late', scopes: [...SCOPES] })
    expect((await api.request('/api/late')).status).toBe(401)
    expect((await api.request('/api/late', { headers: { authorization: `Bearer ${body.key}` } })).status).toBe(404)
  })
})
