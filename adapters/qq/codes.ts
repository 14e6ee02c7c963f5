import type { FaultCode } from '../../src/contract/adapter.ts'

/**
 * The bot may not use markdown or a keyboard, or not this one. 11253: an interface that is not granted; 304057: own keyboards are by
 * invitation.
 */
const REFUSED_BUTTONS = [
  11253, 50037, 304036, 304037, 304038, 304039, 304040, 304057, 304061, 305007, 40034008, 40034009, 40034010, 40034011, 40034029, 40034124,
  40034127,
]

/**
 * What QQ's numbers mean to us: pages "send message", "rich media", "recall", "interactions" and "error codes" at
 * bot.q.qq.com/wiki/develop/api-v2. Each says that nothing was done.
 */
export const CODES = new Map<number, FaultCode>([
  // The token, the secret, the bot.
  [11241, 'auth'],
  [11243, 'auth'],
  [11251, 'auth'],
  [11254, 'auth'], // banned
  [11265, 'auth'], // banned
  [100007, 'auth'], // no such AppID, or banned
  [100016, 'auth'], // wrong AppID or secret

  // Too fast, too much.
  [22009, 'rate'],
  [100001, 'rate'],
  [40034100, 'rate'], // messages that nobody asked for

  // Not now, or not any more.
  [304103, 'window'], // the message that is answered is too old
  [304026, 'window'], // the same in guilds: no such message
  [304027, 'window'], // … too old
  [304028, 'window'], // … not to the bot
  [40034005, 'window'],
  [40034128, 'window'], // answered too late or too often
  [40034024, 'window'], // no such message, or not sent to this bot
  [40034025, 'window'], // the same of events
  [40034026, 'window'],
  [40034027, 'window'], // an event that cannot be answered
  [40034105, 'window'], // nobody asked for it, and the bot may not
  [40054013, 'window'], // … and the customer does not want it
  [40034122, 'window'], // words after a silence used up
  [40034123, 'window'],
  [40054002, 'window'], // silenced in the group
  [40064004, 'window'], // too late for a recall
  [306011, 'window'],

  [40034101, 'blocked'], // not in the group
  [40054003, 'blocked'],
  [40054004, 'blocked'], // no friend any more

  // What was said.
  [22006, 'content'],
  [50006, 'content'],
  [304003, 'content'], // a link to a site that is not registered
  [40054010, 'content'],
  [40034006, 'content'], // censored
  [40054005, 'content'], // said before under this number
  [40054007, 'content'], // too long
  [40054018, 'content'],

  ...REFUSED_BUTTONS.map((code): [number, FaultCode] => [code, 'content']),

  // Files.
  [304082, 'content'],
  [304083, 'content'],
  [850018, 'content'],
  [850019, 'content'],
  [850026, 'content'],
  [850027, 'content'],
  [850031, 'content'],
  [40093002, 'content'], // too many bytes today: no use before tomorrow
  [304080, 'platform'], // its name has run out: the next try uploads it anew
  [40034004, 'platform'],
  [40093001, 'platform'],

  // The answer to a press: too late, twice, to none.
  [630001, 'content'],
  [630002, 'content'],
  [630003, 'content'],
  [630004, 'content'],
  [630005, 'content'],
  [630006, 'content'],
  [630007, 'content'],

  // Their own trouble, or a bot that is being put online.
  [40054006, 'platform'],
  [40054016, 'platform'],
  [50055001, 'platform'],
  [50055002, 'platform'],
])

/** No such bot, says the host of the tokens; the interfaces say it of guilds. */
export const NO_BOT = 10004

/** The message waits for a censor: 202, with the id of the waiting. */
export const AUDITED = new Set([304023, 304024])

/** The number of an answer to this message was used before: it has arrived. */
export const DUPLICATE = '40054005'

/** The access token or what it was made of is not taken, whatever the status. */
export const TOKEN_REFUSED = new Set([11241, 11243, 11251])

/** The same can be said in plain text. */
export const NO_BUTTONS = new Set(REFUSED_BUTTONS.map(String))
