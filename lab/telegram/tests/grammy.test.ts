import { Bot, GrammyError, InlineKeyboard, webhookCallback } from 'grammy'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { grammy, polling } from './grammy-tools.ts'
import { lab, token } from './tools.ts'

describe('a bot that polls', () => {
  test('answers a text, and the answer is on the phone', async () => {
    const started = await lab()
    await polling(started, (bot) => bot.on('message:text', (context) => context.reply(`You said ${context.message.text}`)))
    const ada = started.telegram.person({ name: 'Ada' })
    ada.start('order42')
    await ada.waitFor('You said /start order42')
    const own = ada.say('Grüße 👩‍🔧')
    const answer = await ada.waitFor('You said Grüße 👩‍🔧')
    expect(answer).toMatchObject({ mine: false, edited: false })
    expect(ada.screen().find((one) => one.id === own.id)).toMatchObject({ mine: true, text: 'Grüße 👩‍🔧' })
    expect(answer.id).toBeGreaterThan(own.id)
  })

  test('understands commands with a payload', async () => {
    const started = await lab()
    await polling(started, (bot) => bot.command('start', (context) => context.reply(`payload ${context.match}`)))
    const ada = started.telegram.person({ name: 'Ada' })
    ada.start('ref-7')
    await ada.waitFor('payload ref-7')
  })

  test('a button is pressed, answered and edited', async () => {
    const started = await lab()
    const keyboard = new InlineKeyboard().text('Good', 'rate:good').text('Bad', 'rate:bad').row().url('Site', 'https://example.com')
    await polling(started, (bot) => {
      bot.command('start', (context) => context.reply('Rate us', { reply_markup: keyboard }))
      bot.callbackQuery('rate:good', async (context) => {
        await context.answerCallbackQuery({ text: 'Thank you' })
        await context.editMessageText('Rated: good')
      })
    })
    const ada = started.telegram.person({ name: 'Ada' })
    ada.start()
    const question = await ada.waitFor('Rate us')
    expect(question.buttons?.map((row) => row.map((one) => one.label))).toEqual([['Good', 'Bad'], ['Site']])
    ada.press('Good')
    const rated = await ada.waitFor('Rated: good')
    expect(rated).toMatchObject({ id: question.id, edited: true })
    expect(rated.buttons).toBeUndefined()
  })

  test('edits, reactions, blocking and unblocking arrive as their own updates', async () => {
    const started = await lab()
    const seen: string[] = []
    const bot = grammy(started)
    bot.on('edited_message:text', (context) => void seen.push(`edited ${context.editedMessage.text}`))
    bot.reaction('👍', () => void seen.push('liked'))
    bot.on('my_chat_member', (context) => void seen.push(context.myChatMember.new_chat_member.status))
    bot.on('message:text', (context) => context.reply(context.message.text))
    const allowed = ['message', 'edited_message', 'my_chat_member', 'message_reaction'] as const
    await new Promise<void>((resolve) => void bot.start({ allowed_updates: allowed, onStart: () => resolve() }))
    onTestFinished(() => bot.stop())
    const ada = started.telegram.person({ name: 'Ada' })
    ada.start()
    await ada.waitFor('/start')
    const first = ada.say('frist')
    const echo = await ada.waitFor('frist')
    ada.edit(first, 'first')
    ada.react(echo, '👍')
    ada.block()
    await expect(bot.api.sendMessage(ada.id, 'hello?')).rejects.toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    })
    ada.unblock()
    ada.say('end')
    await ada.waitFor('end')
    expect(seen.toSorted()).toEqual(['edited first', 'kicked', 'liked', 'member'])
  })

  test('an album comes as separate messages with one media_group_id, the caption on the first', async () => {
    const started = await lab()
    const parts: { group: string | undefined; caption: string | undefined; sizes: number }[] = []
    await polling(started, (bot) => {
      bot.on('message:photo', async (context) => {
        const { media_group_id: group, caption, photo } = context.message
        parts.push({ group, caption, sizes: photo.length })
        if (parts.length === 3) await context.reply('got all')
      })
    })
    const ada = started.telegram.person({ name: 'Ada' })
    ada.start()
    ada.sendAlbum(3, { caption: 'broken 👩‍🔧' })
    await ada.waitFor('got all')
    expect(new Set(parts.map((part) => part.group)).size).toBe(1)
    expect(parts[0]?.group).toMatch(/^\d+$/)
    expect(parts.map((part) => part.caption)).toEqual(['broken 👩‍🔧', undefined, undefined])
    expect(parts[0]?.sizes).toBeGreaterThan(1)
  })
})

test('a bot behind a webhook is called with the secret and may answer in the response', async () => {
  const started = await lab()
  const bot = grammy(started)
  bot.on('message:text', (context) => context.reply(`hook: ${context.message.text}`))
  const handle = webhookCallback(bot, 'http', { secretToken: 'S3cret_token-1' })
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await bot.api.setWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { secret_token: 'S3cret_token-1' })
  const ada = started.telegram.person({ name: 'Ada' })
  ada.start()
  await ada.waitFor('hook: /start')
  expect(await bot.api.getWebhookInfo()).toMatchObject({ pending_update_count: 0, max_connections: 40 })
})

test('errors reach grammY as GrammyError with code and parameters', async () => {
  const started = await lab()
  const { api } = grammy(started)
  const bot = started.telegram.bot(token)
  const ada = started.telegram.person({ name: 'Ada' })
  const failure = async (promise: Promise<unknown>): Promise<string> => {
    const error: unknown = await promise.catch((error: unknown) => error)
    expect(error).toBeInstanceOf(GrammyError)
    return `${(error as GrammyError).error_code} ${(error as GrammyError).description}`
  }
  expect(await failure(api.sendMessage(1, 'x'))).toBe('400 Bad Request: chat not found')
  expect(await failure(api.sendMessage(ada.id, 'x'))).toBe("403 Forbidden: bot can't initiate conversation with a user")
  ada.start()
  expect(await failure(api.sendMessage(ada.id, ''))).toBe('400 Bad Request: message text is empty')
  expect(await failure(api.sendMessage(ada.id, 'x', { reply_parameters: { message_id: 99 } }))).toBe(
    '400 Bad Request: message to be replied not found',
  )
  const sent = await api.sendMessage(ada.id, 'x')
  expect(await failure(api.editMessageText(ada.id, sent.message_id, 'x'))).toContain('400 Bad Request: message is not modified: ')
  expect(await failure(api.editMessageText(ada.id, 999, 'x'))).toBe('400 Bad Request: message to edit not found')
  expect(await failure(api.deleteMessage(ada.id, 999))).toBe('400 Bad Request: message to delete not found')
  expect(await failure(api.answerCallbackQuery('12345'))).toBe(
    '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
  )
  const group = started.telegram.group('G', ada, { bots: [bot] })
  const old = group.id
  group.migrate()
  const moved: unknown = await api.sendMessage(old, 'x').catch((error: unknown) => error)
  expect(moved).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: group.id } })
  await api.sendMessage(group.id, 'here')
  group.kick(bot)
  expect(await failure(api.sendMessage(group.id, 'x'))).toBe('403 Forbidden: bot was kicked from the supergroup chat')
  expect(await failure(new Bot('0:x', { client: { apiRoot: started.root } }).api.getMe())).toBe('401 Unauthorized: invalid token specified')
  started.telegram.revoke(token)
  expect(await failure(api.getMe())).toBe('401 Unauthorized')
})
