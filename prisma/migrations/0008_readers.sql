-- DropIndex
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
