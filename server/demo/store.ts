import type { Prisma } from '../../generated/prisma/client.ts';
import { appointSecretary } from '../access/store.ts';
import { record } from '../audit/store.ts';
import type { Config } from '../config.ts';
import type { Database, PrismaClient, Transaction } from '../database/database.ts';
import { networkChanged } from '../database/network-version.ts';
import { askAvailability } from '../jobs/availability.ts';
import { indexNote } from '../library/store/search.ts';
import type { Progress } from '../progress.ts';
import { demonstrationExchanges } from './exchanges.ts';
import type { DemonstrationMember } from './member.ts';
import { demonstrationNetwork } from './network.ts';
import { rowsOf } from './rows.ts';

/** The e-mail addresses that the printed sign-in links are for. */
export interface Demonstration {
  readonly member: string;
  readonly secretariat: string;
}

/** The setting that says that this is a demonstration network, and on which day it is up to date. */
const setting = 'demonstration';
interface Remembered extends Demonstration {
  /** `YYYY-MM-DD` */
  readonly asOf: string;
}

/** Any would do; this one shows the first member good pairings in many parts of the world. */
const seed = 177;
const secretariat = 'secretariat@example.org';
/** Any number that other programs on the same database are unlikely to lock. */
const loadLock = 7_233_524;
/** Milliseconds; where several processes start at once, one loads and the others wait for it. */
const transactionTimes = { maxWait: 60_000, timeout: 60_000 };

/**
 * Loads the demonstration network into a database without members: `auto` only into the embedded one,
 * `always` into any, `never` into none. All or nothing, also when the process is killed. Later starts find
 * it and keep its members available. Null where the network of the database is no demonstration.
 * The built-in taxonomy must have been loaded.
 */
export async function loadDemonstration(
  { prisma, kind }: Pick<Database, 'prisma' | 'kind'>,
  when: Config['demo'],
  progress: Progress,
  now: Date = new Date(),
): Promise<Demonstration | null> {
  const today = now.toISOString().slice(0, 10);
  const remembered = await readRemembered(prisma);
  if (remembered) {
    if (remembered.asOf < today) await keepAvailable(prisma, today);
    return addressesOf(remembered);
  }
  const wanted = when === 'always' || (when === 'auto' && kind === 'embedded');
  if (!wanted || (await hasMembers(prisma))) return null;
  return progress('Loading the demonstration network', async () => {
    const demonstration = await load(prisma, today);
    await askWithoutMail(prisma, now);
    return demonstration;
  });
}

async function load(prisma: PrismaClient, today: string): Promise<Demonstration | null> {
  const members = demonstrationNetwork(seed, today);
  return prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${loadLock})`;
    if (await hasMembers(transaction)) return addressesOf(await readRemembered(transaction));

    await write(transaction, members, today);
    await appointSecretary(transaction, secretariat, 'system');
    const demonstration = { member: members[0]?.contacts[0] ?? '', secretariat };
    await transaction.setting.create({
      data: { key: setting, value: { ...demonstration, asOf: today } satisfies Remembered },
    });
    await record(transaction, {
      actor: 'system',
      action: 'loadDemonstration',
      detail: { seed, members: members.length },
    });
    await networkChanged(transaction, 'everything');
    return demonstration;
  }, transactionTimes);
}

/** Some have not confirmed for long. They find the question in their inbox; nobody reads mail to invented addresses. */
async function askWithoutMail(prisma: PrismaClient, now: Date): Promise<void> {
  await askAvailability(prisma, now);
  await prisma.notification.updateMany({
    where: { kind: 'CONFIRM_AVAILABILITY', mailedAt: null },
    data: { mailedAt: now },
  });
}

/** A statement for each table. The import is not used: it knows nothing of what a file cannot say. */
async function write(
  transaction: Transaction,
  members: readonly DemonstrationMember[],
  today: string,
): Promise<void> {
  const topics = await transaction.topic.findMany({ select: { id: true, key: true } });
  const topicIds = new Map(topics.map(({ id, key }) => [key, id]));
  const rows = rowsOf(members, topicIds, today);
  await transaction.member.createMany({ data: rows.members });
  await transaction.languageSkill.createMany({ data: rows.languages });
  await transaction.offer.createMany({ data: rows.offers });
  await transaction.need.createMany({ data: rows.needs });
  await transaction.memberTheme.createMany({ data: rows.themes });
  await transaction.interpretation.createMany({ data: rows.interpretations });
  await transaction.memberWorkingGroup.createMany({ data: rows.workingGroups });
  await transaction.representative.createMany({ data: rows.representatives });
  await transaction.consent.createMany({ data: rows.consents });

  const ids = new Map(rows.members.map(({ reference, id = '' }) => [reference, id]));
  const lived = demonstrationExchanges(members, ids, topicIds, today);
  await transaction.exchange.createMany({ data: lived.exchanges });
  await transaction.exchangeParty.createMany({ data: lived.parties });
  await transaction.exchangeTopic.createMany({ data: lived.topics });
  await transaction.exchangeEvent.createMany({ data: lived.events });
  await transaction.learningAgreement.createMany({ data: lived.agreements });
  await transaction.learningNote.createMany({ data: lived.notes });
  await transaction.learningNoteTopic.createMany({ data: lived.noteTopics });
  await transaction.learningNoteConsent.createMany({ data: lived.noteConsents });
  for (const note of lived.notes) await indexNote(transaction, note.id, note);
}

/**
 * Moves the confirmations of the demonstration members on by the days that passed since they were made or
 * last moved, but not beyond today, so that a demonstration opened months later looks as on its first day.
 */
async function keepAvailable(prisma: PrismaClient, today: string): Promise<void> {
  await prisma.$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${loadLock})`;
    const remembered = await readRemembered(transaction);
    if (!remembered || remembered.asOf >= today) return;
    await transaction.$executeRaw`
      UPDATE "Member"
      SET "confirmedOn" = LEAST("confirmedOn" + (${today}::date - ${remembered.asOf}::date), ${today}::date)
      WHERE "reference" LIKE 'demo-%' AND "confirmedOn" <= ${remembered.asOf}::date`;
    const value: Prisma.InputJsonObject = { ...remembered, asOf: today };
    await transaction.setting.update({ where: { key: setting }, data: { value } });
    await record(transaction, { actor: 'system', action: 'keepDemonstrationAvailable' });
    await networkChanged(transaction, 'everything');
  }, transactionTimes);
}

async function hasMembers(database: Transaction): Promise<boolean> {
  return (await database.member.findFirst({ select: { id: true } })) !== null;
}

async function readRemembered(database: Transaction): Promise<Remembered | null> {
  const found = await database.setting.findUnique({ where: { key: setting } });
  return found && (found.value as unknown as Remembered);
}

function addressesOf(remembered: Remembered | null): Demonstration | null {
  return remembered && { member: remembered.member, secretariat: remembered.secretariat };
}
