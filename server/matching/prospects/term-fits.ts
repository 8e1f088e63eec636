import { formatFit, levelFit, weightOf } from '../factors/opportunity.ts';
import type { Need, Offer } from '../member.ts';
import type { MemberRows, NeedTerms, OfferTerms } from '../network/member-rows.ts';
import type { Numbers } from '../network/numbers.ts';
import type { Policy } from '../policy.ts';

/**
 * What everything but the topics makes of a need and an offer, `weight x level x format`, each with
 * all terms that occur on the other side, by their numbers. Members have few terms between them, so
 * the answers are kept.
 */
export class TermFits {
  readonly #rows: MemberRows;
  readonly #policy: Policy;
  readonly #ofNeeds = new Map<string, Float64Array>();
  readonly #ofOffers = new Map<string, Float64Array>();

  constructor(rows: MemberRows, policy: Policy) {
    this.#rows = rows;
    this.#policy = policy;
  }

  /** Of a need with each of the terms of offers. */
  ofNeed({ priority, levelWanted, formats }: Need): Float64Array {
    const need = { priority, levelWanted, formats };
    const { terms } = this.#rows.offered;
    return kept(this.#ofNeeds, need, terms, (offer) => this.#fit(need, offer));
  }

  /** Of an offer with each of the terms of needs. */
  ofOffer({ level, formats }: Offer): Float64Array {
    const offer = { level, formats };
    const { terms } = this.#rows.needed;
    return kept(this.#ofOffers, offer, terms, (need) => this.#fit(need, offer));
  }

  #fit(need: NeedTerms, offer: OfferTerms): number {
    const policy = this.#policy;
    return (
      weightOf(need.priority, policy) *
      levelFit(need.levelWanted, offer.level, policy) *
      formatFit(need.formats, offer.formats, policy)
    );
  }
}

/** Found anew once the network knows terms that it did not know before. */
function kept<Other>(
  known: Map<string, Float64Array>,
  terms: object,
  others: Numbers<Other>,
  fit: (other: Other) => number,
): Float64Array {
  const key = JSON.stringify(terms);
  let fits = known.get(key);
  if (fits?.length !== others.size) known.set(key, (fits = others.map(fit)));
  return fits;
}
