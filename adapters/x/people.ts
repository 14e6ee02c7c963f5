import type { UserV1, UserV2 } from 'twitter-api-v2'
import type { Person } from '../../src/model/events.ts'
import { given, object, text } from '../../src/contract/read.ts'
import { id } from './reading.ts'

/** Finds a person of whom X told something beside the event. */
export type People = (userId: string) => Person

/** `tell`: what X told of whom, in the shape of its newer or its older interface, bare or in `data`. */
export function peopleIn(tell: (userId: string) => unknown): People {
  return (userId) => {
    const told = object<{ data: unknown }>(tell(userId))
    const user = object<UserV1 & UserV2>(told?.data) ?? object<UserV1 & UserV2>(told)
    const handle = text(user?.username) ?? text(user?.screen_name)
    return given<Person>({
      externalId: userId,
      name: text(user?.name) ?? (handle && `@${handle}`),
      avatar: text(user?.profile_image_url) ?? text(user?.profile_image_url_https),
    })
  }
}

/** Of a list, as `includes.users` is. */
export function peopleOf(users: readonly unknown[]): People {
  const byId = new Map(users.map((user) => [id(object<UserV2>(user)?.id), user]))
  return peopleIn((userId) => byId.get(userId))
}
