import { grant } from './api/tokens.ts'
import { tellRevoke } from './events/tell.ts'
import type { Account, App, Post, User, World } from './world.ts'
import { writeDm, writePost } from './write.ts'

export interface AccountInput {
  name: string
  username?: string | undefined
  consumerKey?: string | undefined
  consumerSecret?: string | undefined
  bearer?: string | undefined
  clientId?: string | undefined
  /** `null`: a public client, which has none. */
  clientSecret?: string | null | undefined
  accessToken?: string | undefined
  accessSecret?: string | undefined
  refreshToken?: string | undefined
  /** Of its OAuth 2.0 tokens; all that the API needs by default. */
  scopes?: readonly string[] | undefined
  /** Which product the app may use for its events: the newer (`xaa`), the deprecated (`aaa`), or both. */
  envelope?: Account['envelope'] | undefined
}

const allScopes = ['dm.read', 'dm.write', 'tweet.read', 'tweet.write', 'users.read', 'media.write', 'offline.access']

/** Makes an account and, unless its consumer key is known, an app for it. What isn't given is made up. */
export function addAccount(world: World, input: AccountInput): Account {
  const app = world.apps.get(input.consumerKey ?? '') ?? addApp(world, input)
  const user = world.addUser(input.name, input.username)
  const account: Account = {
    user,
    app,
    accessToken: input.accessToken ?? `${user.id}-${world.key(30)}`,
    accessSecret: input.accessSecret ?? world.key(40),
    refreshToken: input.refreshToken ?? world.key(40),
    scopes: input.scopes ?? allScopes,
    tokens: new Map(),
    envelope: input.envelope ?? 'both',
    revoked: false,
  }
  world.accounts.set(user.id, account)
  world.changed()
  return account
}

function addApp(world: World, input: AccountInput): App {
  const app: App = {
    id: world.appId(),
    consumerKey: input.consumerKey ?? world.key(22),
    consumerSecret: input.consumerSecret ?? world.key(46),
    bearer: input.bearer ?? `AAAAAAAAAAAAAAAAAAAAA${world.key(60)}`,
    clientId: input.clientId ?? world.key(30),
    clientSecret: input.clientSecret === null ? undefined : (input.clientSecret ?? world.key(46)),
    hooks: new Map(),
    activity: new Map(),
    accountActivity: [],
  }
  world.apps.set(app.consumerKey, app)
  return app
}

/** A business on X: its credentials, and what its owner does by hand, past the API. */
export class LabAccount {
  readonly account: Account
  readonly #world: World

  constructor(world: World, account: Account) {
    this.#world = world
    this.account = account
  }

  get id(): string {
    return this.account.user.id
  }

  get username(): string {
    return this.account.user.username
  }

  /** What the developer's console shows. The refresh token is the one that works now. */
  get credentials() {
    const { app, accessToken, accessSecret, refreshToken } = this.account
    const { consumerKey, consumerSecret, bearer, clientId, clientSecret } = app
    return { consumerKey, consumerSecret, bearer, clientId, clientSecret, accessToken, accessSecret, refreshToken }
  }

  /** A fresh OAuth 2.0 access token, as after an authorisation. */
  token(): string {
    return grant(this.#world, this.account)
  }

  /** Answers somebody from the X app: the hub sees an echo without `source_app_id`. */
  say(to: { user: User }, text: string): void {
    writeDm(this.#world, this.account.user, to.user, text)
  }

  /** Posts from the X app; the phones of all people show it. */
  post(text: string, replyTo?: Post): Post {
    return writePost(this.#world, this.account.user, text, { replyTo })
  }

  /** Gives the app its permission again: with new tokens, and none of the old subscriptions. */
  authorise(): void {
    const { account } = this
    account.revoked = false
    account.accessToken = `${account.user.id}-${this.#world.key(30)}`
    account.accessSecret = this.#world.key(40)
    account.refreshToken = this.#world.key(40)
    this.#world.changed()
  }

  /** Takes the app's permission away: it is told so, and its tokens for this account no longer work. */
  revoke(): void {
    tellRevoke(this.#world, this.account)
    this.account.revoked = true
    this.account.tokens.clear()
    this.#world.changed()
  }
}
