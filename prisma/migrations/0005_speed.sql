-- CreateTable
CREATE TABLE "SetAside" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channelId" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "error" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "at" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "SetAside_state_at_idx" ON "SetAside"("state", "at");

-- CreateIndex
CREATE UNIQUE INDEX "SetAside_channelId_dedupeKey_key" ON "SetAside"("channelId", "dedupeKey");
