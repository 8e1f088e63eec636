-- AlterTable
ALTER TABLE "RoundProposal" ADD COLUMN     "enough" BOOLEAN NOT NULL DEFAULT false;
