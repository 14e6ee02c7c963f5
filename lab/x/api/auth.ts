import type { Account, App, World } from '../world.ts'
import type { Input } from './input.ts'
import { readHeader, same, signature } from './oauth1.ts'
import { unauthorized, type Authentication } from './problems.ts'

/** Who calls. */
export interface Caller {
  via: Authentication
  app: App
  /** Undefined with app-only authentication. */
  account: Account | undefined
}

/** Finds out who calls, or throws 401. */
export class Authenticator {
  readonly #world: World
  readonly #nonces = new Set<string>()

  constructor(world: World) {
    this.#world = world
  }

  caller(request: Request, input: Input): Caller {
    const header = request.headers.get('authorization') ?? ''
    if (/^OAuth /i.test(header)) return this.#oauth1(request.method, header, input)
    const token = /^Bearer (.+)$/i.exec(header)?.[1]
    if (token === undefined) throw unauthorized()
    const app = [...this.#world.apps.values()].find((one) => same(one.bearer, token))
    if (app !== undefined) return { via: 'app', app, account: undefined }
    const account = [...this.#world.accounts.values()].find((one) => (one.tokens.get(token) ?? 0) > this.#world.now())
    if (account === undefined || account.revoked) throw unauthorized()
    return { via: 'oauth2', app: account.app, account }
  }

  #oauth1(method: string, header: string, input: Input): Caller {
    const fields = readHeader(header)
    const field = (name: string): string => fields.get(`oauth_${name}`) ?? ''
    const account = [...this.#world.accounts.values()].find((one) => one.accessToken === field('token'))
    if (account === undefined || account.revoked || account.app.consumerKey !== field('consumer_key')) throw unauthorized()
    if (field('signature_method') !== 'HMAC-SHA1' || !this.#isNow(Number(field('timestamp')))) throw unauthorized()
    const parameters = [...input.signed, ...[...fields].filter(([name]) => name.startsWith('oauth_') && name !== 'oauth_signature')]
    const secrets = { consumer: account.app.consumerSecret, token: account.accessSecret }
    const expected = signature(method, `https://${input.url.host}${input.url.pathname}`, parameters, secrets)
    const nonce = `${field('token')} ${field('timestamp')} ${field('nonce')}`
    if (!same(expected, field('signature')) || field('nonce') === '' || this.#nonces.has(nonce)) throw unauthorized()
    this.#nonces.add(nonce)
    return { via: 'oauth1', app: account.app, account }
  }

  /** The hub's clock is the lab's or, when the lab runs faster, that of the machine. */
  #isNow(seconds: number): boolean {
    return [this.#world.now(), Date.now()].some((now) => Math.abs(now - seconds * 1000) <= this.#world.options.clockSkew)
  }
}
