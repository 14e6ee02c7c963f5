// Written by `npm run db:migration`: do not edit. The rows as SQLite holds them: booleans are 0 and 1, instants milliseconds, JSON its text.

export interface AgentRow {
  id: string
  name: string
  email: string
  emailVerified: number
  image: string | null
  createdAt: number
  updatedAt: number
  role: 'owner' | 'admin' | 'supervisor' | 'agent'
  locale: string | null
  presence: 'available' | 'busy' | 'away'
  presenceAt: number | null
  capacity: number
  load: number
  misses: number
  idleSince: number | null
  pushedAt: number | null
  connected: number
  disabled: number
}

export interface AgentSessionRow {
  id: string
  token: string
  agentId: string
  expiresAt: number
  ipAddress: string | null
  userAgent: string | null
  createdAt: number
  updatedAt: number
}

export interface AgentAccountRow {
  id: string
  accountId: string
  providerId: string
  agentId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: number | null
  refreshTokenExpiresAt: number | null
  scope: string | null
  password: string | null
  createdAt: number
  updatedAt: number
}

export interface AuthVerificationRow {
  id: string
  identifier: string
  value: string
  expiresAt: number
  createdAt: number
  updatedAt: number
}

export interface ApiKeyRow {
  id: string
  configId: string
  name: string | null
  start: string | null
  prefix: string | null
  key: string
  referenceId: string
  refillInterval: number | null
  refillAmount: number | null
  lastRefillAt: number | null
  enabled: number
  rateLimitEnabled: number
  rateLimitTimeWindow: number | null
  rateLimitMax: number | null
  requestCount: number
  remaining: number | null
  lastRequest: number | null
  expiresAt: number | null
  createdAt: number
  updatedAt: number
  permissions: string | null
  metadata: string | null
}

export interface SkillRow {
  id: number
  name: string
}

export interface AgentSkillRow {
  agentId: string
  skillId: number
  level: number
}

export interface ChannelRow {
  id: string
  kind: string
  name: string
  state: 'draft' | 'live' | 'paused' | 'broken'
  credentials: Uint8Array<ArrayBuffer>
  settings: string
  account: string | null
  advice: string | null
  healthSince: number
  cursor: string | null
  steps: string | null
  calledAt: number | null
  heardAt: number | null
  createdAt: number
  deletedAt: number | null
}

export interface InboundRow {
  channelId: string
  dedupeKey: string
  at: number
  raw: string | null
}

export interface SetAsideRow {
  id: number
  channelId: string
  dedupeKey: string
  event: string
  error: string
  state: 'waiting' | 'replayed'
  at: number
}

export interface SecretRow {
  key: string
  value: Uint8Array<ArrayBuffer>
  expiresAt: number | null
}

export interface ContactRow {
  id: number
  name: string | null
  phone: string | null
  email: string | null
  unionId: string | null
  language: string | null
  timeZone: string | null
  vip: number
  notes: string | null
  mergedInto: number | null
  createdAt: number
  updatedAt: number
}

export interface IdentityRow {
  id: number
  channelId: string
  externalId: string
  contactId: number
  name: string | null
  avatar: string | null
  profile: string | null
  blockedAt: number | null
  createdAt: number
}

export interface ContactMergeRow {
  id: number
  fromId: number
  intoId: number
  identities: string
  at: number
  by: string
  undoneAt: number | null
}

export interface VerificationRow {
  id: number
  conversationId: number
  contactId: number
  method: string
  state: 'asked' | 'passed' | 'failed' | 'expired'
  askedBy: string
  askedAt: number
  settledAt: number | null
}

export interface ThreadRow {
  id: number
  channelId: string
  externalId: string
  surface: 'dm' | 'group' | 'comment'
  route: string | null
  title: string | null
  contactId: number
  identityId: number | null
  createdAt: number
  entry: string | null
}

export interface MessageRow {
  id: number
  conversationId: number
  threadId: number
  seq: number
  direction: 'in' | 'out' | 'note'
  authorKind: 'contact' | 'agent' | 'bot' | 'system'
  authorId: string | null
  authorName: string | null
  content: string
  text: string
  at: number
  storedAt: number
  state: 'received' | 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown'
  errorCode: string | null
  errorText: string | null
  externalId: string | null
  key: string | null
  replyToId: number | null
  editedAt: number | null
  recalledAt: number | null
  reactions: string | null
}

export interface MessageRefRow {
  externalId: string
  threadId: number
  messageId: number
}

export interface RevisionRow {
  id: number
  messageId: number
  content: string
  at: number
}

export interface FileRow {
  id: string
  name: string | null
  mime: string
  bytes: number
  width: number | null
  height: number | null
  seconds: number | null
  state: 'uploading' | 'pending' | 'stored' | 'failed' | 'gone'
  channelId: string | null
  ref: string | null
  owner: string
  messageId: number | null
  error: string | null
  createdAt: number
}

export interface ConversationRow {
  id: number
  threadId: number
  openThreadId: number | null
  channelId: string
  contactId: number
  surface: 'dm' | 'group' | 'comment'
  status: 'bot' | 'waiting' | 'offered' | 'active' | 'snoozed' | 'resolved'
  priority: 'low' | 'normal' | 'high' | 'urgent'
  queueId: number
  agentId: string | null
  offerId: number | null
  rank: number | null
  weight: number
  dormant: number
  lane: string | null
  language: string | null
  lastSeq: number
  readSeq: number
  reopenedSeq: number | null
  unread: number
  preview: string | null
  entry: string | null
  startedAt: number
  lastAt: number
  waitingSince: number | null
  queuedAt: number | null
  firstReplyAt: number | null
  resolvedAt: number | null
  resolvedBy: string | null
  snoozedUntil: number | null
  dueAt: number | null
  reopened: number
  previousAgentId: string | null
  callback: number
  topic: string | null
  wrapUp: string | null
}

export interface ConversationSkillRow {
  conversationId: number
  skillId: number
  level: number
  until: number | null
}

export interface ConversationTagRow {
  conversationId: number
  tag: string
}

export interface SavedViewRow {
  id: number
  agentId: string | null
  name: string
  definition: string
  createdAt: number
}

export interface QueueRow {
  id: number
  name: string
  topic: string | null
  mode: 'offer' | 'push' | 'pull'
  offerSeconds: number
  stickyMinutes: number
  stickySeconds: number
  idleMinutes: number
  returnMinutes: number
  urgentReturnMinutes: number
  reserve: number
  relax: string | null
  overflow: string | null
  hoursId: number | null
  promises: string | null
  outside: string
  isDefault: number
  archivedAt: number | null
}

export interface QueueMemberRow {
  queueId: number
  agentId: string
  level: number
}

export interface PromisedRow {
  conversationId: number
  kind: string
  used: number
  since: number | null
  warnAt: number | null
  dueAt: number | null
  state: 'open' | 'warned' | 'breached'
}

export interface OfferRow {
  id: number
  conversationId: number
  agentId: string
  state: 'open' | 'accepted' | 'declined' | 'missed' | 'withdrawn'
  at: number
  expiresAt: number
  settledAt: number | null
}

export interface DecisionRow {
  id: number
  conversationId: number
  agentId: string | null
  at: number
  data: string
}

export interface DeclineRow {
  conversationId: number
  agentId: string
  at: number
}

export interface CalendarRow {
  id: number
  name: string
  timeZone: string
  week: string
  knownUntil: number | null
}

export interface CalendarDayRow {
  calendarId: number
  day: string
  hours: string
  name: string | null
}

export interface WaitEstimateRow {
  id: number
  conversationId: number
  queueId: number
  at: number
  position: number
  lowSeconds: number
  highSeconds: number
  actualSeconds: number | null
}

export interface TriageRow {
  id: number
  conversationId: number
  seq: number
  at: number
  before: string
  priority: string
  category: string | null
  score: number
  reasons: string
}

export interface PersonAskRow {
  id: number
  conversationId: number
  seq: number
  steps: number
  how: 'press' | 'word' | 'meaning'
  at: number
  answeredAt: number | null
}

export interface TriageRuleRow {
  id: number
  name: string
  position: number
  enabled: number
  match: string
  effect: string
}

export interface GrantRow {
  id: number
  threadId: number
  lane: 'passive' | 'service' | 'active' | 'wakeup' | 'template' | 'event'
  anchor: string
  openedAt: number
  expiresAt: number
  remaining: number | null
  nextSeq: number
}

export interface SegmentRow {
  id: number
  messageId: number
  threadId: number
  channelId: string
  ordinal: number
  body: string
  state: 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'cancelled'
  open: number | null
  dueAt: number | null
  attempts: number
  unsure: number
  round: number
  expiresAt: number
  grantId: number | null
  grantSeq: number | null
  externalId: string | null
  errorCode: string | null
  errorText: string | null
  sentAt: number | null
}

export interface RatingRow {
  id: number
  conversationId: number
  contactId: number
  agentId: string | null
  messageId: number | null
  source: 'survey' | 'native'
  score: number
  comment: string | null
  at: number
}

export interface ComplaintRow {
  id: number
  conversationId: number | null
  contactId: number
  about: string | null
  text: string
  state: 'open' | 'answered' | 'upheld' | 'rejected'
  ownerId: string | null
  outcome: string | null
  at: number
  dueAt: number | null
  settledAt: number | null
}

export interface ReviewRow {
  id: number
  conversationId: number
  reviewerId: string
  agentId: string | null
  scores: string
  comment: string | null
  at: number
  acknowledgedAt: number | null
}

export interface ArticleRow {
  id: number
  slug: string
  language: string
  title: string
  body: string
  state: 'draft' | 'published' | 'retired'
  ownerId: string | null
  reviewDueAt: number | null
  publishedAt: number | null
  updatedAt: number
}

export interface ArticleVersionRow {
  articleId: number
  version: number
  title: string
  body: string
  at: number
  by: string
}

export interface ReplyTemplateRow {
  id: number
  shortcut: string
  language: string | null
  title: string
  content: string
  articleId: number | null
  updatedAt: number
  updatedBy: string
}

export interface PushSubscriptionRow {
  id: number
  agentId: string
  endpoint: string
  p256dh: string
  auth: string
  language: string
  urgent: number
  createdAt: number
}

export interface LogEntryRow {
  seq: number
  at: number
  type: string
  actor: string | null
  conversationId: number | null
  messageId: number | null
  data: string | null
}

export interface LogReaderRow {
  name: string
  position: number
  rebuild: number | null
}

export interface WebhookRow {
  id: number
  url: string
  secret: Uint8Array<ArrayBuffer>
  types: string
  enabled: number
  failures: number
  createdAt: number
}

export interface JobRow {
  id: number
  kind: string
  key: string
  dueAt: number
  data: string | null
  attempts: number
  error: string | null
}

export interface SettingRow {
  key: string
  value: string
}
