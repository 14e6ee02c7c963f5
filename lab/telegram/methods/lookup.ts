import type { File } from '@grammyjs/types'
import { knownChat } from '../access.ts'
import { badRequest } from '../errors.ts'
import { maxDownload } from '../files.ts'
import { describeConnection } from '../business.ts'
import type { Method } from './common.ts'

export const getFile: Method = ({ world, bot, args }): File => {
  const id = args.text('file_id')
  if (id === '') throw badRequest('file_id not specified')
  const file = world.files.find(bot.user.id, id)
  if (file === undefined) throw badRequest('invalid file_id')
  if (file.bytes.length > maxDownload) throw badRequest('file is too big')
  return { file_id: id, file_unique_id: file.unique, file_size: file.bytes.length, file_path: world.files.path(file) }
}

/** Of the many fields only those that every chat has. */
export const getChat: Method = (call) => {
  const chat = knownChat(call)
  if (chat.kind === 'private' && !chat.started) throw badRequest('chat not found')
  const common = { accent_color_id: 0, max_reaction_count: 11, accepted_gift_types: gifts(chat.kind === 'private') }
  return { ...chat.info, ...common, ...(chat.kind === 'private' ? {} : { permissions: {} }) }
}

const gifts = (yes: boolean) => ({
  unlimited_gifts: yes,
  limited_gifts: yes,
  unique_gifts: yes,
  premium_subscription: yes,
  gifts_from_channels: yes,
})

export const getChatMember: Method = (call) => {
  const chat = knownChat(call)
  const id = call.args.int('user_id')
  if (id === call.bot.user.id)
    return { status: chat.kind === 'private' ? 'member' : (chat.bots.get(call.bot) ?? 'left'), user: call.bot.user }
  const person = call.world.people.get(id)
  if (person === undefined) throw badRequest('user not found')
  const inside = chat.kind === 'private' ? chat.person === person : chat.members.has(person)
  return { status: inside ? 'member' : 'left', user: person.user }
}

export const getChatMemberCount: Method = (call) => {
  const chat = knownChat(call)
  return chat.kind === 'private' ? 2 : chat.members.size + chat.bots.size
}

export const leaveChat: Method = (call) => {
  const chat = knownChat(call)
  if (chat.kind === 'private') throw badRequest("chat member status can't be changed in private chats")
  chat.bots.set(call.bot, 'left')
  call.world.changed(chat)
  return true
}

export const getBusinessConnection: Method = ({ world, bot, args }) => {
  const connection = world.connections.get(args.text('business_connection_id'))
  if (connection?.bot !== bot) throw badRequest('business connection not found')
  return describeConnection(connection)
}
