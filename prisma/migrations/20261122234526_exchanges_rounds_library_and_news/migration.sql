-- CreateEnum
CREATE TYPE "ExchangeKind" AS ENUM ('TWO_WAY', 'ONE_WAY', 'CIRCLE', 'GROUP', 'JOINT');

-- CreateEnum
CREATE TYPE "ExchangeState" AS ENUM ('REQUESTED', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'IN_REVIEW', 'AGREED', 'ACTIVE', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'WITHDRAWN', 'CANCELLED', 'STOPPED_FOR_SAFETY');

-- CreateEnum
CREATE TYPE "ExchangeProposer" AS ENUM ('MEMBER', 'SECRETARIAT', 'ROUND');

-- CreateEnum
CREATE TYPE "PartyAnswer" AS ENUM ('PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED');

-- CreateEnum
CREATE TYPE "DeclineReason" AS ENUM ('NO_TIME', 'NOT_A_PRIORITY', 'DOES_NOT_FIT', 'ALREADY_IN_TOUCH', 'NO_COMMON_LANGUAGE', 'OTHER');

-- CreateEnum
CREATE TYPE "OutcomeType" AS ENUM ('NEW_KNOWLEDGE', 'ENHANCED_SKILL', 'IMPROVED_CONSENSUS', 'ENHANCED_CONNECTIVITY', 'NEW_AND_IMPROVED_ACTIONS');

-- CreateEnum
CREATE TYPE "OutcomeVerdict" AS ENUM ('REACHED', 'PARTLY', 'NOT_REACHED', 'TOO_EARLY');

-- CreateEnum
CREATE TYPE "ReviewReason" AS ENUM ('INTERPRETATION', 'MONEY', 'SAFETY');

-- CreateEnum
CREATE TYPE "ExchangeAction" AS ENUM ('REQUEST', 'INVITE', 'ACCEPT', 'DECLINE', 'WITHDRAW', 'REVIEW', 'DRAFT_AGREEMENT', 'SIGN_AGREEMENT', 'START', 'HOLD', 'RESUME', 'LOG_SESSION', 'COMPLETE', 'CANCEL', 'STOP_FOR_SAFETY', 'CLOSE', 'EXPIRE', 'SEND_MESSAGE', 'PROPOSE_TIMES', 'ANSWER_TIMES', 'SUBMIT_FOLLOW_UP', 'PUBLISH_LEARNING_NOTE');

-- CreateEnum
CREATE TYPE "ActorKind" AS ENUM ('MEMBER', 'SECRETARIAT', 'SYSTEM');

-- CreateEnum
CREATE TYPE "InterpretationPlan" AS ENUM ('NOT_NEEDED', 'MEMBER', 'PARTIES', 'SECRETARIAT');

-- CreateEnum
CREATE TYPE "SessionState" AS ENUM ('PLANNED', 'HELD', 'CANCELLED');

-- CreateEnum
CREATE TYPE "FollowUpKind" AS ENUM ('MIDWAY', 'END', 'AFTER_3_MONTHS', 'AFTER_9_MONTHS');

-- CreateEnum
CREATE TYPE "NoteLicence" AS ENUM ('CC_BY', 'CC_BY_SA', 'CC_BY_NC', 'CC_BY_NC_SA');

-- CreateEnum
CREATE TYPE "NoteState" AS ENUM ('DRAFT', 'PUBLISHED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "Mailing" AS ENUM ('AT_ONCE', 'DAILY', 'NEVER');

-- CreateEnum
CREATE TYPE "RoundState" AS ENUM ('DRAFT', 'PUBLISHED', 'DISCARDED');

-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('SOLVING', 'SOLVED', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "Exchange" (
    "id" UUID NOT NULL,
    "kind" "ExchangeKind" NOT NULL,
    "state" "ExchangeState" NOT NULL,
    "proposer" "ExchangeProposer" NOT NULL,
    "version" INTEGER NOT NULL,
    "message" TEXT,
    "outcome" "OutcomeType",
    "formats" "ExchangeFormat"[],
    "languages" TEXT[],
    "places" INTEGER,
    "toReview" "ReviewReason"[],
    "reviewed" "ReviewReason"[],
    "changesWanted" BOOLEAN NOT NULL DEFAULT false,
    "agreementVersion" INTEGER NOT NULL DEFAULT 0,
    "quietSince" TIMESTAMPTZ(3) NOT NULL,
    "onHoldUntil" DATE,
    "completedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "verdict" "OutcomeVerdict",
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Exchange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExchangeParty" (
    "exchangeId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "asked" BOOLEAN NOT NULL,
    "host" BOOLEAN NOT NULL DEFAULT false,
    "answer" "PartyAnswer" NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "declineReason" "DeclineReason",
    "declineNote" TEXT,
    "holdsPlace" BOOLEAN NOT NULL DEFAULT false,
    "signedVersion" INTEGER,
    "signedAt" TIMESTAMPTZ(3),
    "completedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ExchangeParty_pkey" PRIMARY KEY ("exchangeId","memberId")
);

-- CreateTable
CREATE TABLE "ExchangeTopic" (
    "id" UUID NOT NULL,
    "exchangeId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "teacherId" UUID,
    "learnerId" UUID,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ExchangeTopic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExchangeEvent" (
    "exchangeId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" "ExchangeAction" NOT NULL,
    "by" "ActorKind" NOT NULL,
    "memberId" UUID,
    "state" "ExchangeState" NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ExchangeEvent_pkey" PRIMARY KEY ("exchangeId","number")
);

-- CreateTable
CREATE TABLE "ExchangeRemark" (
    "id" UUID NOT NULL,
    "exchangeId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "memberId" UUID,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExchangeRemark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExchangeMessage" (
    "id" UUID NOT NULL,
    "exchangeId" UUID NOT NULL,
    "memberId" UUID,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExchangeMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "mutation" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "exchangeId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("actor","key")
);

-- CreateTable
CREATE TABLE "LearningAgreement" (
    "exchangeId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "memberId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "objectives" TEXT NOT NULL,
    "outcome" "OutcomeType" NOT NULL,
    "formats" "ExchangeFormat"[],
    "roles" TEXT,
    "startsOn" DATE,
    "endsOn" DATE,
    "languages" TEXT[],
    "interpretation" "InterpretationPlan" NOT NULL,
    "interpreterId" UUID,
    "interpreters" TEXT,
    "safety" TEXT,
    "money" TEXT,

    CONSTRAINT "LearningAgreement_pkey" PRIMARY KEY ("exchangeId","version")
);

-- CreateTable
CREATE TABLE "TimeProposal" (
    "id" UUID NOT NULL,
    "exchangeId" UUID NOT NULL,
    "memberId" UUID,
    "minutes" INTEGER NOT NULL,
    "timeZone" TEXT NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "TimeProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProposedTime" (
    "id" UUID NOT NULL,
    "proposalId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProposedTime_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TimeAnswer" (
    "timeId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "fits" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TimeAnswer_pkey" PRIMARY KEY ("timeId","memberId")
);

-- CreateTable
CREATE TABLE "ExchangeSession" (
    "id" UUID NOT NULL,
    "exchangeId" UUID NOT NULL,
    "state" "SessionState" NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "timeZone" TEXT NOT NULL,
    "format" "ExchangeFormat" NOT NULL,
    "place" TEXT,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ExchangeSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionNote" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "memberId" UUID,
    "text" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SessionNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "sessionId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "reportedBy" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("sessionId","memberId")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "id" UUID NOT NULL,
    "exchangeId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "kind" "FollowUpKind" NOT NULL,
    "dueOn" DATE NOT NULL,
    "askedAt" TIMESTAMPTZ(3),
    "answeredAt" TIMESTAMPTZ(3),
    "verdict" "OutcomeVerdict",
    "useful" INTEGER,
    "learned" TEXT,
    "changed" TEXT,
    "help" TEXT,
    "again" BOOLEAN,
    "mayTell" BOOLEAN,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LearningNote" (
    "id" UUID NOT NULL,
    "exchangeId" UUID NOT NULL,
    "state" "NoteState" NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "licence" "NoteLicence" NOT NULL,
    "memberId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "search" tsvector,

    CONSTRAINT "LearningNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LearningNoteTopic" (
    "noteId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "LearningNoteTopic_pkey" PRIMARY KEY ("noteId","topicId")
);

-- CreateTable
CREATE TABLE "LearningNoteConsent" (
    "noteId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "version" INTEGER,
    "named" BOOLEAN NOT NULL DEFAULT false,
    "withdrawnAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3),

    CONSTRAINT "LearningNoteConsent_pkey" PRIMARY KEY ("noteId","memberId")
);

-- CreateTable
CREATE TABLE "Mailbox" (
    "email" TEXT NOT NULL,
    "locale" TEXT,
    "mailing" "Mailing" NOT NULL DEFAULT 'AT_ONCE',
    "refusedAt" TIMESTAMPTZ(3),
    "refusal" TEXT,

    CONSTRAINT "Mailbox_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "memberId" UUID,
    "kind" TEXT NOT NULL,
    "exchangeId" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "once" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "mailedAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "mailAfter" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

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
CREATE INDEX "Exchange_state_quietSince_idx" ON "Exchange"("state", "quietSince");

-- CreateIndex
CREATE INDEX "ExchangeParty_memberId_exchangeId_idx" ON "ExchangeParty"("memberId", "exchangeId");

-- CreateIndex
CREATE INDEX "ExchangeTopic_exchangeId_idx" ON "ExchangeTopic"("exchangeId");

-- CreateIndex
CREATE INDEX "ExchangeTopic_topicId_idx" ON "ExchangeTopic"("topicId");

-- CreateIndex
CREATE INDEX "ExchangeEvent_at_idx" ON "ExchangeEvent"("at");

-- CreateIndex
CREATE INDEX "ExchangeRemark_exchangeId_idx" ON "ExchangeRemark"("exchangeId");

-- CreateIndex
CREATE INDEX "ExchangeMessage_exchangeId_at_idx" ON "ExchangeMessage"("exchangeId", "at");

-- CreateIndex
CREATE INDEX "IdempotencyKey_at_idx" ON "IdempotencyKey"("at");

-- CreateIndex
CREATE INDEX "TimeProposal_exchangeId_idx" ON "TimeProposal"("exchangeId");

-- CreateIndex
CREATE UNIQUE INDEX "ProposedTime_proposalId_startsAt_key" ON "ProposedTime"("proposalId", "startsAt");

-- CreateIndex
CREATE INDEX "ExchangeSession_exchangeId_startsAt_idx" ON "ExchangeSession"("exchangeId", "startsAt");

-- CreateIndex
CREATE INDEX "SessionNote_sessionId_idx" ON "SessionNote"("sessionId");

-- CreateIndex
CREATE INDEX "FollowUp_dueOn_idx" ON "FollowUp"("dueOn");

-- CreateIndex
CREATE INDEX "FollowUp_memberId_idx" ON "FollowUp"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUp_exchangeId_memberId_kind_key" ON "FollowUp"("exchangeId", "memberId", "kind");

-- CreateIndex
CREATE INDEX "LearningNote_state_publishedAt_idx" ON "LearningNote"("state", "publishedAt");

-- CreateIndex
CREATE INDEX "LearningNote_exchangeId_idx" ON "LearningNote"("exchangeId");

-- CreateIndex
CREATE INDEX "LearningNote_search_idx" ON "LearningNote" USING GIN ("search");

-- CreateIndex
CREATE INDEX "LearningNoteTopic_topicId_idx" ON "LearningNoteTopic"("topicId");

-- CreateIndex
CREATE INDEX "LearningNoteConsent_memberId_idx" ON "LearningNoteConsent"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_once_key" ON "Notification"("once");

-- CreateIndex
CREATE INDEX "Notification_email_at_idx" ON "Notification"("email", "at");

-- CreateIndex
CREATE INDEX "Notification_mailedAt_mailAfter_idx" ON "Notification"("mailedAt", "mailAfter");

-- CreateIndex
CREATE INDEX "Notification_exchangeId_idx" ON "Notification"("exchangeId");

-- CreateIndex
CREATE INDEX "Round_state_createdAt_idx" ON "Round"("state", "createdAt");

-- CreateIndex
CREATE INDEX "RoundParticipant_memberId_idx" ON "RoundParticipant"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundParticipant_roundId_memberId_key" ON "RoundParticipant"("roundId", "memberId");

-- CreateIndex
CREATE INDEX "RoundExchange_roundId_position_idx" ON "RoundExchange"("roundId", "position");

-- AddForeignKey
ALTER TABLE "ExchangeParty" ADD CONSTRAINT "ExchangeParty_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeParty" ADD CONSTRAINT "ExchangeParty_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeTopic" ADD CONSTRAINT "ExchangeTopic_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeTopic" ADD CONSTRAINT "ExchangeTopic_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeEvent" ADD CONSTRAINT "ExchangeEvent_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeMessage" ADD CONSTRAINT "ExchangeMessage_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningAgreement" ADD CONSTRAINT "LearningAgreement_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimeProposal" ADD CONSTRAINT "TimeProposal_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProposedTime" ADD CONSTRAINT "ProposedTime_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "TimeProposal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimeAnswer" ADD CONSTRAINT "TimeAnswer_timeId_fkey" FOREIGN KEY ("timeId") REFERENCES "ProposedTime"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ExchangeSession" ADD CONSTRAINT "ExchangeSession_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionNote" ADD CONSTRAINT "SessionNote_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ExchangeSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "ExchangeSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FollowUp" ADD CONSTRAINT "FollowUp_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningNote" ADD CONSTRAINT "LearningNote_exchangeId_fkey" FOREIGN KEY ("exchangeId") REFERENCES "Exchange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningNoteTopic" ADD CONSTRAINT "LearningNoteTopic_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "LearningNote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningNoteTopic" ADD CONSTRAINT "LearningNoteTopic_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningNoteConsent" ADD CONSTRAINT "LearningNoteConsent_noteId_fkey" FOREIGN KEY ("noteId") REFERENCES "LearningNote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LearningNoteConsent" ADD CONSTRAINT "LearningNoteConsent_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

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
