import type { Content } from './content.ts'
import { KfError } from './errors.ts'
import type { State } from './options.ts'
import type { Session } from './session.ts'
import type { Corp } from './corp.ts'
import type { World } from './world.ts'

/** A permission for one message in answer to an event. */
export interface EventCode {
  session: Session
  kind: Kind
  until: number
}

type Kind = 'welcome' | 'queued' | 'taken' | 'ended'

const hour = 3600_000

/** What a code allows, how long, and in which state of the session. Source: /path/94910 (send_msg_on_event). */
const kinds: Record<Kind, { ms: number; types: Content['msgtype'][]; state?: State }> = {
  welcome: { ms: 20_000, types: ['text', 'msgmenu'] },
  queued: { ms: 48 * hour, types: ['text'], state: 2 },
  taken: { ms: 48 * hour, types: ['text'], state: 3 },
  ended: { ms: 20_000, types: ['text', 'msgmenu'], state: 4 },
}

export function mintCode(world: World, session: Session, kind: Kind): string {
  const code = world.id('', 40)
  world.codes.set(code, { session, kind, until: world.now() + kinds[kind].ms })
  return code
}

/** The session a code speaks for, used up by this; throws when it doesn't hold. A refused message leaves the code as it is. */
export function useCode(world: World, corp: Corp, code: string, content: Content): Session {
  const known = world.codes.get(code)
  const bad = new KfError(world.options.codes.eventCode)
  if (known === undefined || !corp.accounts.has(known.session.account.id) || world.now() >= known.until) throw bad
  const { types, state } = kinds[known.kind]
  if (state !== undefined && known.session.state !== state) throw bad
  if (!types.includes(content.msgtype)) throw new KfError(40058, `msgtype ${content.msgtype} is not allowed here`)
  world.codes.delete(code)
  if (known.kind === 'welcome') known.session.welcomedAt = world.now()
  return known.session
}
