import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { control } from './control.ts'
import { dispatch, notConnected } from './dispatch.ts'
import type { Emulator, Kit } from './emulator.ts'
import type { Socket } from './listen.ts'
import type { Phones } from './phones.ts'

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Lab</title>
<p>The page of phones is not built: <code>vite build lab/phone</code>
<p>手机页面尚未构建。<p><a href="/lab/state">/lab/state</a>`

/**
 * What stands behind the hub's egress relay: `/HOST/path` goes to the emulator of that host. Without a host in front:
 * the page of phones, served from the folder `built`, and its controls.
 */
export function front(
  emulators: readonly Emulator[],
  kit: Kit,
  phones: Phones,
  built = fileURLToPath(new URL('../dist/lab', import.meta.url)),
): (request: Request, socket: Socket) => Response | Promise<Response> {
  const page = new Hono()
  page.route('/lab', control(emulators, kit, phones))
  if (existsSync(built)) page.use('*', serveStatic({ root: built }))
  page.get('/', (context) => context.html(notBuilt))

  return (request, socket) => {
    const url = new URL(request.url)
    const [, host = '', ...rest] = url.pathname.split('/')
    if (!host.includes('.') || !/^[\w.-]+(:\d+)?$/.test(host) || rest.length === 0) return page.fetch(request, socket)
    const emulator = emulators.find((one) => one.hosts.includes(host))
    if (emulator === undefined) return notConnected(`No emulator answers for ${host}`)
    return dispatch(emulator, new Request(`https://${host}/${rest.join('/')}${url.search}`, request), socket, kit)
  }
}
