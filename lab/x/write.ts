import { escaped, link, points, shorten } from './text.ts'
import { tellDm, tellPost, tellSecret } from './events/tell.ts'
import type { App, Dm, Post, Secret, StoredFile, User, World } from './world.ts'

/** What every message and post has. */
function written(world: World, by: User, shown: string, file: StoredFile | undefined, where: (id: string) => string) {
  const make = (): string => `https://t.co/${world.key(8)}`
  const plain = world.options.shorten ? shorten(shown, make) : { text: shown, links: [] }
  const short = world.options.escape ? escaped(plain) : plain
  const id = world.ids.next()
  const gap = short.text === '' ? '' : ' '
  const at = points(`${short.text}${gap}`)
  const fileLink = file === undefined || !world.options.shorten ? undefined : link(at, make(), where(id), `pic.x.com/${world.key(8)}`)
  const text = fileLink === undefined ? short.text : `${short.text}${gap}${fileLink.url}`
  return { n: world.serial(), id, at: world.now(), by, shown, text, links: short.links, file, fileLink, state: 'sent' as const }
}

/** Somebody sends a direct message; `through` an app, or by hand. */
export function writeDm(world: World, by: User, to: User, shown: string, more: { file?: StoredFile | undefined; through?: App } = {}): Dm {
  const dm: Dm = {
    ...written(world, by, shown, more.file, (id) => `https://x.com/messages/media/${id}`),
    to,
    through: more.through,
    deletedBy: new Set(),
  }
  world.dms.push(dm)
  tellDm(world, dm)
  world.changed(by, to)
  return dm
}

export function writeSecret(world: World, by: User, to: User, text: string): Secret {
  const secret: Secret = { n: world.serial(), at: world.now(), by, to, text }
  world.secrets.push(secret)
  tellSecret(world, secret)
  world.changed(by, to)
  return secret
}

/** Somebody posts. An answer begins with the handles of those it answers, unless they were typed. */
export function writePost(
  world: World,
  by: User,
  typed: string,
  more: { replyTo?: Post | undefined; file?: StoredFile | undefined } = {},
): Post {
  const { replyTo } = more
  const typedNames = new Set(world.mentioned(typed).map((one) => one.user))
  const answered = replyTo === undefined ? [] : [replyTo.by, ...replyTo.mentions.map((one) => one.user)]
  const implicit = [...new Set(answered)].filter((user) => user !== by && !typedNames.has(user))
  const shown = [...implicit.map((user) => `@${user.username}`), typed].join(' ')
  const base = written(world, by, shown, more.file, (id) => `https://x.com/${by.username}/status/${id}/photo/1`)
  const post: Post = {
    ...base,
    shown: typed,
    root: replyTo === undefined ? undefined : (replyTo.root ?? replyTo),
    replyTo,
    mentions: world.mentioned(base.text).map((one) => ({ ...one, explicit: typedNames.has(one.user) })),
  }
  world.posts.set(post.id, post)
  tellPost(world, post)
  world.changed()
  return post
}

/** Everything in a thread, oldest first. */
export const thread = (world: World, root: Post): Post[] => [...world.posts.values()].filter((post) => post === root || post.root === root)
