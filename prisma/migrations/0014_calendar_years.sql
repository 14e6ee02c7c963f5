-- AlterTable
ALTER TABLE "Calendar" ADD COLUMN "knownUntil" INTEGER;
