import type { MediaFacts, MediaPart, Part } from '../../model/content.ts'

/** A medium as visitors are given it: `GET /widget/:channelId/files/:file?token=<files>` has the bytes. */
export interface PublicMedia extends MediaFacts {
  type: MediaPart['type']
  /** Null: it is not there. */
  file: string | null
  caption?: string
}
export type PublicPart = Exclude<Part, MediaPart> | PublicMedia

/** A message as its visitor may see it. The same `id` again replaces what was shown before. */
export interface PublicMessage {
  id: string
  /** Position in the visitor's thread: grows, with gaps. */
  seq: number
  /** Names it in `press.messageId` and `message.replyTo`. */
  ref?: string
  /** The client's key of a message of the visitor. */
  key?: string
  from: 'visitor' | 'agent' | 'bot' | 'system'
  name?: string
  at: string
  parts: PublicPart[]
  edited?: true
  recalled?: true
}

/** Answer of `POST /widget/:channelId/session`: everything a widget needs to begin, or to go on after a pause. */
export interface PublicSession {
  token: string
  /** Permission to read the conversation's files, for addresses: for an hour at least. */
  files: string
  /** Permission to open the live feed, for its address: for a minute. */
  live: string
  visitor: string
  settings: { name: string; greeting: string | null; language: string | null }
  /** The newest, oldest first. */
  messages: PublicMessage[]
  /** There are older ones. */
  more: boolean
  /** Messages to the visitor that no widget has shown yet. */
  unread: number
  /** The visitor's messages up to this `seq` were read by somebody. */
  readSeq: number
  /** Where the live feed goes on. */
  cursor: number
}

/** Answer of `GET /widget/:channelId/messages`. */
export interface PublicPage {
  messages: PublicMessage[]
  more: boolean
}

/** Answer of `POST /widget/:channelId/files`. */
export interface PublicUpload {
  /** What names the file in a message: `{ type, file: ticket }`. */
  ticket: string
  part: PublicMedia
}

/** What the hub says on `/widget/:channelId/live`. A widget says `{"type":"ping"}` there and nothing else: words go to the webhook. */
export type PublicFrame =
  | { type: 'message'; cursor: number; message: PublicMessage }
  | { type: 'read'; cursor: number; seq: number }
  /** Somebody is writing now; holds for some seconds. */
  | { type: 'typing'; name?: string }
  /** Too far behind: begin again with a session. */
  | { type: 'resync' }
  /** Still here. */
  | { type: 'pong' }
