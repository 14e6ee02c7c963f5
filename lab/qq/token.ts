import { atTheGate } from './errors.ts'
import type { World } from './world.ts'

interface Token {
  value: string
  expiresAt: number
}

/** The access token of one bot: the same one until shortly before its end, then a second beside it. */
export class Tokens {
  /** How often one was asked for. */
  calls = 0
  readonly #world: World
  #current: Token | undefined
  #previous: Token | undefined

  constructor(world: World) {
    this.#world = world
  }

  /** `expires_in` is a string on the wire. */
  issue(): { access_token: string; expires_in: string } {
    this.calls++
    const { tokenSeconds, tokenOverlapSeconds } = this.#world.options
    const now = this.#world.now()
    if (this.#current === undefined || this.#current.expiresAt - now <= tokenOverlapSeconds * 1000) {
      this.#previous = this.#current
      this.#current = { value: this.#world.key(40), expiresAt: now + tokenSeconds * 1000 }
    }
    const { value, expiresAt } = this.#current
    return { access_token: value, expires_in: String(Math.floor((expiresAt - now) / 1000)) }
  }

  /** Those handed out are good no more. */
  expire(): void {
    this.#current = undefined
    this.#previous = undefined
  }

  accepts(value: string): boolean {
    const now = this.#world.now()
    return [this.#current, this.#previous].some((token) => token?.value === value && token.expiresAt > now)
  }
}

/** `POST /app/getAppAccessToken`. Its refusals come with HTTP 200. */
export function issueToken(world: World, input: unknown): object {
  const { appId, clientSecret } = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>
  if (world.faults.take('tooMany', 'getAppAccessToken')) throw atTheGate(100001, 200)
  const { unauthorized } = world.faults.now
  if (unauthorized && world.faults.concerns('getAppAccessToken')) throw atTheGate(100016, 200)
  if (typeof appId !== 'string' || !/^\d{1,20}$/.test(appId)) throw atTheGate(100007, 200)
  if (typeof clientSecret !== 'string' || clientSecret === '') throw atTheGate(100016, 200)
  const bot = world.bots.get(appId) ?? (world.options.open ? world.addBot({ appId, secret: clientSecret }) : undefined)
  if (bot === undefined || bot.banned) throw atTheGate(100007, 200)
  if (bot.secret !== clientSecret) throw atTheGate(100016, 200)
  return bot.tokens.issue()
}
