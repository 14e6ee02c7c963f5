-- CreateIndex
CREATE INDEX "LogEntry_activity_idx" ON "LogEntry"("conversationId", "seq") WHERE "type" = 'conversation.updated';
