import { z } from 'zod'
import { mintCode } from '../codes.ts'
import { KfError } from '../errors.ts'
import type { State } from '../options.ts'
import { accountOf, sessionOf, type Method } from './common.ts'

const whichSchema = z.object({ open_kfid: z.string(), external_userid: z.string() })

/** kf/service_state/get */
export const getState: Method = ({ corp, body }) => {
  const input = whichSchema.parse(body)
  const { state, servicer } = sessionOf(accountOf(corp, input.open_kfid), input.external_userid)
  return { service_state: state, servicer_userid: state === 3 ? servicer : '' }
}

const states = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const transSchema = whichSchema.extend({ service_state: states, servicer_userid: z.string().default('') })

/** kf/service_state/trans. Nothing comes back from `sync_msg` about it. Codes as /path/94669: on coming into 2, 3 and 4. */
export const transState: Method = ({ world, corp, body }) => {
  const input = transSchema.parse(body)
  const account = accountOf(corp, input.open_kfid)
  const session = sessionOf(account, input.external_userid)
  const { state: from } = session
  const to: State = input.service_state
  if (!world.options.moves[from].includes(to)) throw new KfError(from === 4 ? world.options.codes.moveEnded : 95016)
  if (to === 3) {
    if (account.servicers.get(input.servicer_userid)?.receiving !== true) throw new KfError(95014)
    session.servicer = input.servicer_userid
  }
  session.state = to
  world.changed(session)
  const kind = to === 4 ? 'ended' : to === 2 ? 'queued' : to === 3 && from !== 3 ? 'taken' : undefined
  return kind === undefined ? {} : { msg_code: mintCode(world, session, kind) }
}
