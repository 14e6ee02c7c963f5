-- CreateTable
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
