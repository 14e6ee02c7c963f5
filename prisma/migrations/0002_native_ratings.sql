-- AlterTable
ALTER TABLE "Rating" ADD COLUMN "messageId" INTEGER;

-- CreateIndex
CREATE UNIQUE INDEX "Rating_messageId_key" ON "Rating"("messageId");
