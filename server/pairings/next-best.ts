import { type ConsentHolder } from '../access/consent.ts';
import { mayReadPairings } from '../access/policy.ts';
import { consentHolder } from '../members/schema/member.ts';
import type { Context } from '../schema/context.ts';
import { explain, listPairings, memberAskedFor } from './list.ts';
import type { Explained } from './reasons.ts';
import { asShownToOthers } from '../matching/consent.ts';
import type { Pairing } from '../matching/explanation.ts';
import { pairingsFor } from '../matching/pairings.ts';

const every = { topics: null, kinds: null, regions: null };

/** The best pairings of a member as they are now, for whoever may read them: where to go when something came to nothing. */
export async function nextBest(
  context: Context,
  memberId: string | null,
  first: number,
): Promise<{ value: Pairing; explained: Explained }[]> {
  const { prisma, viewer } = context;
  if (memberId === null || !mayReadPairings(viewer, memberId)) return [];
  const member: ConsentHolder | null = await prisma.member.findUnique({
    where: { id: memberId },
    select: consentHolder,
  });
  const matching = await context.pairings.matching();
  const asked = member && memberAskedFor(viewer, matching, member);
  if (!asked) return [];
  const pairings = listPairings(matching, asked, every, first).pairings.slice(0, first);
  const explained = await explain(context, matching, asked, pairings);
  return pairings
    .filter(({ partner }) => explained.memberName(partner))
    .map((value) => ({ value, explained }));
}

/** What two members could do together, by what each of them shows to members; null where they are no pairing. */
export async function pairingOfTwo(
  context: Pick<Context, 'pairings'>,
  memberId: string,
  partnerId: string,
): Promise<Pairing | null> {
  const matching = await context.pairings.matching();
  const entry = matching.network.entry(memberId);
  if (!entry) return null;
  // What may be used and never shown is not named to the partner, as the topics of a request are.
  const own = asShownToOthers(entry.own);
  const shown = { own, seen: own };
  const accepts = ({ id }: { readonly id: string }) => id === partnerId;
  return pairingsFor(shown, matching, 1, { accepts })[0] ?? null;
}
