-- Added column by column: a table that is made anew would take the rows of others with it.
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
