-- AlterTable
ALTER TABLE "RoundProposal" ADD COLUMN     "found" JSONB;
