import type { KfAccount } from '../account.ts'
import type { Corp } from '../corp.ts'
import { KfError } from '../errors.ts'
import type { Session } from '../session.ts'
import type { World } from '../world.ts'

/** What a method works with. */
interface KfCall {
  world: World
  corp: Corp
  url: URL
  request: Request
  /** The JSON body; undefined when there is none. */
  body: unknown
}

export type Method = (call: KfCall) => object | Promise<object>

/** The account of that id. Throws 95000. */
export function accountOf(corp: Corp, id: string): KfAccount {
  const account = corp.accounts.get(id)
  if (account === undefined) throw new KfError(95000)
  return account
}

/** The chat with a customer who has been in it. Throws 40096 for a stranger, 84061 for somebody else's customer. */
export function sessionOf(account: KfAccount, externalId: string): Session {
  const person = account.corp.personOf(externalId)
  if (person === undefined) throw new KfError(40096)
  const session = account.sessions.get(person)
  if (session?.entrance === undefined) throw new KfError(84061)
  return session
}
