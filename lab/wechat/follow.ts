import type { Code } from './account.ts'
import type { Chat } from './chat.ts'
import { postEvent } from './post.ts'
import type { World } from './world.ts'

/** A person begins to follow, by a code with a scene if one is given. */
export function follow(world: World, chat: Chat, code?: string): void {
  if (chat.following !== undefined) return
  const found = code === undefined ? undefined : codeOf(world, chat, code)
  chat.following = { since: world.seconds(), scene: found?.scene ?? '' }
  chat.known = true
  const fields = found === undefined ? { EventKey: '' } : { EventKey: `qrscene_${found.scene}`, Ticket: found.ticket }
  postEvent(world, chat, 'subscribe', fields, { scene: 'subscribe' })
}

/** A person no longer follows: the account may not write any more, and nobody sees what it answers. */
export function unfollow(world: World, chat: Chat): void {
  if (chat.following === undefined) return
  chat.following = undefined
  chat.windows.expire()
  chat.notice = undefined
  postEvent(world, chat, 'unsubscribe', { EventKey: '' }, { deaf: true })
}

/** A person scans a code: `SCAN` if they follow, otherwise they begin to. */
export function scan(world: World, chat: Chat, code: string): void {
  if (chat.following === undefined) return follow(world, chat, code)
  const { scene, ticket } = codeOf(world, chat, code)
  postEvent(world, chat, 'SCAN', { EventKey: scene, Ticket: ticket }, { scene: 'scan' })
}

/** A code by its ticket or its address; anything else is the scene of a code printed long ago. Throws for an expired one. */
function codeOf(world: World, { account }: Chat, text: string): Pick<Code, 'scene'> & { ticket: string } {
  const known = [...account.codes].find(([ticket, code]) => ticket === text || code.url === text)
  if (known === undefined) return { scene: text, ticket: `gQ${world.key(94)}` }
  const [ticket, { scene, until }] = known
  if (world.now() >= until) throw new Error('二维码已过期: the code has expired')
  return { scene, ticket }
}
