-- AlterTable
ALTER TABLE "Channel" ADD COLUMN "calledAt" DATETIME;
ALTER TABLE "Channel" ADD COLUMN "heardAt" DATETIME;
ALTER TABLE "Channel" ADD COLUMN "steps" JSONB;

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN "reopenedSeq" INTEGER;
