import type { LearningAgreement } from '../../../generated/prisma/client.ts';
import type { Transaction } from '../../database/database.ts';
import { message } from '../../i18n/message.ts';
import { readPeriods } from '../../policy/store.ts';
import type { Context } from '../../schema/context.ts';
import { StaleVersionError } from '../../schema/errors.ts';
import { languageSolved, reasonsToReview, stillReviewed } from '../review.ts';
import { reviewNeeded } from '../rules/decide.ts';
import { acceptedParties, type Exchange } from '../rules/exchange.ts';
import { act, type ActRequest } from '../store/act.ts';
import { someKeptApart } from '../store/kept-apart.ts';
import { readReviewedParties } from './facts.ts';
import { changesBetween, type Terms } from './rules.ts';

type Request = Omit<ActRequest, 'action' | 'mutation'>;

/**
 * Writes a new version, which nobody has signed yet; where it says what the newest one says already there is nothing to write.
 *
 * @param basedOn the version that the writer had read, 0 before there is one
 * @throws StaleVersionError where somebody wrote a newer one meanwhile
 */
export async function draftAgreement(
  context: Context,
  request: Request,
  terms: Terms,
  basedOn: number,
): Promise<void> {
  const what = { ...request, action: 'DRAFT_AGREEMENT', mutation: 'draftAgreement' } as const;
  await act(context, what, async (transaction, { exchange, actor, now }) => {
    const { id: exchangeId, agreementVersion: current } = exchange;
    const before = await termsOf(transaction, exchangeId, current);
    if (before && changesBetween(before, terms).length === 0) return 'NOTHING';
    if (basedOn !== current)
      throw new StaleVersionError(
        message(context.locale, 'agreement.stale', { current }),
        current,
        ['basedOn'],
      );
    const version = current + 1;
    const { startsOn, endsOn, formats, languages, ...rest } = terms;
    await transaction.learningAgreement.create({
      data: {
        ...rest,
        exchangeId,
        version,
        memberId: actor.by === 'MEMBER' ? actor.memberId : null,
        at: now,
        formats: [...formats],
        languages: [...languages],
        startsOn: startsOn === null ? null : new Date(startsOn),
        endsOn: endsOn === null ? null : new Date(endsOn),
      },
    });
    const reviews = await reviewsOf(transaction, exchange, before, terms);
    return { detail: { version, ...reviews } };
  });
}

/** Signs the newest version, which must be the one that was read, once it is settled how the parties understand each other. */
export async function signAgreement(
  context: Context,
  request: Request,
  version: number,
): Promise<void> {
  const what = { ...request, action: 'SIGN_AGREEMENT', mutation: 'signAgreement' } as const;
  await act(context, what, async (transaction, { exchange }) => {
    const terms = await termsOf(transaction, exchange.id, exchange.agreementVersion);
    const parties = await readReviewedParties(transaction, memberIdsOf(exchange));
    const solved = terms !== null && languageSolved(parties, terms, exchange.reviewed);
    return { facts: { version, languageSolved: solved }, detail: { version } };
  });
}

/** How the two lists of reviews are with the new terms. */
async function reviewsOf(
  transaction: Transaction,
  exchange: Exchange,
  before: Terms | null,
  terms: Terms,
): Promise<ReturnType<typeof reviewNeeded>> {
  const asked = await transaction.exchange.findUniqueOrThrow({
    where: { id: exchange.id },
    select: { formats: true, languages: true },
  });
  const parties = await readReviewedParties(transaction, memberIdsOf(exchange));
  const { reviewAtRisk } = await readPeriods(transaction);
  const keptApart = await someKeptApart(transaction, memberIdsOf(exchange));
  const reasons = reasonsToReview(parties, terms, { reviewAtRisk: reviewAtRisk > 0, keptApart });
  const settled = stillReviewed(exchange.reviewed, before ?? asked, terms);
  const unsettled = exchange.reviewed.filter((reason) => !settled.includes(reason));
  return reviewNeeded(exchange, reasons, unsettled);
}

function memberIdsOf(exchange: Exchange): string[] {
  return acceptedParties(exchange).map(({ memberId }) => memberId);
}

/** The terms of a version; null where there is none. */
export async function termsOf(
  database: Transaction,
  exchangeId: string,
  version: number,
): Promise<Terms | null> {
  if (version < 1) return null;
  const where = { exchangeId_version: { exchangeId, version } };
  const stored = await database.learningAgreement.findUnique({ where });
  return stored && storedTerms(stored);
}

function storedTerms({ startsOn, endsOn, ...stored }: LearningAgreement): Terms {
  const { exchangeId: _exchange, version: _version, memberId: _author, at: _at, ...terms } = stored;
  return { ...terms, startsOn: dayOf(startsOn), endsOn: dayOf(endsOn) };
}

function dayOf(date: Date | null): string | null {
  return date?.toISOString().slice(0, 10) ?? null;
}
