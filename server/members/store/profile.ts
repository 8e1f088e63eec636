import type { Audience, LanguageLevel } from '../../../generated/prisma/enums.ts';
import { actorOf, type Viewer } from '../../access/viewer.ts';
import { record } from '../../audit/store.ts';
import type { PrismaClient, Transaction } from '../../database/database.ts';
import { networkChanged } from '../../database/network-version.ts';
import { nameNoMore } from '../../library/store/naming.ts';
import { normalise } from '../../taxonomy/normalise.ts';
import { goesIntoHiding } from '../hiding.ts';
import type {
  CleanProfile,
  ConsentChange,
  InterpretationChange,
  NeedChange,
  OfferChange,
} from '../rules.ts';
import { sortNameOf } from '../sort-name.ts';
import { hideFields } from './hide.ts';

/** Writes to a profile. Each is one transaction: the change, where it stands in the directory, the audit row, the news of it. */

export async function updateProfile(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  profile: CleanProfile,
  lists: { themes?: readonly string[]; workingGroups?: readonly string[] },
): Promise<void> {
  await write(prisma, viewer, memberId, 'updateMember', async (transaction) => {
    const { themes, workingGroups } = lists;
    await transaction.member.update({
      where: { id: memberId },
      data: {
        ...profile,
        ...(profile.name !== undefined && { searchName: normalise(profile.name) }),
      },
    });
    // Here only becoming at risk changes it.
    if (profile.visibility !== undefined) await hideFields(transaction, [memberId]);
    if (themes) {
      await transaction.memberTheme.deleteMany({ where: { memberId } });
      await transaction.memberTheme.createMany({
        data: themes.map((topicId, position) => ({ memberId, topicId, position })),
      });
    }
    if (workingGroups) {
      await transaction.memberWorkingGroup.deleteMany({ where: { memberId } });
      await transaction.memberWorkingGroup.createMany({
        data: workingGroups.map((key, position) => ({ memberId, key, position })),
      });
    }
  });
}

/** Replaces the whole list; an offer whose topic stays keeps its id. */
export async function setOffers(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  offers: readonly OfferChange[],
): Promise<void> {
  await write(prisma, viewer, memberId, 'setOffers', async (transaction) => {
    await transaction.offer.deleteMany({
      where: { memberId, topicId: { notIn: offers.map(({ topicId }) => topicId) } },
    });
    for (const [position, { topicId, level, formats, note }] of offers.entries()) {
      const data = {
        level: level ?? 'PRACTISED',
        formats: [...(formats ?? [])],
        note: note ?? null,
        position,
      };
      await transaction.offer.upsert({
        where: { memberId_topicId: { memberId, topicId } },
        create: { memberId, topicId, ...data },
        update: data,
      });
    }
  });
}

/** Replaces the whole list; a need whose topic stays keeps its id. */
export async function setNeeds(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  needs: readonly NeedChange[],
): Promise<void> {
  await write(prisma, viewer, memberId, 'setNeeds', async (transaction) => {
    await transaction.need.deleteMany({
      where: { memberId, topicId: { notIn: needs.map(({ topicId }) => topicId) } },
    });
    for (const [position, { topicId, priority, levelWanted, formats, note }] of needs.entries()) {
      const data = {
        priority: priority ?? 'NORMAL',
        levelWanted: levelWanted ?? null,
        formats: [...(formats ?? [])],
        note: note ?? null,
        position,
      };
      await transaction.need.upsert({
        where: { memberId_topicId: { memberId, topicId } },
        create: { memberId, topicId, ...data },
        update: data,
      });
    }
  });
}

/**
 * Replaces the languages, and where `interprets` is given, what the member interprets. Where it is not, that stays but for
 * languages that the member no longer works in.
 */
export async function setLanguages(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  languages: readonly { language: string; level: LanguageLevel }[],
  interprets?: readonly InterpretationChange[],
): Promise<void> {
  await write(prisma, viewer, memberId, 'setLanguages', async (transaction) => {
    const kept = languages.map(({ language }) => language);
    const gone = await transaction.languageSkill.findMany({
      where: { memberId, language: { notIn: kept } },
      select: { language: true },
    });
    const unspoken = { in: gone.map(({ language }) => language) };
    await transaction.languageSkill.deleteMany({ where: { memberId } });
    await transaction.languageSkill.createMany({
      data: languages.map((skill, position) => ({ memberId, position, ...skill })),
    });
    await transaction.interpretation.deleteMany({
      where: { memberId, ...(!interprets && { OR: [{ from: unspoken }, { to: unspoken }] }) },
    });
    if (!interprets) return;
    await transaction.interpretation.createMany({
      data: interprets.map((direction, position) => ({ memberId, position, ...direction })),
    });
  });
}

/** Says that the member is available from today on, or that it wants no requests for now. */
export async function setAvailability(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  availability: { paused: true } | { paused: false; confirmedOn: Date },
): Promise<void> {
  const action = availability.paused ? 'pauseAvailability' : 'confirmAvailability';
  await write(prisma, viewer, memberId, action, async (transaction) => {
    await transaction.member.update({ where: { id: memberId }, data: availability });
  });
}

/** Sets the default audience and the fields named; fields not named keep what was said of them. */
export async function setConsent(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  { visibility, consents }: { visibility?: Audience; consents: readonly ConsentChange[] },
): Promise<void> {
  await write(prisma, viewer, memberId, 'setConsent', async (transaction) => {
    if (visibility)
      await transaction.member.update({ where: { id: memberId }, data: { visibility } });
    for (const { field, audience, useForMatching } of consents) {
      const data = { audience, useForMatching: useForMatching ?? false };
      await transaction.consent.upsert({
        where: { memberId_field: { memberId, field } },
        create: { memberId, field, ...data },
        update: data,
      });
    }
  });
}

async function write(
  prisma: PrismaClient,
  viewer: Viewer,
  memberId: string,
  action: string,
  change: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    const read = () =>
      transaction.member.findUniqueOrThrow({
        where: { id: memberId },
        include: { consents: true },
      });
    const before = await read();
    await change(transaction);
    const member = await read();
    await transaction.member.update({
      where: { id: memberId },
      data: { sortName: sortNameOf(member) },
    });
    if (goesIntoHiding(before, member)) await nameNoMore(transaction, [memberId]);
    await record(transaction, { actor: actorOf(viewer), action, subject: memberId });
    await networkChanged(transaction, [memberId]);
  });
}
