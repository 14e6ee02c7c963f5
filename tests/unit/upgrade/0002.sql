PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
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
INSERT INTO "Agent" VALUES('owner','Owner','owner@hub.test',1,NULL,0,0,'owner',NULL,'available',1772528400000,100,0,1772528400000,0,0);
INSERT INTO "Agent" VALUES('ann','Ann','ann@hub.test',1,NULL,0,1772528400000,'agent',NULL,'available',1772528400000,5,2,NULL,0,0);
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
CREATE TABLE "AgentSkill" (
    "agentId" TEXT NOT NULL,
    "skillId" INTEGER NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,

    PRIMARY KEY ("agentId", "skillId"),
    CONSTRAINT "AgentSkill_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AgentSkill_skillId_fkey" FOREIGN KEY ("skillId") REFERENCES "Skill" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "AgentSkill" VALUES('ann',1,3);
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
CREATE TABLE "AuthVerification" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL
);
CREATE TABLE "Calendar" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "week" JSONB NOT NULL
);
CREATE TABLE "CalendarDay" (
    "calendarId" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "name" TEXT,

    PRIMARY KEY ("calendarId", "day"),
    CONSTRAINT "CalendarDay_calendarId_fkey" FOREIGN KEY ("calendarId") REFERENCES "Calendar" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
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
INSERT INTO "Channel" VALUES('UjiB3nh-PDYOypdQR-jJZg','test','test channel','paused',X'0D26B3EAE8DD06B0E36E70456CA4934483ED9E32B61144BD09CD75ABDA63BD0B6FA173B3FC065C482E7647FAB97F733785D1CD3829CE59DDA4076871558FDC6DB6FA9DE90B6257D185CC8B908E475402A65E2D953E162E6466A911E7C2357DA34C1855FA2CA20979ED47F9E5B32D1C76E909A04AADF05CB2B57530F17420FB09130D3C9B8201846A21C877A458B2420D08F50E7EFE7AD2118A6E5B4E58B4FF236C3B4F83FD2E9E2F5034CF479C17250539D64935EFE761','{}','{"externalId":"account-1","name":"Test account","username":"test","extra":{"plan":"free"}}',NULL,1772528400000,NULL,1772528400000,NULL);
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
INSERT INTO "Contact" VALUES(1,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,1772528400000,1772528400000);
INSERT INTO "Contact" VALUES(2,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,1,1772528400000,1772528400000);
INSERT INTO "Contact" VALUES(3,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,1772528400000,1772528400000);
INSERT INTO "Contact" VALUES(4,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,1772528400000,1772528400000);
INSERT INTO "Contact" VALUES(5,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,1772528400000,1772528400000);
CREATE TABLE "ContactMerge" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "fromId" INTEGER NOT NULL,
    "intoId" INTEGER NOT NULL,
    "identities" JSONB NOT NULL,
    "at" DATETIME NOT NULL,
    "by" TEXT NOT NULL,
    "undoneAt" DATETIME
);
INSERT INTO "ContactMerge" VALUES(1,2,1,'{"identities":[2],"threads":[2]}',1772528400000,'owner',NULL);
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
INSERT INTO "Conversation" VALUES(1,1,1,'UjiB3nh-PDYOypdQR-jJZg',1,'dm','active','normal',1,'ann',NULL,NULL,1,NULL,3,2,1,'and my money?',1772528400000,1772528400000,1772528400000,1772528400000,1772528400000,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL);
INSERT INTO "Conversation" VALUES(2,2,2,'UjiB3nh-PDYOypdQR-jJZg',1,'dm','active','urgent',1,'ann',NULL,NULL,1,NULL,3,3,0,'waits for the channel',1772528400000,1772528400000,NULL,1772528400000,1772528400000,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL);
INSERT INTO "Conversation" VALUES(3,3,3,'UjiB3nh-PDYOypdQR-jJZg',3,'dm','snoozed','normal',1,'ann',NULL,NULL,1,NULL,1,0,1,'later',1772528400000,1772528400000,1772528400000,1772528400000,NULL,NULL,NULL,1772614800000,NULL,0,'ann',0,NULL,NULL);
INSERT INTO "Conversation" VALUES(4,4,NULL,'UjiB3nh-PDYOypdQR-jJZg',4,'dm','resolved','normal',1,NULL,NULL,NULL,1,NULL,2,2,0,'refused by the platform',1772528400000,1772528400000,NULL,1772528400000,1772528400000,1772528400000,'ann',NULL,NULL,0,'ann',0,NULL,NULL);
INSERT INTO "Conversation" VALUES(5,5,5,'UjiB3nh-PDYOypdQR-jJZg',5,'dm','waiting','normal',1,NULL,NULL,1772528400000.0,1,NULL,1,0,1,'first',1772528400000,1772528400000,1772528400000,1772528400000,NULL,NULL,NULL,NULL,NULL,0,NULL,0,NULL,NULL);
CREATE TABLE "ConversationSkill" (
    "conversationId" INTEGER NOT NULL,
    "skillId" INTEGER NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,
    "until" DATETIME,

    PRIMARY KEY ("conversationId", "skillId"),
    CONSTRAINT "ConversationSkill_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ConversationSkill_skillId_fkey" FOREIGN KEY ("skillId") REFERENCES "Skill" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "ConversationTag" (
    "conversationId" INTEGER NOT NULL,
    "tag" TEXT NOT NULL,

    PRIMARY KEY ("conversationId", "tag"),
    CONSTRAINT "ConversationTag_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Decline" (
    "conversationId" INTEGER NOT NULL,
    "agentId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,

    PRIMARY KEY ("conversationId", "agentId"),
    CONSTRAINT "Decline_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
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
INSERT INTO "Grant" VALUES(1,1,'service','',1772528400000,1775120400000,NULL,2);
INSERT INTO "Grant" VALUES(3,2,'service','',1772528400000,1775120400000,NULL,3);
INSERT INTO "Grant" VALUES(4,3,'service','',1772528400000,1775120400000,NULL,1);
INSERT INTO "Grant" VALUES(5,4,'service','',1772528400000,1775120400000,NULL,2);
INSERT INTO "Grant" VALUES(6,5,'service','',1772528400000,1775120400000,NULL,1);
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
INSERT INTO "Identity" VALUES(1,'UjiB3nh-PDYOypdQR-jJZg','u1',1,NULL,NULL,NULL,NULL,1772528400000);
INSERT INTO "Identity" VALUES(2,'UjiB3nh-PDYOypdQR-jJZg','u2',1,NULL,NULL,NULL,NULL,1772528400000);
INSERT INTO "Identity" VALUES(3,'UjiB3nh-PDYOypdQR-jJZg','u3',3,NULL,NULL,NULL,NULL,1772528400000);
INSERT INTO "Identity" VALUES(4,'UjiB3nh-PDYOypdQR-jJZg','u4',4,NULL,NULL,NULL,NULL,1772528400000);
INSERT INTO "Identity" VALUES(5,'UjiB3nh-PDYOypdQR-jJZg','u5',5,NULL,NULL,NULL,NULL,1772528400000);
CREATE TABLE "Job" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "data" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT
);
INSERT INTO "Job" VALUES(1,'prune','',1772614800000,NULL,0,NULL);
INSERT INTO "Job" VALUES(2,'probe','UjiB3nh-PDYOypdQR-jJZg',1772529000000,NULL,0,NULL);
INSERT INTO "Job" VALUES(3,'unsnooze','3',1772614800000,NULL,0,NULL);
CREATE TABLE "LogEntry" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT,
    "conversationId" INTEGER,
    "messageId" INTEGER,
    "data" JSONB
);
INSERT INTO "LogEntry" VALUES(1,1772528400000,'agent.presence','agent:owner',NULL,NULL,'{"agentId":"owner","presence":"available"}');
INSERT INTO "LogEntry" VALUES(2,1772528400000,'channel.created','agent:owner',NULL,NULL,'{"channelId":"UjiB3nh-PDYOypdQR-jJZg","kind":"test","name":"test channel"}');
INSERT INTO "LogEntry" VALUES(3,1772528400000,'channel.updated','agent:owner',NULL,NULL,'{"channelId":"UjiB3nh-PDYOypdQR-jJZg","state":"live","health":"ok"}');
INSERT INTO "LogEntry" VALUES(4,1772528400000,'agent.presence','agent:ann',NULL,NULL,'{"agentId":"ann","presence":"available"}');
INSERT INTO "LogEntry" VALUES(5,1772528400000,'agent.updated','agent:owner',NULL,NULL,'{"agentId":"ann","changed":["skills"]}');
INSERT INTO "LogEntry" VALUES(6,1772528400000,'conversation.created','contact:1',1,NULL,NULL);
INSERT INTO "LogEntry" VALUES(7,1772528400000,'message.created','contact:1',1,1,NULL);
INSERT INTO "LogEntry" VALUES(8,1772528400000,'conversation.updated','agent:ann',1,NULL,'{"action":"claim","from":"waiting","to":"active"}');
INSERT INTO "LogEntry" VALUES(9,1772528400000,'message.created','agent:ann',1,2,NULL);
INSERT INTO "LogEntry" VALUES(10,1772528400000,'message.updated','system',1,2,NULL);
INSERT INTO "LogEntry" VALUES(11,1772528400000,'message.created','contact:1',1,3,NULL);
INSERT INTO "LogEntry" VALUES(12,1772528400000,'conversation.created','contact:2',2,NULL,NULL);
INSERT INTO "LogEntry" VALUES(13,1772528400000,'message.created','contact:2',2,4,NULL);
INSERT INTO "LogEntry" VALUES(14,1772528400000,'conversation.updated','agent:owner',2,NULL,'{"action":"priority","from":"normal","to":"urgent"}');
INSERT INTO "LogEntry" VALUES(15,1772528400000,'conversation.created','contact:3',3,NULL,NULL);
INSERT INTO "LogEntry" VALUES(16,1772528400000,'message.created','contact:3',3,5,NULL);
INSERT INTO "LogEntry" VALUES(17,1772528400000,'conversation.updated','agent:ann',3,NULL,'{"action":"claim","from":"waiting","to":"active"}');
INSERT INTO "LogEntry" VALUES(18,1772528400000,'conversation.updated','agent:ann',3,NULL,'{"action":"snooze","from":"active","to":"snoozed"}');
INSERT INTO "LogEntry" VALUES(19,1772528400000,'conversation.created','contact:4',4,NULL,NULL);
INSERT INTO "LogEntry" VALUES(20,1772528400000,'message.created','contact:4',4,6,NULL);
INSERT INTO "LogEntry" VALUES(21,1772528400000,'conversation.updated','agent:ann',4,NULL,'{"action":"claim","from":"waiting","to":"active"}');
INSERT INTO "LogEntry" VALUES(22,1772528400000,'message.created','agent:ann',4,7,NULL);
INSERT INTO "LogEntry" VALUES(23,1772528400000,'message.updated','system',4,7,NULL);
INSERT INTO "LogEntry" VALUES(24,1772528400000,'conversation.updated','agent:ann',4,NULL,'{"action":"resolve","from":"active","to":"resolved"}');
INSERT INTO "LogEntry" VALUES(25,1772528400000,'conversation.created','contact:5',5,NULL,NULL);
INSERT INTO "LogEntry" VALUES(26,1772528400000,'message.created','contact:5',5,8,NULL);
INSERT INTO "LogEntry" VALUES(27,1772528400000,'message.updated','system',5,8,NULL);
INSERT INTO "LogEntry" VALUES(28,1772528400000,'contact.updated','agent:owner',NULL,NULL,'{"contactId":"1","action":"merged"}');
INSERT INTO "LogEntry" VALUES(29,1772528400000,'conversation.updated','agent:ann',2,NULL,'{"action":"claim","from":"waiting","to":"active"}');
INSERT INTO "LogEntry" VALUES(30,1772528400000,'message.created','agent:ann',2,9,NULL);
INSERT INTO "LogEntry" VALUES(31,1772528400000,'message.updated','system',2,9,NULL);
INSERT INTO "LogEntry" VALUES(32,1772528400000,'channel.updated','agent:owner',NULL,NULL,'{"channelId":"UjiB3nh-PDYOypdQR-jJZg","state":"paused","health":"ok"}');
INSERT INTO "LogEntry" VALUES(33,1772528400000,'message.created','agent:ann',2,10,NULL);
CREATE TABLE "LogReader" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "position" INTEGER NOT NULL
);
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
INSERT INTO "Message" VALUES(1,1,1,1,'in','contact','1',NULL,'[{"type":"text","text":"我的账号被盗了"}]','我的账号被盗了',1772528400000,1772528400000,'received',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(2,1,1,2,'out','agent','ann','Ann','[{"type":"text","text":"Thank you, we look into it."}]','Thank you, we look into it.',1772528400000,1772528400000,'sent',NULL,NULL,'1:key-1',NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(3,1,1,3,'in','contact','1',NULL,'[{"type":"text","text":"and my money?"}]','and my money?',1772528400000,1772528400000,'received',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(4,2,2,1,'in','contact','2',NULL,'[{"type":"text","text":"hello"}]','hello',1772528400000,1772528400000,'received',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(5,3,3,1,'in','contact','3',NULL,'[{"type":"text","text":"later"}]','later',1772528400000,1772528400000,'received',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(6,4,4,1,'in','contact','4',NULL,'[{"type":"text","text":"done?"}]','done?',1772528400000,1772528400000,'received',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(7,4,4,2,'out','agent','ann','Ann','[{"type":"text","text":"refused by the platform"}]','refused by the platform',1772528400000,1772528400000,'failed','content','refused with 422','4:key-2',NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(8,5,5,1,'in','contact','5',NULL,'[{"type":"text","text":"first, edited"}]','first, edited',1772528400000,1772528400000,'received',NULL,NULL,NULL,NULL,1772528400000,NULL,NULL);
INSERT INTO "Message" VALUES(9,2,2,2,'out','agent','ann','Ann','[{"type":"text","text":"nobody knows whether this arrived"}]','nobody knows whether this arrived',1772528400000,1772528400000,'unknown','network','the platform could not be reached','2:key-3',NULL,NULL,NULL,NULL);
INSERT INTO "Message" VALUES(10,2,2,3,'out','agent','ann','Ann','[{"type":"text","text":"waits for the channel"}]','waits for the channel',1772528400000,1772528400000,'queued',NULL,NULL,'2:key-4',NULL,NULL,NULL,NULL);
CREATE TABLE "MessageRef" (
    "threadId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "messageId" INTEGER NOT NULL,

    PRIMARY KEY ("threadId", "externalId"),
    CONSTRAINT "MessageRef_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "MessageRef" VALUES(1,'out-1',2);
INSERT INTO "MessageRef" VALUES(5,'m5',8);
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
INSERT INTO "Queue" VALUES(1,'Support',NULL,'pull',30,NULL,NULL,NULL,NULL,NULL,'message',1,NULL);
CREATE TABLE "QueueMember" (
    "queueId" INTEGER NOT NULL,
    "agentId" TEXT NOT NULL,
    "level" INTEGER NOT NULL DEFAULT 1,

    PRIMARY KEY ("queueId", "agentId"),
    CONSTRAINT "QueueMember_queueId_fkey" FOREIGN KEY ("queueId") REFERENCES "Queue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "QueueMember_agentId_fkey" FOREIGN KEY ("agentId") REFERENCES "Agent" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE TABLE "Rating" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER NOT NULL,
    "contactId" INTEGER NOT NULL,
    "agentId" TEXT,
    "source" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "comment" TEXT,
    "at" DATETIME NOT NULL, "messageId" INTEGER,
    CONSTRAINT "Rating_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE TABLE "Receipt" (
    "channelId" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "raw" TEXT,

    PRIMARY KEY ("channelId", "dedupeKey")
);
INSERT INTO "Receipt" VALUES('UjiB3nh-PDYOypdQR-jJZg','event-1',1772528400000,NULL);
INSERT INTO "Receipt" VALUES('UjiB3nh-PDYOypdQR-jJZg','event-2',1772528400000,NULL);
INSERT INTO "Receipt" VALUES('UjiB3nh-PDYOypdQR-jJZg','event-3',1772528400000,NULL);
INSERT INTO "Receipt" VALUES('UjiB3nh-PDYOypdQR-jJZg','event-4',1772528400000,NULL);
INSERT INTO "Receipt" VALUES('UjiB3nh-PDYOypdQR-jJZg','event-5',1772528400000,NULL);
INSERT INTO "Receipt" VALUES('UjiB3nh-PDYOypdQR-jJZg','event-6',1772528400000,NULL);
INSERT INTO "Receipt" VALUES('UjiB3nh-PDYOypdQR-jJZg','event-7',1772528400000,NULL);
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
CREATE TABLE "Revision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "messageId" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Revision_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "Revision" VALUES(1,8,'[{"type":"text","text":"first"}]',1772528400000);
CREATE TABLE "Secret" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" BLOB NOT NULL,
    "expiresAt" DATETIME
);
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
    "sentAt" DATETIME, "round" INTEGER NOT NULL DEFAULT 0, "unsure" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Segment_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "Segment" VALUES(1,2,1,'UjiB3nh-PDYOypdQR-jJZg',0,'{"type":"text","text":"Thank you, we look into it."}','sent',NULL,NULL,1,1772614800000,1,1,'out-1',NULL,NULL,1772528400000,0,0);
INSERT INTO "Segment" VALUES(2,7,4,'UjiB3nh-PDYOypdQR-jJZg',0,'{"type":"text","text":"refused by the platform"}','failed',NULL,NULL,1,1772614800000,5,1,NULL,'content','refused with 422',1772528400000,0,0);
INSERT INTO "Segment" VALUES(3,9,2,'UjiB3nh-PDYOypdQR-jJZg',0,'{"type":"text","text":"nobody knows whether this arrived"}','unknown',NULL,NULL,1,1772614800000,3,1,NULL,'network','the platform could not be reached',1772528400000,0,0);
INSERT INTO "Segment" VALUES(4,10,2,'UjiB3nh-PDYOypdQR-jJZg',0,'{"type":"text","text":"waits for the channel"}','queued',2,NULL,0,1772614800000,3,2,NULL,NULL,NULL,NULL,0,0);
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" JSONB NOT NULL
);
CREATE TABLE "Skill" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL
);
INSERT INTO "Skill" VALUES(1,'退款');
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
INSERT INTO "Thread" VALUES(1,'UjiB3nh-PDYOypdQR-jJZg','u1','dm',NULL,NULL,1,1772528400000);
INSERT INTO "Thread" VALUES(2,'UjiB3nh-PDYOypdQR-jJZg','u2','dm',NULL,NULL,1,1772528400000);
INSERT INTO "Thread" VALUES(3,'UjiB3nh-PDYOypdQR-jJZg','u3','dm',NULL,NULL,3,1772528400000);
INSERT INTO "Thread" VALUES(4,'UjiB3nh-PDYOypdQR-jJZg','u4','dm',NULL,NULL,4,1772528400000);
INSERT INTO "Thread" VALUES(5,'UjiB3nh-PDYOypdQR-jJZg','u5','dm',NULL,NULL,5,1772528400000);
CREATE TABLE "TriageRule" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "match" JSONB NOT NULL,
    "effect" JSONB NOT NULL
);
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
CREATE TABLE "Webhook" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "url" TEXT NOT NULL,
    "secret" BLOB NOT NULL,
    "types" JSONB NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL
);
CREATE TABLE _Migration (name TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, at INTEGER NOT NULL);
INSERT INTO "_Migration" VALUES('0001_init','da78cd0c80791dd8c07436e0a311c76e5aa9546197b1e68b45dc975083b7d0f2',1772528400000);
INSERT INTO "_Migration" VALUES('0002_channels','fb8d0cd0d4dfeca536b16e6689b8685b4da9f5b9173cfc449bb1cffff93f9caf',1772528400000);
CREATE UNIQUE INDEX "Agent_email_key" ON "Agent"("email");
CREATE INDEX "Agent_presence_idleSince_idx" ON "Agent"("presence", "idleSince");
CREATE UNIQUE INDEX "AgentSession_token_key" ON "AgentSession"("token");
CREATE INDEX "AgentSession_agentId_idx" ON "AgentSession"("agentId");
CREATE INDEX "AgentAccount_agentId_idx" ON "AgentAccount"("agentId");
CREATE INDEX "AuthVerification_identifier_idx" ON "AuthVerification"("identifier");
CREATE INDEX "ApiKey_key_idx" ON "ApiKey"("key");
CREATE INDEX "ApiKey_referenceId_idx" ON "ApiKey"("referenceId");
CREATE UNIQUE INDEX "Skill_name_key" ON "Skill"("name");
CREATE INDEX "AgentSkill_skillId_level_idx" ON "AgentSkill"("skillId", "level");
CREATE INDEX "Contact_phone_idx" ON "Contact"("phone");
CREATE INDEX "Contact_email_idx" ON "Contact"("email");
CREATE INDEX "Contact_unionId_idx" ON "Contact"("unionId");
CREATE INDEX "Contact_name_idx" ON "Contact"("name");
CREATE INDEX "Identity_contactId_idx" ON "Identity"("contactId");
CREATE UNIQUE INDEX "Identity_channelId_externalId_key" ON "Identity"("channelId", "externalId");
CREATE INDEX "ContactMerge_fromId_idx" ON "ContactMerge"("fromId");
CREATE INDEX "ContactMerge_intoId_idx" ON "ContactMerge"("intoId");
CREATE INDEX "Verification_conversationId_idx" ON "Verification"("conversationId");
CREATE INDEX "Verification_contactId_idx" ON "Verification"("contactId");
CREATE INDEX "Thread_contactId_idx" ON "Thread"("contactId");
CREATE UNIQUE INDEX "Thread_channelId_externalId_key" ON "Thread"("channelId", "externalId");
CREATE UNIQUE INDEX "Message_key_key" ON "Message"("key");
CREATE UNIQUE INDEX "Message_conversationId_seq_key" ON "Message"("conversationId", "seq");
CREATE INDEX "MessageRef_messageId_idx" ON "MessageRef"("messageId");
CREATE INDEX "Revision_messageId_idx" ON "Revision"("messageId");
CREATE INDEX "File_messageId_idx" ON "File"("messageId");
CREATE INDEX "File_state_createdAt_idx" ON "File"("state", "createdAt");
CREATE UNIQUE INDEX "Conversation_openThreadId_key" ON "Conversation"("openThreadId");
CREATE INDEX "Conversation_queueId_rank_idx" ON "Conversation"("queueId", "rank");
CREATE INDEX "Conversation_rank_idx" ON "Conversation"("rank");
CREATE INDEX "Conversation_agentId_status_idx" ON "Conversation"("agentId", "status");
CREATE INDEX "Conversation_resolvedAt_id_idx" ON "Conversation"("resolvedAt", "id");
CREATE INDEX "Conversation_priority_resolvedAt_idx" ON "Conversation"("priority", "resolvedAt");
CREATE INDEX "Conversation_snoozedUntil_idx" ON "Conversation"("snoozedUntil");
CREATE INDEX "Conversation_contactId_id_idx" ON "Conversation"("contactId", "id");
CREATE INDEX "Conversation_channelId_id_idx" ON "Conversation"("channelId", "id");
CREATE INDEX "Conversation_threadId_id_idx" ON "Conversation"("threadId", "id");
CREATE INDEX "ConversationSkill_skillId_idx" ON "ConversationSkill"("skillId");
CREATE INDEX "ConversationTag_tag_idx" ON "ConversationTag"("tag");
CREATE UNIQUE INDEX "Queue_name_key" ON "Queue"("name");
CREATE INDEX "QueueMember_agentId_idx" ON "QueueMember"("agentId");
CREATE INDEX "Offer_conversationId_idx" ON "Offer"("conversationId");
CREATE INDEX "Offer_agentId_state_idx" ON "Offer"("agentId", "state");
CREATE UNIQUE INDEX "Calendar_name_key" ON "Calendar"("name");
CREATE INDEX "WaitEstimate_conversationId_idx" ON "WaitEstimate"("conversationId");
CREATE INDEX "WaitEstimate_queueId_at_idx" ON "WaitEstimate"("queueId", "at");
CREATE INDEX "TriageRule_position_idx" ON "TriageRule"("position");
CREATE INDEX "Grant_threadId_expiresAt_idx" ON "Grant"("threadId", "expiresAt");
CREATE UNIQUE INDEX "Grant_threadId_lane_anchor_key" ON "Grant"("threadId", "lane", "anchor");
CREATE INDEX "Segment_open_id_idx" ON "Segment"("open", "id");
CREATE INDEX "Segment_dueAt_idx" ON "Segment"("dueAt");
CREATE UNIQUE INDEX "Segment_messageId_ordinal_key" ON "Segment"("messageId", "ordinal");
CREATE INDEX "Rating_conversationId_idx" ON "Rating"("conversationId");
CREATE INDEX "Rating_agentId_at_idx" ON "Rating"("agentId", "at");
CREATE INDEX "Rating_at_idx" ON "Rating"("at");
CREATE INDEX "Complaint_state_dueAt_idx" ON "Complaint"("state", "dueAt");
CREATE INDEX "Complaint_contactId_idx" ON "Complaint"("contactId");
CREATE INDEX "Complaint_conversationId_idx" ON "Complaint"("conversationId");
CREATE INDEX "Review_conversationId_idx" ON "Review"("conversationId");
CREATE INDEX "Review_agentId_at_idx" ON "Review"("agentId", "at");
CREATE UNIQUE INDEX "Article_slug_key" ON "Article"("slug");
CREATE INDEX "Article_state_language_idx" ON "Article"("state", "language");
CREATE UNIQUE INDEX "ReplyTemplate_shortcut_key" ON "ReplyTemplate"("shortcut");
CREATE INDEX "Job_dueAt_idx" ON "Job"("dueAt");
CREATE UNIQUE INDEX "Job_kind_key_key" ON "Job"("kind", "key");
CREATE UNIQUE INDEX "Rating_messageId_key" ON "Rating"("messageId");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('Queue',1);
INSERT INTO "sqlite_sequence" VALUES('Job',3);
INSERT INTO "sqlite_sequence" VALUES('LogEntry',33);
INSERT INTO "sqlite_sequence" VALUES('Skill',1);
INSERT INTO "sqlite_sequence" VALUES('Contact',5);
INSERT INTO "sqlite_sequence" VALUES('Identity',5);
INSERT INTO "sqlite_sequence" VALUES('Thread',5);
INSERT INTO "sqlite_sequence" VALUES('Conversation',5);
INSERT INTO "sqlite_sequence" VALUES('Message',10);
INSERT INTO "sqlite_sequence" VALUES('Grant',6);
INSERT INTO "sqlite_sequence" VALUES('Segment',4);
INSERT INTO "sqlite_sequence" VALUES('Revision',1);
INSERT INTO "sqlite_sequence" VALUES('ContactMerge',1);
COMMIT;
PRAGMA foreign_keys = ON;
