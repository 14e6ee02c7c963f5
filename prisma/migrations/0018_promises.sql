-- AlterTable
ALTER TABLE "Queue" ADD COLUMN "promises" JSONB;

-- CreateTable
CREATE TABLE "Promised" (
    "conversationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "used" INTEGER NOT NULL,
    "since" DATETIME,
    "warnAt" DATETIME,
    "dueAt" DATETIME,
    "state" TEXT NOT NULL,

    PRIMARY KEY ("conversationId", "kind"),
    CONSTRAINT "Promised_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
