/** Rows of a table that are kept for a time. The same time stands at the model in prisma/schema.prisma, which a test compares. */
export interface Rule {
  table: string
  /** Days after what `old` names; 0: until then. */
  days: number
  /** What the table is walked by, a part at a time. */
  key: string
  /** The key is a text, not a number. */
  text?: true
  /** What goes; `?1` is the instant that lies `days` back. */
  old: string
  /** The key grows with time: behind the first that stay, all stay. */
  inOrder?: true
  /** Only these are walked: what stays among the old ones would be met every day. */
  among?: string
}

const EXPIRED = 'expiresAt < ?1'

/** What is not here ends with something else, by itself, or never: see the schema. */
export const RULES: readonly Rule[] = [
  // Far longer than any platform delivers again: 24 h is the longest that is known.
  { table: 'Inbound', days: 90, key: 'rowid', old: 'at < ?1', inOrder: true },
  { table: 'LogEntry', days: 90, key: 'seq', old: 'at < ?1', inOrder: true },
  {
    table: 'Segment',
    days: 90,
    key: 'id',
    old: 'open IS NULL AND (SELECT storedAt FROM Message WHERE id = Segment.messageId) < ?1',
    inOrder: true,
    among: 'open IS NULL',
  },
  { table: 'Revision', days: 90, key: 'id', old: 'at < ?1', inOrder: true },
  { table: 'Decision', days: 30, key: 'id', old: 'at < ?1', inOrder: true },
  { table: 'WaitEstimate', days: 90, key: 'id', old: 'at < ?1', inOrder: true },
  // A segment that still waits looks for another permission when its own has ended.
  {
    table: 'Grant',
    days: 30,
    key: 'id',
    old: `${EXPIRED} AND NOT EXISTS (SELECT 1 FROM Segment s WHERE s.open = "Grant".threadId AND s.grantId = "Grant".id)`,
  },
  { table: 'SetAside', days: 90, key: 'id', old: "state = 'replayed' AND at < ?1", among: "state = 'replayed'" },
  { table: 'Secret', days: 0, key: 'key', text: true, old: EXPIRED },
  { table: 'AgentSession', days: 0, key: 'id', text: true, old: EXPIRED },
  { table: 'AuthVerification', days: 0, key: 'id', text: true, old: EXPIRED },
]

/** What was received is kept as it came for so long, to look into what an adapter made of it. */
export const RAW_DAYS = 14
/** The log waits so much longer for a reader that stands still. */
export const READER_DAYS = 30
/** An upload may wait so long for the message that is to show it. */
export const UPLOAD_DAYS = 2
