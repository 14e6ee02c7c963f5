import { expect, test, vi } from 'vitest'
import { createKeep } from '../lib/testing.ts'
import { createApi } from '../../../src/desk/api/app.ts'
import { atLeast } from '../../../src/desk/web/roles.ts'
import { declarations } from '../../../src/desk/web/route.ts'
import { startTestHub } from '../../../tests/support/test-hub.ts'

// The list knows the language that was chosen in this browser.
vi.stubGlobal('localStorage', createKeep())
const { movedTo, PAGES } = await import('./pages.ts')

test('no page of the console is for somebody whom the server refuses what it reads', async () => {
  const hub = await startTestHub()
  const routes = declarations(createApi(hub.hub.desk))
  await hub.stop()
  const wrong = Object.values(PAGES).filter(({ reads, role }) => {
    const who = routes.find(({ method, path }) => `${method} ${path}` === reads)?.who
    return typeof who !== 'object' || !('role' in who) || !atLeast(role, who.role)
  })
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('addresses of before lead to where their pages are now, and no other does', () => {
  const paths = [
    '/channels',
    '/channels/12',
    '/channels/add/test',
    '/channels/set-aside',
    '/team',
    '/profile',
    '/teams',
    '/inbox/mine',
    '/kit',
  ]
  expect(paths.map(movedTo)).toEqual([
    '/settings/channels',
    '/settings/channels/12',
    '/settings/channels/add/test',
    '/settings/set-aside',
    '/settings/team',
    '/settings/profile',
    null,
    null,
    null,
  ])
})
