-- CreateIndex
CREATE INDEX "File_channelId_createdAt_idx" ON "File"("channelId", "createdAt") WHERE "state" = 'pending';

-- CreateIndex
CREATE INDEX "Segment_channelId_state_dueAt_idx" ON "Segment"("channelId", "state", "dueAt") WHERE "open" IS NOT NULL;
