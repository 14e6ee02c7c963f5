// Written by `npm run db:migration`: do not edit.
import type { Migration } from '../../src/runtime/migrate.ts'

export const migrations: readonly Migration[] = [
  {
    name: "0001_init",
    sql: `-- CreateTable
CREATE TABLE "Agent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'agent',
    "locale" TEXT,
    "presence" TEXT NOT NULL DEFAULT 'away',
    "presenceAt" DATETIME,
    "capacity" INTEGER NOT NULL DEFAULT 5,
    "load" INTEGER NOT NULL DEFAULT 0,
    "idleSince" DATETIME,
    "misses" INTEGER NOT NULL DEFAULT 0,
    "disabled" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "AgentSession" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "token" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "AgentSession_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AgentAccount" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "agentId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" DATETIME,
    "refreshTokenExpiresAt" DATETIME,
    "scope" TEXT,
    "password" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "AgentAccount_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AuthVerification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "configId" TEXT NOT NULL DEFAULT 'default',
    "name" TEXT,
    "start" TEXT,
    "prefix" TEXT,
    "key" TEXT NOT NULL,
    "referenceId" TEXT NOT NULL,
    "refillInterval" INTEGER,
    "refillAmount" INTEGER,
    "lastRefillAt" DATETIME,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "rateLimitEnabled" BOOLEAN NOT NULL DEFAULT false,
    "rateLimitTimeWindow" INTEGER,
    "rateLimitMax" INTEGER,
    "requestCount" INTEGER NOT NULL DEFAULT 0,
    "remaining" INTEGER,
    "lastRequest" DATETIME,
    "expiresAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "permissions" TEXT,
    "metadata" TEXT
);

-- CreateTable
CREATE TABLE "Skill" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "AgentSkill" (
    "agentId" TEXT NOT NULL,
    "skillId" INTEGER NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,

    PRIMARY KEY ("agentId", "skillId"),
    CONSTRAINT "AgentSkill_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AgentSkill_skillId_fkey" FOREIGN KEY ("skillId") REFERENCES "Skill" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Channel" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "credentials" BLOB NOT NULL,
    "settings" JSONB NOT NULL,
    "account" JSONB,
    "advice" JSONB,
    "healthSince" DATETIME NOT NULL,
    "cursor" TEXT,
    "createdAt" DATETIME NOT NULL,
    "deletedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Receipt" (
    "channelId" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "raw" TEXT,

    PRIMARY KEY ("channelId", "dedupeKey")
);

-- CreateTable
CREATE TABLE "Secret" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" BLOB NOT NULL,
    "expiresAt" DATETIME
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "unionId" TEXT,
    "language" TEXT,
    "timeZone" TEXT,
    "vip" BOOLEAN NOT NULL DEFAULT false,
    "notes" TEXT,
    "mergedInto" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Identity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "contactId" INTEGER NOT NULL,
    "name" TEXT,
    "avatar" TEXT,
    "profile" JSONB,
    "blockedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Identity_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Identity_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ContactMerge" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "fromId" INTEGER NOT NULL,
    "intoId" INTEGER NOT NULL,
    "identities" JSONB NOT NULL,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "undoneAt" DATETIME
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "contactId" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "settledAt" DATETIME
);

-- CreateTable
CREATE TABLE "Thread" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "surface" TEXT NOT NULL,
    "route" JSONB,
    "title" TEXT,
    "contactId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Thread_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Message" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "threadId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "direction" TEXT NOT NULL,
    "authorKind" TEXT NOT NULL,
    "authorId" TEXT,
    "authorName" TEXT,
    "content" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "storedAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL,
    "errorCode" TEXT,
    "errorText" TEXT,
    "key" TEXT,
    "replyToId" INTEGER,
    "editedAt" DATETIME,
    "recalledAt" DATETIME,
    "reactions" JSONB,
    CONSTRAINT "Message_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Message_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MessageRef" (
    "threadId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "messageId" INTEGER NOT NULL,

    PRIMARY KEY ("threadId", "externalId"),
    CONSTRAINT "MessageRef_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "messageId" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Revision_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "File" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "seconds" REAL,
    "state" TEXT NOT NULL,
    "channelId" TEXT,
    "ref" TEXT,
    "owner" TEXT NOT NULL,
    "messageId" INTEGER,
    "error" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "threadId" INTEGER NOT NULL,
    "openThreadId" INTEGER,
    "channelId" TEXT NOT NULL,
    "contactId" INTEGER NOT NULL,
    "surface" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "priority" TEXT NOT NULL DEFAULT 'normal',
    "queueId" INTEGER NOT NULL,
    "agentId" TEXT,
    "offerId" INTEGER,
    "rank" REAL,
    "weight" INTEGER NOT NULL DEFAULT 1,
    "language" TEXT,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "readSeq" INTEGER NOT NULL DEFAULT 0,
    "unread" INTEGER NOT NULL DEFAULT 0,
    "preview" TEXT,
    "startedAt" DATETIME NOT NULL,
    "lastAt" DATETIME NOT NULL,
    "waitingSince" DATETIME,
    "queuedAt" DATETIME,
    "firstReplyAt" DATETIME,
    "resolvedAt" DATETIME,
    "resolvedBy" TEXT,
    "snoozedUntil" DATETIME,
    "dueAt" DATETIME,
    "reopened" INTEGER NOT NULL DEFAULT 0,
    "previousAgentId" TEXT,
    "callback" BOOLEAN NOT NULL DEFAULT false,
    "topic" TEXT,
    "wrapUp" TEXT,
    CONSTRAINT "Conversation_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Conversation_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "Channel" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Conversation_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Conversation_queueId_fkey" FOREIGN KEY ("queueId") REFERENCES "Queue" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConversationSkill" (
    "conversationId" INTEGER NOT NULL,
    "skillId" INTEGER NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,
    "until" DATETIME,

    PRIMARY KEY ("conversationId", "skillId"),
    CONSTRAINT "ConversationSkill_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ConversationSkill_skillId_fkey" FOREIGN KEY ("skillId") REFERENCES "Skill" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConversationTag" (
    "conversationId" INTEGER NOT NULL,
    "tag" TEXT NOT NULL,

    PRIMARY KEY ("conversationId", "tag"),
    CONSTRAINT "ConversationTag_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Queue" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "topic" TEXT,
    "mode" TEXT NOT NULL DEFAULT 'pull',
    "offerSeconds" INTEGER NOT NULL DEFAULT 30,
    "promiseMinutes" INTEGER,
    "urgentMinutes" INTEGER,
    "hoursId" INTEGER,
    "overflowId" INTEGER,
    "overflowAfter" INTEGER,
    "outside" TEXT NOT NULL DEFAULT 'message',
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "archivedAt" DATETIME,
    CONSTRAINT "Queue_hoursId_fkey" FOREIGN KEY ("hoursId") REFERENCES "Calendar" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "QueueMember" (
    "queueId" INTEGER NOT NULL,
    "agentId" TEXT NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,

    PRIMARY KEY ("queueId", "agentId"),
    CONSTRAINT "QueueMember_queueId_fkey" FOREIGN KEY ("queueId") REFERENCES "Queue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "QueueMember_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "agentId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "settledAt" DATETIME,
    CONSTRAINT "Offer_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Offer_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Decline" (
    "conversationId" INTEGER NOT NULL,
    "agentId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("conversationId", "agentId"),
    CONSTRAINT "Decline_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Calendar" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "week" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "calendarId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "name" TEXT,

    PRIMARY KEY ("calendarId", "day"),
    CONSTRAINT "CalendarDay_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "Calendar" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WaitEstimate" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "queueId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "position" INTEGER NOT NULL,
    "lowSeconds" INTEGER NOT NULL,
    "highSeconds" INTEGER NOT NULL,
    "actualSeconds" INTEGER
);

-- CreateTable
CREATE TABLE "TriageRule" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "match" JSONB NOT NULL,
    "effect" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "threadId" INTEGER NOT NULL,
    "lane" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "remaining" INTEGER,
    "nextSeq" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Grant_threadId_fkey" FOREIGN KEY ("threadId") REFERENCES "Thread" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Segment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "messageId" INTEGER NOT NULL,
    "threadId" INTEGER NOT NULL,
    "channelId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "open" INTEGER,
    "dueAt" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" DATETIME NOT NULL,
    "grantId" INTEGER,
    "grantSeq" INTEGER,
    "externalId" TEXT,
    "errorCode" TEXT,
    "errorText" TEXT,
    "sentAt" DATETIME,
    CONSTRAINT "Segment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Rating" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "contactId" INTEGER NOT NULL,
    "agentId" TEXT,
    "source" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Rating_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Complaint" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER,
    "contactId" INTEGER NOT NULL,
    "about" TEXT,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ownerId" TEXT,
    "outcome" TEXT,
    "at" DATETIME NOT NULL,
    "dueAt" DATETIME,
    "settledAt" DATETIME
);

-- CreateTable
CREATE TABLE "Review" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "reviewerId" TEXT NOT NULL,
    "agentId" TEXT,
    "scores" JSONB NOT NULL,
    "comment" TEXT,
    "at" DATETIME NOT NULL,
    "acknowledgedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Article" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "ownerId" TEXT,
    "reviewDueAt" DATETIME,
    "publishedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ArticleVersion" (
    "articleId" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,

    PRIMARY KEY ("articleId", "version"),
    CONSTRAINT "ArticleVersion_articleId_fkey" FOREIGN KEY ("articleId") REFERENCES "Article" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReplyTemplate" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "shortcut" TEXT NOT NULL,
    "language" TEXT,
    "title" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "articleId" INTEGER,
    "updatedAt" DATETIME NOT NULL,
    "updatedBy" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "LogEntry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT,
    "conversationId" INTEGER,
    "messageId" INTEGER,
    "data" JSONB
);

-- CreateTable
CREATE TABLE "LogReader" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "position" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Webhook" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "url" TEXT NOT NULL,
    "secret" BLOB NOT NULL,
    "types" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "data" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "Agent_email_key" ON "Agent"("email");

-- CreateIndex
CREATE INDEX "Agent_presence_idleSince_idx" ON "Agent"("presence", "idleSince");

-- CreateIndex
CREATE UNIQUE INDEX "AgentSession_token_key" ON "AgentSession"("token");

-- CreateIndex
CREATE INDEX "AgentSession_agentId_idx" ON "AgentSession"("agentId");

-- CreateIndex
CREATE INDEX "AgentAccount_agentId_idx" ON "AgentAccount"("agentId");

-- CreateIndex
CREATE INDEX "AuthVerification_identifier_idx" ON "AuthVerification"("identifier");

-- CreateIndex
CREATE INDEX "ApiKey_key_idx" ON "ApiKey"("key");

-- CreateIndex
CREATE INDEX "ApiKey_referenceId_idx" ON "ApiKey"("referenceId");

-- CreateIndex
CREATE UNIQUE INDEX "Skill_name_key" ON "Skill"("name");

-- CreateIndex
CREATE INDEX "AgentSkill_skillId_level_idx" ON "AgentSkill"("skillId", "level");

-- CreateIndex
CREATE INDEX "Contact_phone_idx" ON "Contact"("phone");

-- CreateIndex
CREATE INDEX "Contact_email_idx" ON "Contact"("email");

-- CreateIndex
CREATE INDEX "Contact_unionId_idx" ON "Contact"("unionId");

-- CreateIndex
CREATE INDEX "Contact_name_idx" ON "Contact"("name");

-- CreateIndex
CREATE INDEX "Identity_contactId_idx" ON "Identity"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Identity_channelId_externalId_key" ON "Identity"("channelId", "externalId");

-- CreateIndex
CREATE INDEX "ContactMerge_fromId_idx" ON "ContactMerge"("fromId");

-- CreateIndex
CREATE INDEX "ContactMerge_intoId_idx" ON "ContactMerge"("intoId");

-- CreateIndex
CREATE INDEX "Verification_conversationId_idx" ON "Verification"("conversationId");

-- CreateIndex
CREATE INDEX "Verification_contactId_idx" ON "Verification"("contactId");

-- CreateIndex
CREATE INDEX "Thread_contactId_idx" ON "Thread"("contactId");

-- CreateIndex
CREATE UNIQUE INDEX "Thread_channelId_externalId_key" ON "Thread"("channelId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_key_key" ON "Message"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Message_conversationId_seq_key" ON "Message"("conversationId", "seq");

-- CreateIndex
CREATE INDEX "MessageRef_messageId_idx" ON "MessageRef"("messageId");

-- CreateIndex
CREATE INDEX "Revision_messageId_idx" ON "Revision"("messageId");

-- CreateIndex
CREATE INDEX "File_messageId_idx" ON "File"("messageId");

-- CreateIndex
CREATE INDEX "File_state_createdAt_idx" ON "File"("state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_openThreadId_key" ON "Conversation"("openThreadId");

-- CreateIndex
CREATE INDEX "Conversation_queueId_rank_idx" ON "Conversation"("queueId", "rank");

-- CreateIndex
CREATE INDEX "Conversation_rank_idx" ON "Conversation"("rank");

-- CreateIndex
CREATE INDEX "Conversation_agentId_status_idx" ON "Conversation"("agentId", "status");

-- CreateIndex
CREATE INDEX "Conversation_resolvedAt_id_idx" ON "Conversation"("resolvedAt", "id");

-- CreateIndex
CREATE INDEX "Conversation_priority_resolvedAt_idx" ON "Conversation"("priority", "resolvedAt");

-- CreateIndex
CREATE INDEX "Conversation_snoozedUntil_idx" ON "Conversation"("snoozedUntil");

-- CreateIndex
CREATE INDEX "Conversation_contactId_id_idx" ON "Conversation"("contactId", "id");

-- CreateIndex
CREATE INDEX "Conversation_channelId_id_idx" ON "Conversation"("channelId", "id");

-- CreateIndex
CREATE INDEX "Conversation_threadId_id_idx" ON "Conversation"("threadId", "id");

-- CreateIndex
CREATE INDEX "ConversationSkill_skillId_idx" ON "ConversationSkill"("skillId");

-- CreateIndex
CREATE INDEX "ConversationTag_tag_idx" ON "ConversationTag"("tag");

-- CreateIndex
CREATE UNIQUE INDEX "Queue_name_key" ON "Queue"("name");

-- CreateIndex
CREATE INDEX "QueueMember_agentId_idx" ON "QueueMember"("agentId");

-- CreateIndex
CREATE INDEX "Offer_conversationId_idx" ON "Offer"("conversationId");

-- CreateIndex
CREATE INDEX "Offer_agentId_state_idx" ON "Offer"("agentId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Calendar_name_key" ON "Calendar"("name");

-- CreateIndex
CREATE INDEX "WaitEstimate_conversationId_idx" ON "WaitEstimate"("conversationId");

-- CreateIndex
CREATE INDEX "WaitEstimate_queueId_at_idx" ON "WaitEstimate"("queueId", "at");

-- CreateIndex
CREATE INDEX "TriageRule_position_idx" ON "TriageRule"("position");

-- CreateIndex
CREATE INDEX "Grant_threadId_expiresAt_idx" ON "Grant"("threadId", "expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Grant_threadId_lane_anchor_key" ON "Grant"("threadId", "lane", "anchor");

-- CreateIndex
CREATE INDEX "Segment_open_id_idx" ON "Segment"("open", "id");

-- CreateIndex
CREATE INDEX "Segment_dueAt_idx" ON "Segment"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Segment_messageId_ordinal_key" ON "Segment"("messageId", "ordinal");

-- CreateIndex
CREATE INDEX "Rating_conversationId_idx" ON "Rating"("conversationId");

-- CreateIndex
CREATE INDEX "Rating_agentId_at_idx" ON "Rating"("agentId", "at");

-- CreateIndex
CREATE INDEX "Rating_at_idx" ON "Rating"("at");

-- CreateIndex
CREATE INDEX "Complaint_state_dueAt_idx" ON "Complaint"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Complaint_contactId_idx" ON "Complaint"("contactId");

-- CreateIndex
CREATE INDEX "Complaint_conversationId_idx" ON "Complaint"("conversationId");

-- CreateIndex
CREATE INDEX "Review_conversationId_idx" ON "Review"("conversationId");

-- CreateIndex
CREATE INDEX "Review_agentId_at_idx" ON "Review"("agentId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Article_slug_key" ON "Article"("slug");

-- CreateIndex
CREATE INDEX "Article_state_language_idx" ON "Article"("state", "language");

-- CreateIndex
CREATE UNIQUE INDEX "ReplyTemplate_shortcut_key" ON "ReplyTemplate"("shortcut");

-- CreateIndex
CREATE INDEX "Job_dueAt_idx" ON "Job"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Job_kind_key_key" ON "Job"("kind", "key");
`,
  },
  {
    name: "0002_channels",
    sql: `-- By hand: the generated script makes the table of segments anew for two columns.
ALTER TABLE "Segment" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Segment" ADD COLUMN "unsure" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "Rating" ADD COLUMN "messageId" INTEGER;
CREATE UNIQUE INDEX "Rating_messageId_key" ON "Rating"("messageId");
`,
  },
  {
    name: "0003_walls",
    sql: `-- AlterTable
ALTER TABLE "Thread" ADD COLUMN "identityId" INTEGER;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Agent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'agent',
    "locale" TEXT,
    "presence" TEXT NOT NULL DEFAULT 'away',
    "presenceAt" DATETIME,
    "capacity" INTEGER NOT NULL DEFAULT 5,
    "load" INTEGER NOT NULL DEFAULT 0,
    "misses" INTEGER NOT NULL DEFAULT 0,
    "disabled" BOOLEAN NOT NULL DEFAULT false
);
INSERT INTO "new_Agent" ("capacity", "createdAt", "disabled", "email", "emailVerified", "id", "image", "load", "locale", "misses", "name", "presence", "presenceAt", "role", "updatedAt") SELECT "capacity", "createdAt", "disabled", "email", "emailVerified", "id", "image", "load", "locale", "misses", "name", "presence", "presenceAt", "role", "updatedAt" FROM "Agent";
DROP TABLE "Agent";
ALTER TABLE "new_Agent" RENAME TO "Agent";
CREATE UNIQUE INDEX "Agent_email_key" ON "Agent"("email");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
`,
  },
  {
    name: "0004_job_lanes",
    sql: `-- CreateIndex
CREATE INDEX "Job_kind_dueAt_idx" ON "Job"("kind", "dueAt");
`,
  },
  {
    name: "0005_entry",
    sql: `-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN "entry" TEXT;

-- AlterTable
ALTER TABLE "Thread" ADD COLUMN "entry" TEXT;
`,
  },
  {
    name: "0006_first_ids",
    sql: `-- By hand: a message's first id goes to the message itself, and some indexes are on some of the rows.
CREATE TABLE "SetAside" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelId" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "error" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "at" DATETIME NOT NULL
);
CREATE INDEX "SetAside_state_at_idx" ON "SetAside"("state", "at");
CREATE UNIQUE INDEX "SetAside_channelId_dedupeKey_key" ON "SetAside"("channelId", "dedupeKey");

ALTER TABLE "Message" ADD COLUMN "externalId" TEXT;
UPDATE "Message" SET "externalId" = (SELECT r."externalId" FROM "MessageRef" r WHERE r."messageId" = "Message"."id" ORDER BY r.rowid LIMIT 1);
CREATE UNIQUE INDEX "Message_externalId_threadId_key" ON "Message"("externalId", "threadId");
DROP INDEX "Message_key_key";
CREATE UNIQUE INDEX "Message_key_key" ON "Message"("key") WHERE "key" IS NOT NULL;
CREATE INDEX "Message_unread_idx" ON "Message"("conversationId", "seq") WHERE "direction" = 'out' AND "state" IN ('sent', 'delivered');

CREATE TABLE "new_MessageRef" (
    "externalId" TEXT NOT NULL,
    "threadId" INTEGER NOT NULL,
    "messageId" INTEGER NOT NULL,

    PRIMARY KEY ("externalId", "threadId"),
    CONSTRAINT "MessageRef_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_MessageRef" ("externalId", "threadId", "messageId")
    SELECT r."externalId", r."threadId", r."messageId" FROM "MessageRef" r JOIN "Message" m ON m."id" = r."messageId"
    WHERE r."externalId" <> m."externalId" ORDER BY r.rowid;
DROP TABLE "MessageRef";
ALTER TABLE "new_MessageRef" RENAME TO "MessageRef";
CREATE INDEX "MessageRef_messageId_idx" ON "MessageRef"("messageId");
`,
  },
  {
    name: "0007_gateway_work",
    sql: `-- CreateIndex
CREATE INDEX "File_channelId_createdAt_idx" ON "File"("channelId", "createdAt") WHERE "state" = 'pending';

-- CreateIndex
CREATE INDEX "Segment_channelId_state_dueAt_idx" ON "Segment"("channelId", "state", "dueAt") WHERE "open" IS NOT NULL;
`,
  },
  {
    name: "0008_readers",
    sql: `-- DropIndex
DROP INDEX "Conversation_channelId_id_idx";

-- DropIndex
DROP INDEX "File_messageId_idx";

-- AlterTable
ALTER TABLE "LogReader" ADD COLUMN "rebuild" INTEGER;

-- CreateIndex
CREATE INDEX "Conversation_channelId_resolvedAt_id_idx" ON "Conversation"("channelId", "resolvedAt", "id");

-- CreateIndex
CREATE INDEX "Conversation_queueId_resolvedAt_id_idx" ON "Conversation"("queueId", "resolvedAt", "id");

-- CreateIndex
CREATE INDEX "File_messageId_createdAt_idx" ON "File"("messageId", "createdAt");
`,
  },
  {
    name: "0009_inbound",
    sql: `-- By hand: the table keeps its rows and has another name.
ALTER TABLE "Receipt" RENAME TO "Inbound";
`,
  },
  {
    name: "0010_channel_setup",
    sql: `-- AlterTable
ALTER TABLE "Channel" ADD COLUMN "calledAt" DATETIME;
ALTER TABLE "Channel" ADD COLUMN "heardAt" DATETIME;
ALTER TABLE "Channel" ADD COLUMN "steps" JSONB;

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN "reopenedSeq" INTEGER;
`,
  },
  {
    name: "0011_activity",
    sql: `-- CreateIndex
CREATE INDEX "LogEntry_activity_idx" ON "LogEntry"("conversationId", "seq") WHERE "type" = 'conversation.updated';
`,
  },
  {
    name: "0012_saved_views",
    sql: `-- CreateTable
CREATE TABLE "SavedView" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "agentId" TEXT,
    "name" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "SavedView_agentId_id_idx" ON "SavedView"("agentId", "id");
`,
  },
  {
    name: "0013_routing",
    sql: `-- Added column by column: a table that is made anew would take the rows of others with it.
ALTER TABLE "Agent" ADD COLUMN "idleSince" DATETIME;
ALTER TABLE "Agent" ADD COLUMN "pushedAt" DATETIME;
ALTER TABLE "Agent" ADD COLUMN "connected" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "Agent_free_idx" ON "Agent"("presence") WHERE "presence" = 'available' AND "disabled" = 0 AND "load" < "capacity";

ALTER TABLE "Conversation" ADD COLUMN "dormant" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Conversation" ADD COLUMN "lane" TEXT;
-- Nothing is asked for yet of those that wait already.
UPDATE "Conversation" SET "lane" = '0|' || "weight" || '|' || "channelId" || '||' WHERE "rank" IS NOT NULL;
CREATE INDEX "Conversation_lane_idx" ON "Conversation"("queueId", "lane", "rank") WHERE "lane" IS NOT NULL;

ALTER TABLE "Queue" ADD COLUMN "stickyMinutes" INTEGER NOT NULL DEFAULT 1440;
ALTER TABLE "Queue" ADD COLUMN "stickySeconds" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Queue" ADD COLUMN "idleMinutes" INTEGER NOT NULL DEFAULT 10;
ALTER TABLE "Queue" ADD COLUMN "returnMinutes" INTEGER NOT NULL DEFAULT 10;
ALTER TABLE "Queue" ADD COLUMN "urgentReturnMinutes" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Queue" ADD COLUMN "reserve" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Queue" ADD COLUMN "relax" JSONB;
ALTER TABLE "Queue" ADD COLUMN "overflow" JSONB;
ALTER TABLE "Queue" DROP COLUMN "promiseMinutes";
ALTER TABLE "Queue" DROP COLUMN "urgentMinutes";
ALTER TABLE "Queue" DROP COLUMN "overflowId";
ALTER TABLE "Queue" DROP COLUMN "overflowAfter";

CREATE TABLE "Decision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "agentId" TEXT,
    "at" DATETIME NOT NULL,
    "data" JSONB NOT NULL
);
CREATE INDEX "Decision_conversationId_id_idx" ON "Decision"("conversationId", "id");
`,
  },
  {
    name: "0014_calendar_years",
    sql: `-- AlterTable
ALTER TABLE "Calendar" ADD COLUMN "knownUntil" INTEGER;
`,
  },
  {
    name: "0015_push",
    sql: `-- CreateTable
CREATE TABLE "PushSubscription" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "agentId" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PushSubscription_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "PushSubscription_endpoint_key" ON "PushSubscription"("endpoint");

-- CreateIndex
CREATE INDEX "PushSubscription_agentId_idx" ON "PushSubscription"("agentId");
`,
  },
  {
    name: "0016_triage",
    sql: `-- CreateTable
CREATE TABLE "Triage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "before" TEXT NOT NULL,
    "priority" TEXT NOT NULL,
    "category" TEXT,
    "score" REAL NOT NULL,
    "reasons" JSONB NOT NULL,
    CONSTRAINT "Triage_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Triage_conversationId_id_idx" ON "Triage"("conversationId", "id");
`,
  },
  {
    name: "0017_person_asks",
    sql: `-- CreateTable
CREATE TABLE "PersonAsk" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "steps" INTEGER NOT NULL,
    "how" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    CONSTRAINT "PersonAsk_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "PersonAsk_conversationId_id_idx" ON "PersonAsk"("conversationId", "id");
`,
  },
  {
    name: "0018_promises",
    sql: `-- AlterTable
ALTER TABLE "Queue" ADD COLUMN "promises" JSONB;

-- CreateTable
CREATE TABLE "Promised" (
    "conversationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "used" INTEGER NOT NULL,
    "since" DATETIME,
    "warnAt" DATETIME,
    "dueAt" DATETIME,
    "state" TEXT NOT NULL,

    PRIMARY KEY ("conversationId", "kind"),
    CONSTRAINT "Promised_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
`,
  },
]
