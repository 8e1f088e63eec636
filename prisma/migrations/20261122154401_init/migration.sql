-- CreateEnum
CREATE TYPE "MemberKind" AS ENUM ('GRASSROOTS_GROUP', 'SOCIAL_MOVEMENT', 'NGO', 'LEGAL_CENTRE', 'ACADEMIC', 'COALITION', 'INDIVIDUAL');

-- CreateEnum
CREATE TYPE "Audience" AS ENUM ('SELF', 'SECRETARIAT', 'COUNTERPART', 'MEMBERS', 'PARTNERS');

-- CreateEnum
CREATE TYPE "MemberField" AS ENUM ('NAME', 'KIND', 'COUNTRY', 'TIME_ZONE', 'LANGUAGES', 'OFFERS', 'NEEDS', 'THEMES', 'WORKING_GROUPS', 'INTERPRETS', 'JOINED_ON', 'GENDER_FOCUS', 'AVAILABILITY', 'NOTES', 'CONTACT', 'AT_RISK');

-- CreateEnum
CREATE TYPE "LanguageLevel" AS ENUM ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'NATIVE');

-- CreateEnum
CREATE TYPE "TopicKind" AS ENUM ('THEME', 'PRACTICE');

-- CreateEnum
CREATE TYPE "OfferLevel" AS ENUM ('BASIC', 'PRACTISED', 'EXPERT');

-- CreateEnum
CREATE TYPE "Priority" AS ENUM ('HIGH', 'NORMAL', 'LOW');

-- CreateEnum
CREATE TYPE "ExchangeFormat" AS ENUM ('ONLINE', 'VISIT', 'WORKSHOP', 'MENTORING', 'DOCUMENTS');

-- CreateTable
CREATE TABLE "Member" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "searchName" TEXT NOT NULL,
    "sortName" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "kind" "MemberKind" NOT NULL DEFAULT 'NGO',
    "country" TEXT NOT NULL,
    "timeZone" TEXT,
    "capacity" INTEGER NOT NULL DEFAULT 2,
    "joinedOn" DATE,
    "genderFocus" BOOLEAN NOT NULL DEFAULT false,
    "atRisk" BOOLEAN NOT NULL DEFAULT false,
    "notes" TEXT,
    "visibility" "Audience" NOT NULL DEFAULT 'MEMBERS',
    "confirmedOn" DATE,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "workFrom" INTEGER NOT NULL DEFAULT 540,
    "workTo" INTEGER NOT NULL DEFAULT 1020,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Representative" (
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Representative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "memberId" UUID NOT NULL,
    "field" "MemberField" NOT NULL,
    "audience" "Audience" NOT NULL,
    "useForMatching" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("memberId","field")
);

-- CreateTable
CREATE TABLE "LanguageSkill" (
    "memberId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "level" "LanguageLevel" NOT NULL DEFAULT 'C1',
    "position" INTEGER NOT NULL,

    CONSTRAINT "LanguageSkill_pkey" PRIMARY KEY ("memberId","language")
);

-- CreateTable
CREATE TABLE "Interpretation" (
    "memberId" UUID NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Interpretation_pkey" PRIMARY KEY ("memberId","from","to")
);

-- CreateTable
CREATE TABLE "Topic" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "TopicKind",

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TopicLabel" (
    "topicId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "normalised" TEXT NOT NULL,
    "preferred" BOOLEAN NOT NULL,

    CONSTRAINT "TopicLabel_pkey" PRIMARY KEY ("topicId","locale","label")
);

-- CreateTable
CREATE TABLE "TopicRelation" (
    "narrowerId" UUID NOT NULL,
    "broaderId" UUID NOT NULL,

    CONSTRAINT "TopicRelation_pkey" PRIMARY KEY ("narrowerId","broaderId")
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "level" "OfferLevel" NOT NULL DEFAULT 'PRACTISED',
    "formats" "ExchangeFormat"[],
    "note" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Need" (
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "priority" "Priority" NOT NULL DEFAULT 'NORMAL',
    "levelWanted" "OfferLevel",
    "formats" "ExchangeFormat"[],
    "note" TEXT,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MemberTheme" (
    "memberId" UUID NOT NULL,
    "topicId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "MemberTheme_pkey" PRIMARY KEY ("memberId","topicId")
);

-- CreateTable
CREATE TABLE "WorkingGroup" (
    "key" TEXT NOT NULL,
    "labels" JSONB NOT NULL,

    CONSTRAINT "WorkingGroup_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "MemberWorkingGroup" (
    "memberId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "MemberWorkingGroup_pkey" PRIMARY KEY ("memberId","key")
);

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "secretariat" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "scopes" TEXT[],
    "memberId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimiterFlexible" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "RateLimiterFlexible_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Member_reference_key" ON "Member"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "Member_pseudonym_key" ON "Member"("pseudonym");

-- CreateIndex
CREATE INDEX "Member_sortName_id_idx" ON "Member"("sortName", "id");

-- CreateIndex
CREATE INDEX "Member_country_idx" ON "Member"("country");

-- CreateIndex
CREATE UNIQUE INDEX "Representative_email_key" ON "Representative"("email");

-- CreateIndex
CREATE INDEX "Representative_memberId_idx" ON "Representative"("memberId");

-- CreateIndex
CREATE INDEX "LanguageSkill_language_memberId_idx" ON "LanguageSkill"("language", "memberId");

-- CreateIndex
CREATE UNIQUE INDEX "Topic_key_key" ON "Topic"("key");

-- CreateIndex
CREATE INDEX "TopicLabel_normalised_idx" ON "TopicLabel"("normalised");

-- CreateIndex
CREATE INDEX "TopicRelation_broaderId_idx" ON "TopicRelation"("broaderId");

-- CreateIndex
CREATE INDEX "Offer_topicId_idx" ON "Offer"("topicId");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_memberId_topicId_key" ON "Offer"("memberId", "topicId");

-- CreateIndex
CREATE INDEX "Need_topicId_idx" ON "Need"("topicId");

-- CreateIndex
CREATE UNIQUE INDEX "Need_memberId_topicId_key" ON "Need"("memberId", "topicId");

-- CreateIndex
CREATE INDEX "MemberTheme_topicId_idx" ON "MemberTheme"("topicId");

-- CreateIndex
CREATE INDEX "MemberWorkingGroup_key_idx" ON "MemberWorkingGroup"("key");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Verification_identifier_key" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "AuditEvent_subject_idx" ON "AuditEvent"("subject");

-- AddForeignKey
ALTER TABLE "Representative" ADD CONSTRAINT "Representative_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LanguageSkill" ADD CONSTRAINT "LanguageSkill_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interpretation" ADD CONSTRAINT "Interpretation_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TopicLabel" ADD CONSTRAINT "TopicLabel_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TopicRelation" ADD CONSTRAINT "TopicRelation_narrowerId_fkey" FOREIGN KEY ("narrowerId") REFERENCES "Topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TopicRelation" ADD CONSTRAINT "TopicRelation_broaderId_fkey" FOREIGN KEY ("broaderId") REFERENCES "Topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Offer" ADD CONSTRAINT "Offer_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Need" ADD CONSTRAINT "Need_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Need" ADD CONSTRAINT "Need_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MemberTheme" ADD CONSTRAINT "MemberTheme_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MemberTheme" ADD CONSTRAINT "MemberTheme_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MemberWorkingGroup" ADD CONSTRAINT "MemberWorkingGroup_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MemberWorkingGroup" ADD CONSTRAINT "MemberWorkingGroup_key_fkey" FOREIGN KEY ("key") REFERENCES "WorkingGroup"("key") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
