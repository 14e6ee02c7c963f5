import type { Json, Person, SurfaceKind, ThreadRef } from '../../src/model/events.ts'
import type { Lane } from '../../src/model/surface.ts'
import { AdapterFault } from '../../src/contract/adapter.ts'
import { type Raw, given, text } from '../../src/contract/read.ts'
import type { Author } from './wire.ts'

/** What reading an event takes besides its own data. */
export interface Reading {
  /** The outer id; absent where it is none. */
  eventId: string | undefined
  settings: { [key: string]: Json }
  /** For the addresses of avatars. */
  appId: string | undefined
  now: number
}

export interface Place {
  surface: SurfaceKind
  thread: ThreadRef
  lanes?: Lane[]
}

/** The desk's limit. */
const MAX_KEY = 200

/** Ids of QQ are opaque; what is longer than a key may be, or half a character, is none. */
export const id = (value: unknown): string | undefined => {
  const found = text(value)
  return found !== undefined && found.length <= MAX_KEY && found.isWellFormed() ? found : undefined
}

/** The event's own id as its key, or what identifies it otherwise. */
export const keyOf = ({ eventId }: Reading, otherwise: string): string => eventId ?? otherwise.slice(0, MAX_KEY)

/** One to one with a user of QQ. */
export const userPlace = (openid: unknown): Place | null => placed('dm', 'c2c', id(openid))

/** A group, where the setting lets us listen to groups. */
export const groupPlace = (openid: unknown, { settings }: Reading): Place | null =>
  settings['groups'] === true ? placed('group', 'group', id(openid)) : null

/** Direct messages of a guild: `guild_id` names the chat, not the guild. Their answers have a window of their own. */
export const guildPlace = (guildId: unknown): Place | null => {
  const place = placed('dm', 'guild', id(guildId))
  return place && { ...place, lanes: ['service'] }
}

const placed = (surface: SurfaceKind, scene: string, name: string | undefined): Place | null =>
  name === undefined ? null : { surface, thread: { externalId: `${scene}:${name}` } }

/** Where a call goes: the part of the path before and behind the id. */
export interface Target {
  scene: 'users' | 'groups' | 'dms'
  path: string
}

const TARGETS: { [scene: string]: { scene: Target['scene']; root: string } } = {
  c2c: { scene: 'users', root: '/v2/users' },
  group: { scene: 'groups', root: '/v2/groups' },
  guild: { scene: 'dms', root: '/dms' },
}

export function targetOf({ externalId }: ThreadRef): Target {
  const cut = externalId.indexOf(':')
  const target = Object.hasOwn(TARGETS, externalId.slice(0, cut)) ? TARGETS[externalId.slice(0, cut)] : undefined
  if (!target) throw new AdapterFault('gone', 'This is no chat of QQ.', { certain: true })
  return { scene: target.scene, path: `${target.root}/${encodeURIComponent(externalId.slice(cut + 1))}` }
}

/** Openids belong to one bot; a name is mostly kept from us, and the picture is where QQ's own clients find it. */
export function personOf(openid: unknown, author: Raw<Author> | undefined, appId?: string): Person | null {
  const externalId = id(openid)
  if (!externalId) return null
  return given<Person>({
    externalId,
    name: text(author?.username),
    avatar: text(author?.avatar) ?? (appId ? `https://q.qlogo.cn/qqapp/${appId}/${encodeURIComponent(externalId)}/640` : undefined),
    unionId: text(author?.union_openid),
  })
}

/** RFC 3339, or seconds since 1970 as a number or its digits; where there is neither, our own time. */
export function timeOf(value: unknown, now: number): number {
  const digits = typeof value === 'string' && /^\d{1,12}$/.test(value)
  const time = typeof value === 'number' || digits ? Number(value) * 1000 : typeof value === 'string' ? Date.parse(value) : Number.NaN
  return time > 0 && time < 1e14 ? Math.round(time) : now
}
