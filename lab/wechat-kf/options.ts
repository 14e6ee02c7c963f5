/** 0 new · 1 with the assistant (the API) · 2 waiting in the pool · 3 with a servicer in WeCom · 4 ended, or not begun. */
export type State = 0 | 1 | 2 | 3 | 4

export type MediaType = 'image' | 'voice' | 'video' | 'file'

/**
 * Figures and behaviours that the published pages leave open or that are known from memory only, as far as not said
 * otherwise: change them to see a hub under the other reading. Times in lab milliseconds.
 */
export interface Options {
  /** Where webhook hosts really are: `{ 'https://hub.example': 'http://127.0.0.1:8787' }`. */
  hosts: Readonly<Record<string, string>>
  /** The address the hub's calls come from, as WeCom sees it; it stands in every `errmsg`. */
  egressIp: string
  /** Whether `gettoken` also refuses an untrusted address with 60020, as every other call does. */
  tokenChecksIp: boolean
  /** Whether `gettoken` answers with the same token as long as it lives. */
  tokenRepeats: boolean
  /** Life of an access token in seconds, told as `expires_in`. */
  accessTokenSeconds: number
  /** How long a callback waits for its answer. */
  answerMs: number
  /** How often a callback is tried in all. */
  attempts: number
  /** The pause before it is tried again; the lab's choice. */
  retryMs: number
  /** Life of the `Token` in a callback (published: 10 minutes). */
  syncTokenMs: number
  /** The "strict" limit of `sync_msg` without a token, per account; the figure is the lab's choice. False: none. */
  tokenless: { count: number; perMs: number } | false
  /** How far back `sync_msg` reaches (published: 3 days). */
  horizonMs: number
  /** How long, and with how many messages, the API may answer a customer's message (published: 48 hours, 5). */
  windowMs: number
  windowCount: number
  /** `later`: `send_msg` says ok and an event `msg_send_fail` follows. `at-once`: 95001 (count) and 95002 (time). */
  failures: 'later' | 'at-once'
  /** When the event `msg_send_fail` follows; the lab's choice. */
  failAfterMs: number
  /** Within this time after a welcome, or after having written, nobody gets another `welcome_code` (published: 48 hours). */
  welcomeMs: number
  /** A `msgid` sent a second time: an error (published: "must be unique"), or ok with the same id and nothing sent. */
  repeatedMsgid: 'refused' | 'same'
  /** Where the API may move a session. Some copies of the page list 1 → 1 too. From 4 it may not (published). */
  moves: Readonly<Record<State, readonly State[]>>
  /** How long a message can be recalled. */
  recallMs: number
  /** Life of a `media_id`. */
  mediaMs: number
  /** Largest uploads in bytes; the smallest has 5. */
  mediaBytes: Readonly<Record<MediaType, number>>
  codes: Codes
}

/** Error codes that no public page ties to the case. */
interface Codes {
  /** The hub's own `msgid` again. The number is the lab's choice. */
  repeatedMsgid: number
  /** A code for `send_msg_on_event` that is unknown, used, too old, or of a state the session has left. */
  eventCode: number
  /** A cursor that this account never gave out. */
  cursor: number
  /** The API wants to move a session that has ended; 95013 (conversation end) is the other candidate. */
  moveEnded: number
}

const day = 24 * 3600_000
const mb = 1024 * 1024

export const defaults: Options = {
  hosts: {},
  egressIp: '203.0.113.7',
  tokenChecksIp: false,
  tokenRepeats: true,
  accessTokenSeconds: 7200,
  answerMs: 5000,
  attempts: 3,
  retryMs: 1000,
  syncTokenMs: 600_000,
  tokenless: { count: 10, perMs: 60_000 },
  horizonMs: 3 * day,
  windowMs: 2 * day,
  windowCount: 5,
  failures: 'later',
  failAfterMs: 300,
  welcomeMs: 2 * day,
  repeatedMsgid: 'refused',
  moves: { 0: [1, 2, 3, 4], 1: [2, 3, 4], 2: [3, 4], 3: [3, 4], 4: [] },
  recallMs: 120_000,
  mediaMs: 3 * day,
  mediaBytes: { image: 10 * mb, voice: 2 * mb, video: 10 * mb, file: 20 * mb },
  codes: { repeatedMsgid: 95030, eventCode: 41050, cursor: 40058, moveEnded: 95016 },
}
