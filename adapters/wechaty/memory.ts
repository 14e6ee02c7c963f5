import type { Cache } from '../../src/contract/adapter.ts'
import { object } from '../../src/contract/read.ts'
import type { PuppetMemory } from './puppet.ts'

const KEY = 'session'

/**
 * Lets a puppet find again what it kept when it ran last, so that nobody has to scan a code after a restart. It lies sealed with
 * the channel, not in a file: a session is worth as much as a password. `over`: whether the puppet has been stopped.
 */
export async function remember(memory: PuppetMemory, cache: Pick<Cache, 'read' | 'keep'>, over: () => boolean): Promise<void> {
  await memory.load().catch(() => {})
  for (const [key, value] of Object.entries(parsed(await cache.read(KEY)))) await memory.set(key, value)
  memory.save = async () => {
    const all: { [key: string]: unknown } = {}
    for await (const [key, value] of memory.entries()) all[key] = value
    if (!over()) await cache.keep(KEY, JSON.stringify(all))
    // When wechaty-puppet-wechat4u 1.14.14 is stopped, it saves and then starts what it has dropped: that would end the process.
    if (over()) await new Promise<never>(() => {})
  }
}

/** A session that cannot be read is none: a code will be asked for. */
function parsed(kept: string | null): object {
  try {
    return object(JSON.parse(kept ?? '{}')) ?? {}
  } catch {
    return {}
  }
}
