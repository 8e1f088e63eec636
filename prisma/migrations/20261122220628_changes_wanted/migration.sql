-- AlterTable
ALTER TABLE "Exchange" ADD COLUMN     "changesWanted" BOOLEAN NOT NULL DEFAULT false;
