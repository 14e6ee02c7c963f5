/** A private text message as Telegram posts it. Each number is a message of its own, spread over `people` chats. */
export function update(number: number, people: number, text = `消息 ${number}: my account was stolen, please help`): string {
  const id = 100_000 + (number % people)
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
