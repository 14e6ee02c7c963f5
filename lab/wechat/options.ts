/** What lets an account write to a person without being asked at that moment. */
export type Scene = 'message' | 'menu' | 'subscribe' | 'scan' | 'pay'

/** So many messages, in so many lab milliseconds from the trigger. */
export interface Allowance {
  count: number
  ms: number
}

export type MediaKind = 'image' | 'voice' | 'video' | 'thumb'

/** The figures of the platform, and choices of the lab where they are not known. */
export interface Options {
  /** Where callback hosts really are: `{ 'https://hub.example': 'http://127.0.0.1:8787' }`. */
  hosts: Readonly<Record<string, string>>
  /** How long an answer to a push is waited for. "接收普通消息", developers.weixin.qq.com. */
  answerMs: number
  /** Attempts of a push in total. Same page. */
  attempts: number
  /** How far apart attempts begin. The lab's choice: after a timeout the next comes at once, after a refusal it waits as long. */
  attemptEveryMs: number
  /** Whether a status other than 2xx counts as no answer. Not documented. */
  statusMatters: boolean
  /** What a trigger allows, "客服消息介绍" for service accounts; in 2021 a message allowed 20. False: no counting. */
  quota: Readonly<Record<Scene, Allowance>> | false
  tokenMs: number
  /** How long the previous token of `cgi-bin/token` still works. From the page "获取 Access token", not measured. */
  overlapMs: number
  /** How long before its end `stable_token` makes a new one. Same page. */
  renewMs: number
  /** Calls of `cgi-bin/token` a day; from memory. */
  tokensPerDay: number
  /** Forced refreshes of `stable_token`: so many a day, so far apart. Same page. */
  forcedPerDay: number
  forcedEveryMs: number
  /** The longest text, bytes of UTF-8; from memory. Taken for all words of a msgmenu too. */
  textBytes: number
  /** From memory. */
  typingMs: number
  /** How recently a person must have done something for `typing`; by its error 45080. */
  typingWithinMs: number
  mediaMs: number
  /** Image from memory (2 MB in older pages); the others as in published clients. */
  mediaBytes: Readonly<Record<MediaKind, number>>
  /** Where `media/get` says that videos lie: http, on a bare address. Which one is seen in the field; the path below it is the lab's. */
  videos: string
  /** What a send to somebody who has unfollowed says; both are seen. */
  unsubscribed: 45015 | 43004
  /** What the fault `tooMany` says: the quota of the minute, or that of the day. */
  tooMany: 45011 | 45009
  /** The address from which calls seem to come, for allowlists. */
  callerIp: string
  /** With the fault `shuffle`, how long a single push waits for a newer one to overtake it. The lab's choice. */
  shuffleMs: number
}

const minute = 60_000
const hour = 60 * minute
const mega = 1024 * 1024

export const usualOptions: Options = {
  hosts: {},
  answerMs: 5000,
  attempts: 3,
  attemptEveryMs: 5000,
  statusMatters: true,
  quota: {
    message: { count: 5, ms: 48 * hour },
    menu: { count: 3, ms: minute },
    subscribe: { count: 3, ms: minute },
    scan: { count: 3, ms: minute },
    pay: { count: Infinity, ms: 48 * hour },
  },
  tokenMs: 2 * hour,
  overlapMs: 5 * minute,
  renewMs: 5 * minute,
  tokensPerDay: 2000,
  forcedPerDay: 20,
  forcedEveryMs: 30_000,
  textBytes: 2048,
  typingMs: 15_000,
  typingWithinMs: 30_000,
  mediaMs: 72 * hour,
  mediaBytes: { image: 10 * mega, voice: 2 * mega, video: 10 * mega, thumb: 64 * 1024 },
  videos: 'http://203.205.158.71',
  unsubscribed: 45015,
  tooMany: 45011,
  callerIp: '127.0.0.1',
  shuffleMs: 1000,
}
