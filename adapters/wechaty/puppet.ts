/*
 * What is used of wechaty's interface to WeChat, the "puppet" (wechaty-puppet 1.21, `PuppetInterface`). Every puppet package
 * implements it. We use it without the package `wechaty` around it, which (1.20.2) loses the id of a sent message when it cannot
 * look the message up at once, takes a puppet that does not start for one that does, and cannot read places.
 */

/** `MessageType` of wechaty-puppet 1.21. */
export const TYPE = {
  unknown: 0,
  attachment: 1,
  audio: 2,
  contact: 3,
  chatHistory: 4,
  emoticon: 5,
  image: 6,
  text: 7,
  location: 8,
  miniProgram: 9,
  groupNote: 10,
  transfer: 11,
  redEnvelope: 12,
  recalled: 13,
  url: 14,
  video: 15,
  post: 16,
} as const

/** `ScanStatus`. */
export const SCAN = { cancel: 1, waiting: 2, scanned: 3, confirmed: 4, timeout: 5 } as const

/** A message as a puppet gives it. Older puppets say `fromId` and `toId`; some give the time in seconds. */
export interface MessagePayload {
  type: number
  timestamp: number
  talkerId: string
  fromId: string
  listenerId: string
  toId: string
  roomId: string
  text: string
  filename: string
  mentionIdList: string[]
}

export interface PuppetEvents {
  scan: { qrcode?: string; status: number }
  login: { contactId: string }
  logout: { contactId: string; data?: string }
  message: { messageId: string }
  error: { data?: string; gerror?: string }
  heartbeat: { data?: string }
  ready: { data?: string }
  start: undefined
  stop: undefined
}

/** What a puppet keeps for its next start, such as the session. One without a name has no file. */
export interface PuppetMemory {
  load(): Promise<void>
  save(): Promise<void>
  set(key: string, value: unknown): Promise<unknown>
  entries(): AsyncIterable<[string, unknown]>
}

/** A file on its way from or to a puppet (`FileBox`). */
export interface PuppetFile {
  readonly name: string
  readonly mediaType: string
  toBuffer(): Promise<Uint8Array>
}

export interface PuppetLike {
  readonly memory: PuppetMemory
  start(): Promise<void>
  stop(): Promise<void>
  on(event: keyof PuppetEvents, listener: (payload: never) => void): unknown
  removeAllListeners(): unknown
  /** Throws while nobody is signed in. */
  readonly currentUserId: string
  messagePayload(id: string): Promise<unknown>
  messageFile(id: string): Promise<unknown>
  /** The id of the contact on a card. */
  messageContact(id: string): Promise<unknown>
  messageLocation(id: string): Promise<unknown>
  messageUrl(id: string): Promise<unknown>
  messageMiniProgram(id: string): Promise<unknown>
  contactPayload(id: string): Promise<unknown>
  roomPayload(id: string): Promise<unknown>
  roomMemberPayload(roomId: string, memberId: string): Promise<unknown>
  /** Both resolve to the new message's id, where the puppet knows it. */
  messageSendText(conversationId: string, text: string): Promise<unknown>
  messageSendFile(conversationId: string, file: never): Promise<unknown>
  /** False: it was not taken back. */
  messageRecall(id: string): Promise<boolean>
}
