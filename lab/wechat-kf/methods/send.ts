import { z } from 'zod'
import type { Bubble } from '../../screen.ts'
import type { KfAccount } from '../account.ts'
import { useCode } from '../codes.ts'
import { contentOf, type Content } from '../content.ts'
import { KfError } from '../errors.ts'
import { idsOf, show, type Session } from '../session.ts'
import { viewOf } from '../view.ts'
import type { World } from '../world.ts'
import { accountOf, sessionOf, type Method } from './common.ts'

const msgid = z
  .string()
  .regex(/^[0-9a-zA-Z_-]{1,32}$/)
  .optional()
const sendSchema = z.object({ touser: z.string(), open_kfid: z.string(), msgid })

/** kf/send_msg: five messages for each of the customer's, within 48 hours, while no human serves. */
export const sendMsg: Method = ({ world, corp, body }) => {
  const input = sendSchema.parse(body)
  const account = accountOf(corp, input.open_kfid)
  const session = sessionOf(account, input.touser)
  const content = contentOf(body)
  const view = viewOf(world, account, content)
  if (isRepeated(world, account, input.msgid)) return { msgid: input.msgid }
  if (session.state !== 0 && session.state !== 1) throw new KfError(95018)
  const failure = failureOf(world, session)
  if (failure?.code !== undefined && world.options.failures === 'at-once') throw new KfError(failure.code)
  if (failure === undefined) session.window.left--
  return post(world, session, content, view, input.msgid, failure?.type)
}

/** Why a message would not arrive: the `fail_type` of the event and, where there is one, the code of an answer at once. */
function failureOf(world: World, session: Session): { type: number; code?: number } | undefined {
  const { account, window, refuses } = session
  const type = account.failNext
  account.failNext = undefined
  if (type !== undefined) return { type }
  if (refuses) return { type: 10 }
  if (world.now() >= window.until) return { type: 4, code: 95002 }
  return window.left === 0 ? { type: 6, code: 95001 } : undefined
}

function isRepeated(world: World, account: KfAccount, id: string | undefined): boolean {
  if (id === undefined || !account.msgids.has(id)) return false
  if (world.options.repeatedMsgid === 'refused') throw new KfError(world.options.codes.repeatedMsgid)
  return true
}

/** Accepts a message, and shows it or lets it fail later. It takes a place in the log, but does not come back from there. */
function post(
  world: World,
  session: Session,
  content: Content,
  view: Partial<Bubble>,
  given: string | undefined,
  failure?: number,
): object {
  const { account } = session
  const id = given ?? world.id('', 32)
  account.msgids.add(id)
  account.log.add({ at: world.now() })
  if (failure === undefined) show(world, session, { msgid: id, by: 'api', content, author: account.name, view })
  else {
    const event = { ...idsOf(session), fail_msgid: id, fail_type: failure }
    world.kit.clock.after(world.options.failAfterMs, () => account.event('msg_send_fail', event))
  }
  return { msgid: id }
}

/** kf/send_msg_on_event: one message for a code, outside the count of five. */
export const sendMsgOnEvent: Method = ({ world, corp, body }) => {
  const input = z.object({ code: z.string(), msgid }).parse(body)
  const content = contentOf(body)
  const account = world.codes.get(input.code)?.session.account
  const view = account?.corp === corp ? viewOf(world, account, content) : {}
  if (account !== undefined && isRepeated(world, account, input.msgid)) return { msgid: input.msgid }
  const session = useCode(world, corp, input.code, content)
  return post(world, session, content, view, input.msgid, session.refuses ? 10 : undefined)
}
