import type { Bot } from './bot.ts'
import { signHex, verifyHex } from './keys.ts'
import { objectIn, post } from './post.ts'
import type { World } from './world.ts'

const ports = new Set(['', '80', '443', '8080', '8443'])
const loopback = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Where an address really is: the lab maps names of hosts to loopback. */
export function located(world: World, url: string): URL {
  const { origin, pathname, search } = new URL(url)
  return new URL(pathname + search, world.options.hosts[origin] ?? origin)
}

/**
 * Checks a callback address by op 13: the answer must repeat the token and sign it with the bot's key. Returns where to
 * deliver. Throws when the address is not HTTPS on 80, 443, 8080 or 8443 (loopback may be anything) or answers wrongly.
 */
export async function checkAddress(world: World, bot: Bot, url: string): Promise<URL> {
  const parsed = URL.parse(url)
  if (parsed === null) throw new Error('回调地址不合法 (not an address)')
  const allowed = parsed.protocol === 'https:' && ports.has(parsed.port)
  if (!allowed && !(parsed.protocol === 'http:' && loopback.has(parsed.hostname))) {
    throw new Error('回调地址不合法 (HTTPS on port 80, 443, 8080 or 8443)')
  }
  const target = located(world, url)
  const plain = world.key(20)
  const timestamp = String(Math.floor(world.now() / 1000))
  const body = JSON.stringify({ d: { plain_token: plain, event_ts: timestamp }, op: 13 })
  const headers = { 'x-bot-appid': bot.appId, ...(world.options.signChallenge ? bot.hook.signature(body) : {}) }
  const started = performance.now()
  const answer = await post(world, target, body, headers, world.options.ackMs)
  world.kit.journal.add({
    at: world.now(),
    platform: 'qq',
    way: 'hook',
    what: 'op 13',
    account: bot.name,
    status: answer.status,
    request: JSON.parse(body) as unknown,
    response: answer.body,
    ms: Math.round(performance.now() - started),
  })
  const said = objectIn(answer.body)
  if (answer.status !== 200) throw new Error(`回调地址校验失败 (the address answered ${answer.status})`)
  if (said['plain_token'] !== plain || !verifyHex(bot.key, timestamp, plain, said['signature'])) {
    throw new Error(`回调地址校验失败 (wrong signature; expected ${signHex(bot.key, timestamp, plain).slice(0, 8)}…)`)
  }
  return target
}
