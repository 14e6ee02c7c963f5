/** Messages that are numbered, spread over `people` chats so that neighbours are never of the same corner of the database. */
export interface Bodies {
  from: number
  count: number
  people: number
}

/** No factor of any number of people that is used here: all have their turn before anyone has a second one. */
const STRIDE = 7919

/** The number of the chat that a message is of, from 0. */
export const chatOf = (number: number, people: number): number => (number * STRIDE) % people

/** The platform's id of a chat. */
export const externalIdOf = (chat: number): number => 100_000 + chat

/** A private text message as Telegram posts it. Each number is a message of its own. */
export function update(number: number, people: number, text = `消息 ${number}: my account was stolen, please help`): string {
  const id = externalIdOf(chatOf(number, people))
  const from = { id, is_bot: false, first_name: `Person ${id}`, username: `p${id}`, language_code: 'en' }
  return JSON.stringify({
    update_id: 500_000_000 + number,
    message: {
      message_id: number + 1,
      from,
      chat: { id, first_name: from.first_name, username: from.username, type: 'private' },
      date: 1_767_225_600 + Math.floor(number / 100),
      text,
    },
  })
}
