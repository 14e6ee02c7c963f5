-- By hand: a message's first id goes to the message itself, and some indexes are on some of the rows.
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
