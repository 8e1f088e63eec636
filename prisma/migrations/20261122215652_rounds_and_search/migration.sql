-- CreateEnum
CREATE TYPE "RoundState" AS ENUM ('DRAFT', 'PUBLISHED', 'DISCARDED');

-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('SOLVING', 'SOLVED', 'FAILED', 'CANCELLED');

-- AlterTable
ALTER TABLE "LearningNote" ADD COLUMN     "search" tsvector;

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "state" "RoundState" NOT NULL DEFAULT 'DRAFT',
    "policy" JSONB NOT NULL,
    "asOf" DATE NOT NULL,
    "current" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoundParticipant" (
    "roundId" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "memberId" UUID NOT NULL,
    "groups" TEXT[],

    CONSTRAINT "RoundParticipant_pkey" PRIMARY KEY ("roundId","label")
);

-- CreateTable
CREATE TABLE "RoundProposal" (
    "roundId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "basedOn" INTEGER,
    "state" "ProposalState" NOT NULL DEFAULT 'SOLVING',
    "problem" BYTEA NOT NULL,
    "result" BYTEA,
    "reasons" JSONB,
    "failure" JSONB,
    "progress" TEXT,
    "aliveAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RoundProposal_pkey" PRIMARY KEY ("roundId","number")
);

-- CreateTable
CREATE TABLE "RoundExchange" (
    "exchangeId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "replaces" UUID,
    "repairedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RoundExchange_pkey" PRIMARY KEY ("exchangeId")
);

-- CreateIndex
CREATE INDEX "Round_state_createdAt_idx" ON "Round"("state", "createdAt");

-- CreateIndex
CREATE INDEX "RoundParticipant_memberId_idx" ON "RoundParticipant"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundParticipant_roundId_memberId_key" ON "RoundParticipant"("roundId", "memberId");

-- CreateIndex
CREATE INDEX "RoundExchange_roundId_position_idx" ON "RoundExchange"("roundId", "position");

-- CreateIndex
CREATE INDEX "LearningNote_search_idx" ON "LearningNote" USING GIN ("search");

-- AddForeignKey
ALTER TABLE "RoundParticipant" ADD CONSTRAINT "RoundParticipant_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundParticipant" ADD CONSTRAINT "RoundParticipant_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundProposal" ADD CONSTRAINT "RoundProposal_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundExchange" ADD CONSTRAINT "RoundExchange_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundExchange" ADD CONSTRAINT "RoundExchange_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;
