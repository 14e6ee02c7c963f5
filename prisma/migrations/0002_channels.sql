-- By hand: the generated script makes the table of segments anew for one column.
ALTER TABLE "Segment" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;

ALTER TABLE "Rating" ADD COLUMN "messageId" INTEGER;
CREATE UNIQUE INDEX "Rating_messageId_key" ON "Rating"("messageId");
