import type { Method } from './common.ts'

export const getMe: Method = ({ bot }) => bot.user

export const setMyCommands: Method = ({ bot, args }) => {
  bot.commands = args.structure('commands') ?? []
  return true
}

export const getMyCommands: Method = ({ bot }) => bot.commands

export const deleteMyCommands: Method = ({ bot }) => {
  bot.commands = []
  return true
}
