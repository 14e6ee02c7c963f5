import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { sleep } from './clock.ts'
import type { Call, Emulator, Kit } from './emulator.ts'
import type { Socket } from './listen.ts'

/** One call of the hub to a platform: transport faults around what the emulator answers, and a line in the journal. */
export async function dispatch(emulator: Emulator, request: Request, socket: Socket, kit: Kit): Promise<Response> {
  const { faults } = emulator
  const started = performance.now()
  const call: Call = { what: new URL(request.url).pathname.split('/').at(-1) ?? '' }
  const record = async (status: number | 'lost' | 'refused', response?: Response, note = call.note): Promise<void> => {
    kit.journal.add({
      at: kit.clock.now(),
      platform: emulator.kind,
      way: 'call',
      what: call.what,
      status,
      ms: Math.round(performance.now() - started),
      ...(call.account === undefined ? {} : { account: call.account }),
      ...(call.request === undefined ? {} : { request: call.request }),
      ...(response === undefined ? {} : { response: await readable(response) }),
      ...(note === undefined ? {} : { note }),
    })
  }
  if (faults.now.down === 'refused') {
    await record('refused')
    return cut(socket)
  }
  if (faults.now.down === 'not-connected') {
    await record(502)
    return notConnected(`${emulator.kind} cannot be reached`)
  }
  if (faults.now.down === 'bad-gateway') {
    await record(502)
    return badGateway()
  }
  if (faults.concerns(call.what)) await sleep(kit.clock, faults.now.slowMs)
  const response = await emulator.handle(request, call)
  if (faults.take('loseAnswers', call.what)) {
    await record('lost', response, 'performed, but the answer was lost')
    return faults.now.lostTo === 'cut' ? cut(socket) : badGateway()
  }
  await record(response.status, response)
  return response
}

const badGateway = (): Response =>
  new Response('<html><head><title>502 Bad Gateway</title></head></html>', { status: 502, headers: { 'content-type': 'text/html' } })

/** What the hub's relay answers when it has passed nothing on. */
export const notConnected = (error: string): Response =>
  Response.json({ error }, { status: 502, headers: { 'x-relay-not-connected': '1' } })

function cut(socket: Socket): Response {
  socket.outgoing.destroy()
  return RESPONSE_ALREADY_SENT
}

async function readable(response: Response): Promise<unknown> {
  if (!/^application\/(?:problem\+)?json/.test(response.headers.get('content-type') ?? '')) return undefined
  return (await response.clone().json()) as unknown
}
