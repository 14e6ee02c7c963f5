import { conversationId } from '../ids.ts'
import type { Account, Dm, Post, Secret, User, World } from '../world.ts'
import { dmTelling, readTelling, secretPayload, typingTelling } from './dm.ts'
import { postV1, postV2 } from './post.ts'
import { userV2 } from './users.ts'

/** Something that happened to an account, in the words of either product. */
interface News {
  lane: string
  received?: () => void
  /** X Activity API. */
  xaa?: { type: string; payload: unknown; includes?: unknown; uuid?: string }
  /** Account Activity API: what stands beside `for_user_id`. */
  aaa?: Record<string, unknown>
}

/** A direct message is told to its recipient, and to its sender as an echo. */
export function tellDm(world: World, dm: Dm): void {
  const { xaa, aaa } = dmTelling(dm)
  const received = (): void => {
    if (dm.state === 'sent') dm.state = 'delivered'
    world.changed(dm.by)
  }
  const lane = conversationId(dm.by.id, dm.to.id)
  tell(world, dm.to, { lane, received, xaa: { type: 'dm.received', payload: xaa }, aaa })
  tell(world, dm.by, { lane, xaa: { type: 'dm.sent', payload: xaa }, aaa })
}

export function tellTyping(world: World, by: User, to: User): void {
  const { xaa, aaa } = typingTelling(world.now(), by, to)
  tell(world, to, { lane: 'typing', xaa: { type: 'dm.indicate_typing', payload: xaa }, aaa })
}

export function tellRead(world: World, by: User, to: User, last: string): void {
  const { xaa, aaa } = readTelling(world.now(), by, to, last)
  tell(world, to, { lane: conversationId(by.id, to.id), xaa: { type: 'dm.read', payload: xaa }, aaa })
}

/** Encrypted messages exist in the X Activity API only. */
export function tellSecret(world: World, { at, by, to }: Secret): void {
  const noise = (): string => Buffer.from(world.key(60)).toString('base64')
  const id = `${world.key(8)}-${world.key(4)}-${world.key(12)}`
  const payload = secretPayload(at, by, to, id, noise)
  tell(world, to, { lane: 'chat', xaa: { type: 'chat.received', payload } })
  tell(world, by, { lane: 'chat', xaa: { type: 'chat.sent', payload } })
}

/**
 * A post is told to its author, to whom it mentions, and to whom it answers. `post.mention.create` is for handles that were typed,
 * `post.reply.create` for answers to a post of the account; a typed handle in such an answer makes two events with one post id.
 */
export function tellPost(world: World, post: Post): void {
  const payload = postV2(post)
  const users = [post.by, ...post.mentions.map((one) => one.user)]
  const includes = { users: [...new Set(users)].map(userV2), tweets: [payload] }
  const lane = `post ${(post.root ?? post).id}`
  const aaa = { tweet_create_events: [postV1(post, world.options.text.post)] }
  const received = (): void => {
    if (post.state === 'sent') post.state = 'delivered'
    world.changed()
  }
  for (const { user } of world.accounts.values()) {
    if (user === post.by) {
      tell(world, user, { lane, xaa: { type: 'post.create', payload, includes, uuid: post.id }, aaa })
      continue
    }
    const mention = post.mentions.find((one) => one.user === user)
    const isAnswer = post.replyTo?.by === user
    if (mention?.explicit === true)
      tell(world, user, { lane, received, xaa: { type: 'post.mention.create', payload, includes, uuid: post.id } })
    if (isAnswer) {
      const found = world.options.includesInReplies ? includes : {}
      tell(world, user, { lane, received, xaa: { type: 'post.reply.create', payload, includes: found } })
    }
    if (mention !== undefined || isAnswer) tell(world, user, { lane, received, aaa: { user_has_blocked: 'false', ...aaa } })
  }
}

/** The account's owner took the app's permission away. Told to each webhook that was told of this account; then its subscriptions end. */
export function tellRevoke(world: World, account: Account): void {
  const { app, user } = account
  const date_time = new Date(world.now())
    .toISOString()
    .replace('.000Z', '+00:00')
    .replace(/\.\d+Z/, '+00:00')
  const activity = [...app.activity.values()].filter((one) => one.filter.user_id === user.id)
  const hooks = new Set(activity.map((one) => one.hook))
  const xaa = { event_uuid: uuid(world), filter: {}, event_type: 'oauth.revoke', payload: { date_time, user_id: user.id, app_id: app.id } }
  const aaa = { revoke: { date_time, target: { app_id: app.id }, source: { user_id: user.id } } }
  const send = (hook: string | undefined, what: string, body: unknown): void =>
    app.hooks.get(hook ?? '')?.deliver({ what, account: user.username, body: JSON.stringify(body), lane: 'revoke' })
  for (const hook of hooks) send(hook, 'oauth.revoke', { data: xaa })
  for (const { hook } of app.accountActivity.filter((one) => one.user === user.id)) send(hook, 'user_event', { user_event: aaa })
  for (const one of activity) app.activity.delete(one.id)
  app.accountActivity = app.accountActivity.filter((one) => one.user !== user.id)
}

/** A signed number of 64 bits. */
const uuid = (world: World): string =>
  String(BigInt.asIntN(64, BigInt(Math.floor(world.kit.random() * 2 ** 53)) * 2048n + BigInt(world.serial())))

function tell(world: World, user: User, { lane, received, xaa, aaa }: News): void {
  const account = world.accounts.get(user.id)
  if (account === undefined || account.revoked) return
  const { app } = account
  const common = { account: user.username, lane, ...(received === undefined ? {} : { received }) }
  if (xaa !== undefined) {
    const { type, payload, includes } = xaa
    for (const { eventType, filter, tag, hook } of app.activity.values()) {
      if (eventType !== type || filter.user_id !== user.id || !goes(type, filter.direction)) continue
      const data = {
        event_uuid: xaa.uuid ?? uuid(world),
        filter: { user_id: user.id },
        event_type: type,
        ...(tag === undefined ? {} : { tag }),
        payload,
        ...(includes === undefined ? {} : { includes }),
      }
      app.hooks.get(hook ?? '')?.deliver({ ...common, what: type, body: JSON.stringify({ data }) })
    }
  }
  if (aaa === undefined) return
  const what = Object.keys(aaa).find((key) => key.endsWith('_events')) ?? ''
  for (const one of app.accountActivity) {
    if (one.user !== user.id || one.from > world.now()) continue
    app.hooks.get(one.hook)?.deliver({ ...common, what, body: JSON.stringify({ for_user_id: user.id, ...aaa }) })
  }
}

const goes = (type: string, direction: string | undefined): boolean =>
  direction === undefined || (direction === 'outbound') === type.endsWith('.sent')
