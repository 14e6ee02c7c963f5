-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN "entry" TEXT;

-- AlterTable
ALTER TABLE "Thread" ADD COLUMN "entry" TEXT;
