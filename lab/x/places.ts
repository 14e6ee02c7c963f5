import type { Account, Person, Post, World } from './world.ts'
import { thread } from './write.ts'

/** What a person can have open: the messages with an account, the encrypted ones, a new public post to it, or a thread of posts. */
export type Place = { is: 'dm' | 'secret' | 'new'; account: Account } | { is: 'post'; root: Post }

export const placeKey = (place: Place): string => `${place.is}:${place.is === 'post' ? place.root.id : place.account.user.id}`

/** Threads are shown to those who wrote in them or are mentioned in them, and those an account began to everybody. */
export function placesOf(world: World, person: Person): Place[] {
  const { user } = person
  const accounts = [...world.accounts.values()].filter((one) => !one.revoked)
  const secret = accounts.filter((one) => world.secrets.some(({ by, to }) => [by, to].includes(user) && [by, to].includes(one.user)))
  const concerns = (post: Post): boolean => post.by === user || post.mentions.some((one) => one.user === user)
  const roots = [...world.posts.values()].filter((post) => post.root === undefined)
  return [
    ...accounts.map((account) => ({ is: 'dm' as const, account })),
    ...secret.map((account) => ({ is: 'secret' as const, account })),
    ...accounts.map((account) => ({ is: 'new' as const, account })),
    ...roots
      .filter((root) => world.accounts.has(root.by.id) || thread(world, root).some(concerns))
      .map((root) => ({ is: 'post' as const, root })),
  ]
}
