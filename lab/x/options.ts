const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** So many requests in so many lab milliseconds. */
export interface Window {
  count: number
  per: number
}

/** What one user, or one app with app-only authentication, may ask of an endpoint. */
export interface Limit {
  user?: readonly Window[]
  app?: readonly Window[]
  /** Also counted when a user asks: all users of the app together. */
  shared?: readonly Window[]
}

const quarter = (count: number): Window => ({ count, per: 15 * minute })
const daily = (count: number): Window => ({ count, per: day })

/**
 * The table of docs.x.com/x-api/fundamentals/rate-limits, August 2026. Endpoints of the same name in `sendDm` count together, which the
 * table leaves open; all others count each for itself.
 */
export const usualLimits = {
  sendDm: { user: [quarter(15), daily(1440)], shared: [daily(1440)] },
  readDms: { user: [quarter(15)] },
  deleteDm: { user: [quarter(300), daily(1500)], shared: [daily(4000)] },
  createPost: { user: [quarter(100)], shared: [daily(10_000)] },
  deletePost: { user: [quarter(50)] },
  readPosts: { user: [quarter(900)], app: [quarter(450)] },
  readMentions: { user: [quarter(300)], app: [quarter(450)] },
  me: { user: [quarter(75)] },
  readUsers: { user: [quarter(900)], app: [quarter(300)] },
  uploadOnce: { user: [quarter(500)] },
  uploadStatus: { user: [quarter(1000)] },
  uploadPart: { user: [quarter(1875)] },
  webhooks: { app: [quarter(450)] },
  replay: { app: [quarter(100)] },
  subscriptions: { app: [quarter(500)] },
} satisfies Record<string, Limit>

export type Limits = Record<keyof typeof usualLimits, Limit>

/** Figures of the emulated X. "Ours" marks what X does not document, "from memory" what could not be looked up. */
export interface Options {
  /** Where webhook hosts really are: `{ 'https://hub.example': 'http://127.0.0.1:8787' }`. */
  hosts: Readonly<Record<string, string>>
  limits: Limits | false
  /** Milliseconds in which a webhook has to answer 200. */
  answerWithin: number
  /** Milliseconds until each further attempt at a failed delivery. Ours: X says only that there is "retry and recovery support". */
  retries: readonly number[]
  /** A check is due every so often, once the last success is older than `after`; transient errors make it invalid after `invalid`. */
  crc: { every: number; after: number; invalid: number }
  /** A replay begins at most `oldest` ago and at least `newestFrom`, and ends at least `newestTo` ago. */
  replay: { oldest: number; newestFrom: number; newestTo: number }
  /** Webhooks and account-activity users of one app on pay-per-use; activity subscriptions of a self-serve app. */
  quota: { webhooks: number; users: number; subscriptions: number }
  /** After so long a new account-activity subscription delivers; X says "up to 10 seconds". */
  subscriptionDelay: number
  /** How long an OAuth 2.0 user token lives. */
  tokenLife: number
  /** How far the time of an OAuth 1.0a signature may be off. From memory. */
  clockSkew: number
  /** Characters of a direct message (from memory) and weighted characters of a post (from memory). */
  text: { dm: number; post: number }
  /** Bytes at upload; how long an upload can be used; how long a video or GIF is processed, and how long at most one is told to wait (ours). */
  media: { image: number; gif: number; video: number; keep: number; processing: number; askAgain: number }
  /** How far back direct messages can be looked up. */
  horizon: number
  /** Since February 2026 a self-serve app may reply only to whoever mentioned or quoted the account. */
  summonedOnly: boolean
  /** Whether addresses in texts become t.co links, and media end with one, as in v1.1. From memory for direct messages. */
  shorten: boolean
  /** Whether `&`, `<` and `>` in texts arrive as entities. X's docs show it for posts; from memory for direct messages. */
  escape: boolean
  /** Whether `post.reply.create` brings its users along. X's own sample has an empty `includes`. */
  includesInReplies: boolean
}

export const usualOptions: Options = {
  hosts: {},
  limits: usualLimits,
  answerWithin: 10_000,
  retries: [5000, 30_000, 2 * minute, 10 * minute],
  crc: { every: 30 * minute, after: day, invalid: 28 * hour },
  replay: { oldest: day, newestFrom: 31 * minute, newestTo: 10 * minute },
  quota: { webhooks: 1, users: 3, subscriptions: 1500 },
  subscriptionDelay: 0,
  tokenLife: 2 * hour,
  clockSkew: 5 * minute,
  text: { dm: 10_000, post: 280 },
  media: { image: 5 * 1024 ** 2, gif: 15 * 1024 ** 2, video: 512 * 1024 ** 2, keep: day, processing: 1000, askAgain: 5000 },
  horizon: 30 * day,
  summonedOnly: true,
  shorten: true,
  escape: true,
  includesInReplies: false,
}
