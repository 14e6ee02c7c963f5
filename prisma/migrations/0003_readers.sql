-- AlterTable
ALTER TABLE "LogReader" ADD COLUMN "rebuild" INTEGER;
