/** Where a chat takes place: with a friend, in a group, or the private messages of a guild. */
export type Scene = 'c2c' | 'group' | 'dm'

/** At most so many within any stretch of so many lab milliseconds. */
export interface Rate {
  count: number
  per: number
}

export interface ActiveRates {
  bot: readonly Rate[]
  chat: readonly Rate[]
}

export interface Limits {
  /** Answers to one message: for how long, and how many. For events (`event_id`) the same is assumed; the docs give no figure. */
  passive: Readonly<Record<Scene, { ms: number; count: number }>>
  /** Messages that answer nothing; false: not limited. "A day" is the last 24 hours here. */
  active: Readonly<Record<Scene, ActiveRates>> | false
  /** Calls per second and interface; false: not limited. */
  calls: { messages: number; files: number; recall: number; upload: number } | false
  /** Ends, in days after the person's last message, of the stretches in which one wake-up each may be sent. */
  wakeupDays: readonly number[]
  recallMs: number
  /** Characters of a text. The platform gives no figure; public bots cut at 2000. Not verified. */
  text: number
  /** The code for a label that is too long is not documented. */
  keyboard: { rows: number; buttons: number; label: number }
  upload: {
    /** Bytes by `file_type`; larger ones become files. */
    soft: Readonly<Record<1 | 2 | 3 | 4, number>>
    hard: number
    /** Bytes per bot in 24 hours. That there is a limit is documented, the figure is the lab's. */
    daily: number
    /** Seconds; as in the samples of the docs. */
    ttl: number
    /** Bytes of one part of a chunked upload. */
    block: number
  }
}

const second = 1000
const minute = 60 * second
const day = 24 * 60 * minute
const mb = 1024 * 1024

const chatRates: readonly Rate[] = [
  { count: 20, per: minute },
  { count: 1000, per: day },
]

/** The tables of the official pages for a verified developer (2026-09). */
export const usualLimits: Limits = {
  passive: {
    c2c: { ms: 60 * minute, count: 4 },
    group: { ms: 5 * minute, count: 5 },
    dm: { ms: 5 * minute, count: Infinity },
  },
  active: {
    c2c: { bot: [{ count: 10, per: second }], chat: chatRates },
    group: { bot: [{ count: 60, per: minute }], chat: chatRates },
    dm: { bot: [{ count: 200, per: day }], chat: [{ count: 2, per: day }] },
  },
  calls: { messages: 100, files: 50, recall: 10, upload: 10 },
  wakeupDays: [1, 3, 7, 30],
  recallMs: 2 * minute,
  text: 2000,
  keyboard: { rows: 5, buttons: 5, label: 10 },
  upload: {
    soft: { 1: 20 * mb, 2: 30 * mb, 3: 20 * mb, 4: 200 * mb },
    hard: 200 * mb,
    daily: 2048 * mb,
    ttl: 300,
    block: 5 * mb,
  },
}

export interface Options {
  /** Whether an unknown numeric AppID with any secret is a bot from its first token on. */
  open: boolean
  /** Where the hosts of callback addresses and media really are: `{ 'https://hub.example': 'http://127.0.0.1:8787' }`. */
  hosts: Readonly<Record<string, string>>
  limits: Limits
  /** An acknowledgement that takes longer is none. 3 s stood in an earlier version of the docs. */
  ackMs: number
  /** Waits before each further attempt; then the event is dropped. The platform documents that it retries, not when. */
  retryMs: readonly number[]
  /** Whether the address check (op 13) is signed like any event. The docs show it without. */
  signChallenge: boolean
  /** How long a pressed button waits; 5 s is what the official SDK says. */
  answerMs: number
  /** How long a message stays under audit. The lab's choice. */
  auditMs: number
  tokenSeconds: number
  /** In the last so many seconds a new token is handed out beside the old one. */
  tokenOverlapSeconds: number
  /** How long the address of an attachment works. They expire; after what time is not documented. */
  attachmentMs: number
  /** HTTP status of a refusal. Field reports show 400; the docs list 500. */
  errorStatus: number
  /** Whether refusals carry `code` beside `err_code`, as field reports show; the docs show `err_code` alone. */
  bothCodes: boolean
  /** Whether a typing notice uses up one of the replies. A field report. */
  typingCounts: boolean
  /** Whether messages that answer nothing are open to bots at all: withdrawn in 2025, reopened in 2026. */
  activeAllowed: boolean
}

export const defaults: Options = {
  open: true,
  hosts: {},
  limits: usualLimits,
  ackMs: 3 * second,
  retryMs: [2 * second, 10 * second, minute, 5 * minute],
  signChallenge: false,
  answerMs: 5 * second,
  auditMs: 3 * second,
  tokenSeconds: 7200,
  tokenOverlapSeconds: 60,
  attachmentMs: 2 * 60 * minute,
  errorStatus: 400,
  bothCodes: false,
  typingCounts: true,
  activeAllowed: true,
}
