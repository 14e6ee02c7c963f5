import { KfAccount } from './account.ts'
import { Callback, type CallbackSettings } from './callback.ts'
import { KfError } from './errors.ts'
import type { Person, World } from './world.ts'

export interface CorpInput {
  corpId?: string | undefined
  secret?: string | undefined
  /** Addresses from which it may be called; everybody's when absent. */
  trustedIps?: readonly string[] | undefined
}

/** A company on WeCom: the credentials, its accounts, and where it wants to be called. */
export class Corp {
  readonly id: string
  secret: string
  trustedIps: readonly string[] | undefined
  readonly accounts = new Map<string, KfAccount>()
  callback: Callback | undefined
  readonly #world: World
  readonly #externalIds = new Map<Person, string>()
  /** Access tokens and when they end; those that have ended stay known. */
  readonly #tokens = new Map<string, number>()

  constructor(world: World, { corpId, secret, trustedIps }: CorpInput) {
    this.#world = world
    this.id = corpId ?? world.id('ww', 18)
    this.secret = secret ?? world.id('', 43)
    this.trustedIps = trustedIps
  }

  /** Opens a customer service account. */
  openAccount(name: string): KfAccount {
    const account = new KfAccount(this.#world, this, name)
    this.accounts.set(account.id, account)
    return account
  }

  /**
   * What the admin does on the site: sets the callback address. WeCom calls it at once and saves only when the decrypted echo
   * comes back within 5 s. Rejects, saying why.
   */
  async configure(settings: CallbackSettings): Promise<void> {
    const callback = new Callback(this.#world, this, settings)
    await callback.verify()
    this.callback?.stop()
    this.callback = callback
  }

  externalId(person: Person): string {
    let id = this.#externalIds.get(person)
    if (id === undefined) this.#externalIds.set(person, (id = this.#world.id('wm', 32)))
    return id
  }

  /** Undefined when this corp never met somebody of that id. */
  personOf(externalId: string): Person | undefined {
    return [...this.#externalIds].find(([, id]) => id === externalId)?.[0]
  }

  issueToken(): string {
    const now = this.#world.now()
    const { tokenRepeats, accessTokenSeconds } = this.#world.options
    const living = tokenRepeats ? [...this.#tokens].find(([, until]) => until > now)?.[0] : undefined
    if (living !== undefined) return living
    const token = this.#world.id('', 64)
    this.#tokens.set(token, now + accessTokenSeconds * 1000)
    return token
  }

  /** How long a token of this corp lives, in whole seconds; 0 when it has ended, undefined when it is not one. */
  secondsLeft(token: string): number | undefined {
    const until = this.#tokens.get(token)
    return until === undefined ? undefined : Math.max(0, Math.floor((until - this.#world.now()) / 1000))
  }

  /** All access tokens end now (42001), as WeCom says may happen before their time. */
  expireTokens(): void {
    for (const token of this.#tokens.keys()) this.#tokens.set(token, 0)
  }

  /** The secret is made anew: the old one (40001) and its tokens (40014) hold no longer. */
  resetSecret(secret = this.#world.id('', 43)): string {
    this.#tokens.clear()
    this.secret = secret
    return secret
  }

  /** Throws 60020 unless calls from where the hub stands are trusted. */
  checkIp(): void {
    if (this.trustedIps?.includes(this.#world.options.egressIp) === false) throw new KfError(60020)
  }
}
