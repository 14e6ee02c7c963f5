import type { Bubble, ChatView, MediaView, Phone } from '../screen.ts'
import { placeKey, placesOf, type Place } from './places.ts'
import type { Dm, Person, Post, Secret, StoredFile, World } from './world.ts'
import { thread } from './write.ts'

/** How many messages of a chat a phone shows. */
const shown = 80

export function phoneOf(world: World, person: Person, can: string[]): Phone {
  return {
    id: person.phone,
    platform: 'x',
    owner: { id: person.user.id, name: person.user.name },
    chats: placesOf(world, person).map((place) => chatView(world, person, place)),
    can,
  }
}

function chatView(world: World, person: Person, place: Place): ChatView {
  const isPublic = place.is === 'new' || place.is === 'post'
  const notice = noticeOf(place)
  return {
    id: placeKey(place),
    title: titleOf(place),
    kind: isPublic ? 'group' : 'private',
    fresh: false,
    blocked: place.is !== 'post' && person.blocks.has(place.account),
    ...(notice === undefined ? {} : { notice }),
    bubbles: bubbles(world, person, place).slice(-shown),
  }
}

function titleOf(place: Place): string {
  if (place.is !== 'post') return { dm: '', secret: '🔒 ', new: 'New post to @' }[place.is] + nameIn(place)
  const { by, shown: text } = place.root
  const first = Array.from(text).slice(0, 40).join('')
  return `Post by ${by.name}: ${first}${first === text ? '' : '…'}`
}

const nameIn = ({ is, account: { user } }: Exclude<Place, { is: 'post' }>): string => (is === 'new' ? user.username : user.name)

function noticeOf(place: Place): string | undefined {
  if (place.is === 'secret') return 'End-to-end encrypted: the API sees that there is a message, not what it says'
  return place.is === 'new' ? 'Public: what is written here becomes a post of its own' : undefined
}

/** What one place shows, oldest first. */
export function bubbles(world: World, person: Person, place: Place): Bubble[] {
  if (place.is === 'new') return []
  if (place.is === 'post') return thread(world, place.root).map((post) => bubble(post, person))
  const two = [person.user, place.account.user]
  const between = place.is === 'secret' ? world.secrets : world.dms
  return between.filter(({ by, to }) => two.includes(by) && two.includes(to)).map((one: Dm | Secret) => bubble(one, person))
}

export function bubble(one: Dm | Post | Secret, { user }: Person): Bubble {
  const text = 'shown' in one ? one.shown : one.text
  const file = 'file' in one ? one.file : undefined
  const replyTo = 'replyTo' in one ? one.replyTo : undefined
  return {
    id: one.n,
    mine: one.by === user,
    author: one.by.name,
    at: one.at,
    ...(text === '' ? {} : { text }),
    ...(file === undefined ? {} : { media: mediaView(file) }),
    ...(replyTo === undefined ? {} : { reply: { id: replyTo.n, author: replyTo.by.name, text: replyTo.shown, kind: 'text' } }),
    edited: false,
    reactions: [],
    ...(one.by === user && 'state' in one ? { state: one.state } : {}),
  }
}

const types = { photo: 'photo', gif: 'animation', video: 'video' } as const

const mediaView = ({ kind, key, name, mime, bytes }: StoredFile): MediaView => ({ type: types[kind], key, name, mime, bytes: bytes.length })
