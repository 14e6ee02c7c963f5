import { WechatError } from './errors.ts'
import type { World } from './world.ts'

interface Issued {
  text: string
  /** Its own end. */
  expiresAt: number
  /** When it stopped being the latest, plus the overlap. */
  replacedAt: number
}

/** How many tokens are remembered, so that an old one is known to be expired. */
const remembered = 50
const form = /^\d+_[\w-]{100}$/

/** The access tokens of one account. The two ways of getting one do not touch each other. */
export class Tokens {
  readonly #world: World
  #issued: Issued[] = []
  #latest: Issued | undefined
  #stable: Issued | undefined
  readonly #uses = new Map<string, number>()
  #forcedAt = -Infinity

  constructor(world: World) {
    this.#world = world
  }

  /** `cgi-bin/token`: always a new one; the previous soon stops working. Throws 45009. */
  renew(): { access_token: string; expires_in: number } {
    const { tokensPerDay, overlapMs, tokenMs } = this.#world.options
    this.#count('token', tokensPerDay)
    if (this.#latest !== undefined) this.#latest.replacedAt = this.#world.now() + overlapMs
    this.#latest = this.#issue()
    return { access_token: this.#latest.text, expires_in: tokenMs / 1000 }
  }

  /** `cgi-bin/stable_token`: the same one until shortly before its end, unless forced. Throws 45009, 45011. */
  stable(force: boolean): { access_token: string; expires_in: number } {
    const { forcedPerDay, forcedEveryMs, renewMs } = this.#world.options
    const now = this.#world.now()
    if (force) {
      if (now < this.#forcedAt + forcedEveryMs) throw new WechatError(45011)
      this.#count('force', forcedPerDay)
      this.#forcedAt = now
      if (this.#stable !== undefined) this.#stable.replacedAt = now
    }
    if (force || this.#stable === undefined || now >= this.#stable.expiresAt - renewMs) this.#stable = this.#issue()
    return { access_token: this.#stable.text, expires_in: Math.ceil((this.#stable.expiresAt - now) / 1000) }
  }

  /** Whether it was given out here. Throws 42001 when it has expired, 40001 when a later one has replaced it. */
  knows(text: string): boolean {
    const token = this.#issued.find((one) => one.text === text)
    if (token === undefined) return false
    if (this.#world.now() >= token.expiresAt) throw new WechatError(42001)
    if (this.#world.now() >= token.replacedAt) throw new WechatError(40001)
    return true
  }

  /** Every token stops working, as when the secret is reset. */
  revoke(): void {
    for (const token of this.#issued) token.replacedAt = this.#world.now()
    this.#stable = undefined
  }

  /** Every token ends now (42001), as may happen before its time. */
  expire(): void {
    for (const token of this.#issued) token.expiresAt = this.#world.now()
  }

  #issue(): Issued {
    const text = `92_${this.#world.key(100)}`
    const token = { text, expiresAt: this.#world.now() + this.#world.options.tokenMs, replacedAt: Infinity }
    this.#issued = [...this.#issued.slice(-remembered), token]
    return token
  }

  #count(what: string, most: number): void {
    const day = `${what} ${Math.floor(this.#world.now() / 86_400_000)}`
    const used = this.#uses.get(day) ?? 0
    if (used >= most) throw new WechatError(45009)
    this.#uses.set(day, used + 1)
  }
}

/** What an unknown token is told: one of the right form was once good somewhere, another never was. */
export const unknownToken = (text: string): WechatError => new WechatError(form.test(text) ? 40001 : 40014)

/** `cgi-bin/token`. */
export const token = (world: World, ask: Record<string, unknown>): object => asked(world, ask).renew()

/** `cgi-bin/stable_token`. */
export const stableToken = (world: World, ask: Record<string, unknown>): object => asked(world, ask).stable(ask['force_refresh'] === true)

/** The tokens of the account that asks. Throws what is wrong with its credentials, or its address. */
function asked(world: World, { grant_type: grant, appid, secret }: Record<string, unknown>): Tokens {
  if (grant !== 'client_credential') throw new WechatError(40002)
  if (typeof appid !== 'string' || appid === '') throw new WechatError(41002)
  if (typeof secret !== 'string' || secret === '') throw new WechatError(41004)
  const account = world.accounts.get(appid)
  if (account === undefined) throw new WechatError(40013)
  if (account.secret !== secret) throw new WechatError(40125)
  const { callerIp } = world.options
  if (account.allowlist?.includes(callerIp) === false)
    throw new WechatError(40164, `invalid ip ${callerIp} ipv6 ::ffff:${callerIp}, not in whitelist`)
  return account.tokens
}
