import type { Bot } from './bot.ts'
import type { World } from './world.ts'

/** A copy for one bot: every file in it carries an id that this bot, and no other, can use. */
export function readableBy<T>(world: World, bot: Bot, value: T): T {
  return copy(value) as T

  function copy(part: unknown): unknown {
    if (Array.isArray(part)) return part.map(copy)
    if (typeof part !== 'object' || part === null) return part
    const entries = Object.entries(part).map(([key, inner]) => [key, copy(inner)] as const)
    const unique = 'file_unique_id' in part && typeof part.file_unique_id === 'string' ? part.file_unique_id : undefined
    const file = unique === undefined ? undefined : world.files.byUnique(unique)
    return { ...Object.fromEntries(entries), ...(file === undefined ? {} : { file_id: world.files.idFor(bot.user.id, file) }) }
  }
}
