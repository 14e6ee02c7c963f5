import type { ThreadRef } from '../../src/model/events.ts'
import type { NewGrant } from '../../src/model/windows.ts'
import { AdapterFault, type Ctx } from '../../src/contract/adapter.ts'
import { number, text } from '../../src/contract/read.ts'
import type { Api } from '../weixin/api.ts'
import { kfApi } from './api.ts'
import type { Credentials } from './manifest.ts'

/** Who has a session: `service_state`. The API may write in the first two only (document/path/94669). */
const STATE = { fresh: 0, assistant: 1, waiting: 2, colleague: 3, ended: 4 } as const

/** A send that was refused for the state of its session: ended, a move that is not allowed, not now. */
const STATE_CODES = ['95013', '95016', '95018']

const WORDS = new Map<number, string>([
  [
    STATE.waiting,
    'The customer waits in the queue of WeCom. Take the session there, or end it there: their next message can be answered here.',
  ],
  [STATE.colleague, 'A colleague has this session in WeCom. Answer there, or end it there: the next message can be answered here.'],
  [STATE.ended, 'The session has ended. It begins again when the customer writes.'],
])

/** How long the code of an ended session is good for (send_msg_on_event). */
const FAREWELL_MS = 20_000

const session = ({ credentials }: Ctx<Credentials>, customer: string) => ({
  open_kfid: credentials.openKfId,
  external_userid: customer,
})

async function stateOf(api: Api, of: object): Promise<number | undefined> {
  const answer = await api.call<{ service_state: number }>({ path: '/cgi-bin/kf/service_state/get', body: of })
  return number(answer.service_state)
}

const move = (api: Api, of: object, to: number) =>
  api.call<{ msg_code: string }>({ path: '/cgi-bin/kf/service_state/trans', body: { ...of, service_state: to } })

/**
 * `send`, and once more where it was refused for the state of a session that is ours or can be made ours. Otherwise the
 * refusal says who has it. Both refusals are certain: nothing is said twice.
 */
export async function inSession<T>(ctx: Ctx<Credentials>, customer: string, send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof AdapterFault && STATE_CODES.includes(error.platformCode ?? ''))) throw error
    await takeBack(ctx, customer, error)
  }
  return send()
}

/** Returns when the session is with the assistant, which is us; throws what the matter is, or at least that it was refused. */
async function takeBack(ctx: Ctx<Credentials>, customer: string, refused: AdapterFault): Promise<void> {
  const [api, of] = [kfApi(ctx), session(ctx, customer)]
  let state: number | undefined
  try {
    state = await stateOf(api, of)
    if (state === STATE.fresh) await move(api, of, STATE.assistant)
  } catch {
    throw refused
  }
  if (state === STATE.fresh || state === STATE.assistant) return
  const { certain, platformCode = '' } = refused
  throw new AdapterFault('window', WORDS.get(state ?? -1) ?? refused.message, { certain, platformCode })
}

/**
 * Ends the session, if it is ours to end: what a colleague in WeCom is busy with, or what has ended, stays as it is.
 * A code for one last word comes with the end.
 */
export async function close(ctx: Ctx<Credentials>, { externalId }: ThreadRef): Promise<NewGrant[]> {
  const [api, of] = [kfApi(ctx), session(ctx, externalId)]
  const state = await stateOf(api, of)
  if (state === STATE.colleague || state === STATE.ended) return []
  const code = text((await move(api, of, STATE.ended)).msg_code)
  const now = ctx.now()
  return code ? [{ lane: 'event', anchor: code, opensAt: now, expiresAt: now + FAREWELL_MS, remaining: 1 }] : []
}
