import { Bot } from 'grammy'
import { onTestFinished } from 'vitest'
import type { Lab } from '../../server.ts'
import { token } from './tools.ts'

/** grammY as an independent client: whatever it understands, the lab says the way Telegram does. */
export function grammy(started: Lab & { root: string }): Bot {
  return new Bot(token, { client: { apiRoot: started.root } })
}

export async function polling(started: Lab & { root: string }, setUp: (bot: Bot) => void): Promise<Bot> {
  const bot = grammy(started)
  setUp(bot)
  await new Promise<void>((resolve) => void bot.start({ onStart: () => resolve() }))
  onTestFinished(() => bot.stop())
  return bot
}
