-- CreateTable
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
