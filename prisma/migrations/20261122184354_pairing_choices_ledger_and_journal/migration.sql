-- CreateEnum
CREATE TYPE "PrivateChoiceKind" AS ENUM ('NOT_NOW', 'NEVER');

-- CreateEnum
CREATE TYPE "DismissReason" AS ENUM ('NOT_A_PRIORITY', 'NO_TIME', 'DOES_NOT_FIT', 'ALREADY_IN_TOUCH', 'OTHER');

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "relays" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "PrivateChoice" (
    "memberId" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "kind" "PrivateChoiceKind" NOT NULL,
    "bySecretariat" BOOLEAN NOT NULL DEFAULT false,
    "reason" "DismissReason",
    "note" TEXT,
    "on" DATE NOT NULL,

    CONSTRAINT "PrivateChoice_pkey" PRIMARY KEY ("memberId","partnerId","kind","bySecretariat")
);

-- CreateTable
CREATE TABLE "ShownPairing" (
    "day" DATE NOT NULL,
    "memberId" UUID NOT NULL,
    "partnerId" UUID NOT NULL,

    CONSTRAINT "ShownPairing_pkey" PRIMARY KEY ("day","memberId","partnerId")
);

-- CreateTable
CREATE TABLE "NetworkChange" (
    "id" BIGSERIAL NOT NULL,
    "version" BIGINT NOT NULL,
    "memberId" UUID,

    CONSTRAINT "NetworkChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PrivateChoice_partnerId_idx" ON "PrivateChoice"("partnerId");

-- CreateIndex
CREATE INDEX "ShownPairing_memberId_idx" ON "ShownPairing"("memberId");

-- CreateIndex
CREATE INDEX "ShownPairing_partnerId_idx" ON "ShownPairing"("partnerId");

-- CreateIndex
CREATE INDEX "NetworkChange_version_idx" ON "NetworkChange"("version");

-- AddForeignKey
ALTER TABLE "PrivateChoice" ADD CONSTRAINT "PrivateChoice_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrivateChoice" ADD CONSTRAINT "PrivateChoice_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShownPairing" ADD CONSTRAINT "ShownPairing_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ShownPairing" ADD CONSTRAINT "ShownPairing_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
