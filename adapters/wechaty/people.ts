import type { Person } from '../../src/model/events.ts'
import type { Account } from '../../src/contract/adapter.ts'
import { type Raw, given, object, text } from '../../src/contract/read.ts'
import { within } from './pause.ts'
import type { PuppetLike } from './puppet.ts'

/** What is asked about a message besides what it says may be missing; it must not hold the message up for long. */
const ASK_MS = 5000

export interface Contact {
  name: string
  /** The name that the account gave this contact in its own address book. */
  alias: string
  type: number
  handle: string
  weixin: string
}

/** What the puppet answers, if it does. */
export async function ask<T>(question: () => Promise<unknown>): Promise<Raw<T> | undefined> {
  try {
    return object<T>(await within(ASK_MS, question()))
  } catch {
    return undefined
  }
}

export const contactOf = (puppet: PuppetLike, id: string): Promise<Raw<Contact> | undefined> => ask(() => puppet.contactPayload(id))

export const nameOf = (contact: Raw<Contact> | undefined): string | undefined => text(contact?.alias) ?? text(contact?.name)

/** The id of a contact may be another one after the next sign-in (web WeChat); the WeChat ID, where it is known, stays. */
export const personOf = (externalId: string, contact: Raw<Contact> | undefined, name = nameOf(contact)): Person =>
  given<Person>({ externalId, name, unionId: text(contact?.handle) ?? text(contact?.weixin) })

/** A member of a group, by the name that is used there. Strangers are known in the group only. */
export async function memberOf(puppet: PuppetLike, room: string, id: string): Promise<Person> {
  const member = await ask<{ name: string; roomAlias: string }>(() => puppet.roomMemberPayload(room, id))
  const name = text(member?.roomAlias) ?? text(member?.name)
  return name ? { externalId: id, name } : personOf(id, await contactOf(puppet, id))
}

export async function accountOf(puppet: PuppetLike, id: string): Promise<Account> {
  const contact = await contactOf(puppet, id)
  const username = text(contact?.handle) ?? text(contact?.weixin)
  return { externalId: id, name: text(contact?.name) ?? id, ...(username && { username }) }
}
