import type { BusinessBotRights, BusinessConnection } from '@grammyjs/types'
import type { Bot } from './bot.ts'
import { privateInfo, type BusinessChat, type Connection, type Person, type World } from './world.ts'

export function describeConnection({ id, owner, date, rights, enabled }: Connection): BusinessConnection {
  return { id, user: owner.user, user_chat_id: owner.user.id, date, rights, is_enabled: enabled }
}

function announce(connection: Connection): void {
  connection.bot.updates.push('business_connection', describeConnection(connection), { queue: `connection ${connection.owner.user.id}` })
}

/** A person with a business account lets a bot answer in their name. */
export function connectBusiness(world: World, owner: Person, bot: Bot, rights: BusinessBotRights): Connection {
  const connection: Connection = {
    id: world.key('BC'),
    owner,
    bot,
    rights,
    enabled: true,
    date: world.date(),
    nextId: 1,
    chats: new Map(),
  }
  world.connections.set(connection.id, connection)
  announce(connection)
  return connection
}

export function changeConnection(
  connection: Connection,
  change: { enabled?: boolean | undefined; rights?: BusinessBotRights | undefined },
): void {
  connection.enabled = change.enabled ?? connection.enabled
  connection.rights = change.rights ?? connection.rights
  announce(connection)
}

/** The chat a customer has with the owner of a connected account. */
export function businessChatOf(connection: Connection, customer: Person): BusinessChat {
  const known = connection.chats.get(customer.user.id)
  if (known !== undefined) return known
  const info = privateInfo(customer.user)
  const chat: BusinessChat = { kind: 'business', id: info.id, info, messages: new Map(), connection, customer, lastActive: 0 }
  connection.chats.set(customer.user.id, chat)
  return chat
}

export function deleteBusinessMessages(world: World, chat: BusinessChat, ids: number[]): void {
  for (const id of ids) {
    const stored = chat.messages.get(id)
    if (stored !== undefined) stored.gone = true
  }
  const { connection } = chat
  if (connection.enabled) {
    const content = { business_connection_id: connection.id, chat: privateInfo(chat.customer.user), message_ids: ids }
    connection.bot.updates.push('deleted_business_messages', content, { queue: `business ${chat.id}` })
  }
  world.changed(chat)
}
