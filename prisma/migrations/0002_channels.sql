-- By hand: the generated script makes the table of segments anew for two columns.
ALTER TABLE "Segment" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Segment" ADD COLUMN "unsure" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "Rating" ADD COLUMN "messageId" INTEGER;
CREATE UNIQUE INDEX "Rating_messageId_key" ON "Rating"("messageId");
