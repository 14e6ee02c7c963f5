-- DropIndex
DROP INDEX "Conversation_channelId_id_idx";

-- AlterTable
ALTER TABLE "LogReader" ADD COLUMN "rebuild" INTEGER;

-- CreateIndex
CREATE INDEX "Conversation_channelId_resolvedAt_id_idx" ON "Conversation"("channelId", "resolvedAt", "id");

-- CreateIndex
CREATE INDEX "Conversation_queueId_resolvedAt_id_idx" ON "Conversation"("queueId", "resolvedAt", "id");
