import type { Update } from '@grammyjs/types'
import { expect, test } from 'vitest'
import { FakeClock } from '../../clock.ts'
import { call, lab, token } from './tools.ts'

async function updates(root: string, bot = token): Promise<Update[]> {
  const result = (await call(root, 'getUpdates', {}, bot)).body.result as Update[]
  const last = result.at(-1)
  if (last !== undefined) await call(root, 'getUpdates', { offset: last.update_id + 1 }, bot)
  return result
}

const bad = (description: string) => ({ body: { error_code: 400, description: `Bad Request: ${description}` } })

test('in privacy mode a bot in a group sees commands, mentions, replies and service messages; an administrator sees all', async () => {
  const { telegram, root } = await lab()
  const bot = telegram.bot(token, { username: 'helper_bot' })
  const ada = telegram.person({ name: 'Ada' })
  const bo = telegram.person({ name: 'Bo' })
  const group = telegram.group('Shop', ada, { bots: [bot] })
  group.join(bo)
  const [adaHere, boHere] = [group.as(ada), group.as(bo)]
  const sent = (await call(root, 'sendMessage', { chat_id: group.id, text: 'hello' })).body.result as { message_id: number }
  boHere.say('just talk')
  boHere.say('/help')
  boHere.say('/help@other_bot')
  adaHere.say('ask @helper_bot please')
  adaHere.say('yes', { replyTo: sent.message_id })
  group.promote(bot)
  adaHere.say('now everything')
  const seen = (await updates(root)).map((update) => update.message?.text ?? Object.keys(update)[1])
  expect(seen).toEqual([
    'my_chat_member',
    'message',
    'message',
    '/help',
    'ask @helper_bot please',
    'yes',
    'my_chat_member',
    'now everything',
  ])
  expect(boHere.screen().map((one) => one.text)).toContain('Bo joined the group')
})

test('a group that becomes a supergroup tells both ids and answers the old with the new', async () => {
  const { telegram, root } = await lab()
  const bot = telegram.bot(token, { privacy: false })
  const ada = telegram.person({ name: 'Ada' })
  const group = telegram.group('Shop', ada, { bots: [bot] })
  const here = group.as(ada)
  here.say('before')
  const old = group.id
  group.migrate()
  here.say('after')
  const seen = (await updates(root)).flatMap(({ message }) => (message === undefined ? [] : [message]))
  expect(group.id).toBeLessThan(-1_000_000_000_000)
  expect(seen.at(-3)).toMatchObject({ chat: { id: old, type: 'group' }, migrate_to_chat_id: group.id })
  expect(seen.at(-2)).toMatchObject({ chat: { id: group.id, type: 'supergroup' }, migrate_from_chat_id: old })
  expect(seen.at(-1)).toMatchObject({ chat: { id: group.id }, text: 'after', message_id: 2 })
  expect((await call(root, 'sendChatAction', { chat_id: old, action: 'typing' })).body.parameters).toEqual({ migrate_to_chat_id: group.id })
})

test('a bot that was thrown out or has left may not write', async () => {
  const { telegram, root } = await lab()
  const bot = telegram.bot(token)
  const ada = telegram.person({ name: 'Ada' })
  const group = telegram.group('Shop', ada, { bots: [bot] })
  const write = () => call(root, 'sendMessage', { chat_id: group.id, text: 'x' })
  group.kick(bot)
  expect((await write()).body.description).toBe('Forbidden: bot was kicked from the group chat')
  group.add(bot)
  expect((await write()).status).toBe(200)
  await call(root, 'leaveChat', { chat_id: group.id })
  expect((await write()).body.description).toBe('Forbidden: bot is not a member of the group chat')
  const other = telegram.group('Other', ada)
  expect(await call(root, 'getChat', { chat_id: other.id })).toMatchObject(bad('chat not found'))
})

test('a business account: messages carry the connection, answers go out in the owner’s name, edits and deletions arrive', async () => {
  const { telegram, root } = await lab()
  const bot = telegram.bot(token)
  const owner = telegram.person({ name: 'Olga' })
  const customer = telegram.person({ name: 'Cy' })
  const connection = owner.connect(bot)
  const there = customer.asCustomerOf(connection)
  const first = there.say('hi shop')
  there.edit(first, 'hi, shop')
  const business = { business_connection_id: connection.id, chat_id: customer.id }
  const sent = await call(root, 'sendMessage', { ...business, text: 'Good day', reply_parameters: { message_id: first.id } })
  expect(sent.body.result).toMatchObject({
    business_connection_id: connection.id,
    from: { id: owner.id },
    sender_business_bot: { id: 7000 },
  })
  expect(there.screen().at(-1)).toMatchObject({ mine: false, author: 'Olga', reply: { id: first.id, text: 'hi, shop' } })
  await call(root, 'readBusinessMessage', { ...business, message_id: first.id })
  expect(there.screen()[0]!.state).toBe('read')
  there.deleteMessages(first)
  owner.changeConnection(connection, { enabled: false })
  const kinds = (await updates(root)).map((update) => Object.keys(update)[1])
  expect(kinds).toEqual([
    'business_connection',
    'business_message',
    'edited_business_message',
    'deleted_business_messages',
    'business_connection',
  ])
  expect(await call(root, 'sendMessage', { ...business, text: 'x' })).toMatchObject(bad('BUSINESS_CONNECTION_INVALID'))
  expect(await call(root, 'sendMessage', { ...business, business_connection_id: 'BCnone', text: 'x' })).toMatchObject(
    bad('business connection not found'),
  )
})

test('a business chat may be written to for a day after the customer’s last word, and only with the right to reply', async () => {
  const clock = new FakeClock()
  const { telegram, root } = await lab({ clock })
  const owner = telegram.person({ name: 'Olga' })
  const customer = telegram.person({ name: 'Cy' })
  const connection = owner.connect(telegram.bot(token))
  customer.asCustomerOf(connection).say('hi')
  const write = () => call(root, 'sendMessage', { business_connection_id: connection.id, chat_id: customer.id, text: 'x' })
  clock.advance(24 * 3600 * 1000)
  expect((await write()).status).toBe(200)
  clock.advance(1)
  expect(await write()).toMatchObject(bad('BUSINESS_PEER_USAGE_MISSING'))
  owner.changeConnection(connection, { rights: { can_read_messages: true } })
  expect(await write()).toMatchObject(bad('BOT_ACCESS_FORBIDDEN'))
})

test('typing shows for five seconds or until a message; a reply keyboard stays until it is removed', async () => {
  const clock = new FakeClock()
  const started = await lab({ clock })
  const { telegram, root } = started
  telegram.bot(token)
  const ada = telegram.person({ name: 'Ada' })
  ada.start()
  const view = () => telegram.phones()[0]!.chats[0]!
  const typing = () => call(root, 'sendChatAction', { chat_id: ada.id, action: 'typing' })
  await typing()
  expect(view().activity).toBe('typing')
  clock.advance(5000)
  expect(view().activity).toBeUndefined()
  await typing()
  await call(root, 'sendMessage', { chat_id: ada.id, text: 'x', reply_markup: { keyboard: [['Yes', { text: 'No' }]] } })
  expect(view()).toMatchObject({ keyboard: [['Yes', 'No']] })
  expect(view().activity).toBeUndefined()
  await call(root, 'sendMessage', { chat_id: ada.id, text: 'x', reply_markup: { remove_keyboard: true } })
  expect(view().keyboard).toBeUndefined()
})

test('a bot reacts with one of the usual emoji', async () => {
  const { telegram, root } = await lab()
  telegram.bot(token)
  const ada = telegram.person({ name: 'Ada' })
  const own = ada.start()
  const react = (emoji: string) =>
    call(root, 'setMessageReaction', { chat_id: ada.id, message_id: own.id, reaction: [{ type: 'emoji', emoji }] })
  expect((await react('❤️')).status).toBe(200)
  expect(ada.screen()[0]!.reactions).toEqual(['❤️'])
  expect(await react('🧀')).toMatchObject(bad('REACTION_INVALID'))
})
