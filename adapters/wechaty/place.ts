import type { Person, SurfaceKind, ThreadRef } from '../../src/model/events.ts'
import { text } from '../../src/contract/read.ts'
import type { Reading } from './inbound.ts'
import { ask, contactOf, memberOf, nameOf, personOf } from './people.ts'

export interface Place {
  surface: SurfaceKind
  thread: ThreadRef
  sender: Person
}

/** `ContactType.Official` of wechaty-puppet 1.21: broadcasts to everybody who follows. */
const OFFICIAL = 2

/** Accounts of WeChat itself, and the account's own notes. Unverified: from published clients of web WeChat. */
const SYSTEM = new Set(['filehelper', 'weixin', 'fmessage', 'newsapp', 'medianote', 'floatbottle', 'qmessage', 'qqmail', 'tmessage'])

interface Said {
  /** The group, or the other person. */
  peer: string
  talker: string
  own: boolean
  inRoom: boolean
}

/** Where something was said, and by whom; null where no customer can be. */
export async function placeOf({ peer, talker, own, inRoom }: Said, { puppet, account }: Reading): Promise<Place | null> {
  const me: Person = { externalId: account.externalId, name: account.name }
  if (inRoom) {
    const title = text((await ask<{ topic: string }>(() => puppet.roomPayload(peer)))?.topic)
    const sender = own ? me : await memberOf(puppet, peer, talker)
    return { surface: 'group', thread: { externalId: peer, ...(title && { title }) }, sender }
  }
  if (peer === account.externalId || SYSTEM.has(peer) || peer.startsWith('gh_')) return null
  const contact = await contactOf(puppet, peer)
  if (contact?.type === OFFICIAL) return null
  if (!own) return { surface: 'dm', thread: { externalId: peer }, sender: personOf(peer, contact) }
  // The first word may be ours: then this name is all that is known of the customer.
  const title = nameOf(contact)
  return { surface: 'dm', thread: { externalId: peer, ...(title && { title }) }, sender: me }
}
