import { isShown } from './consent.ts';
import { crossing } from './factors/bridge.ts';
import type { Bridge, BridgeKind } from './factors/bridge.ts';
import { divideKinds } from './factors/divides.ts';
import type { DivideKind } from './factors/divides.ts';
import type { Opportunity } from './factors/opportunity.ts';
import type { Matching } from './matching.ts';
import type { Field, Member } from './member.ts';
import type { Evaluation, Terms } from './score.ts';

/**
 * A pairing as the member may see it. What rests on a field that its owner lets others use but not
 * see counts in `score` and is named nowhere: such a term is null, such a list empty.
 * What is withheld of the partner depends on its consent alone, never on what a field holds.
 */
export interface Pairing {
  /** Id of the other member. */
  readonly partner: string;
  /** 0..1 */
  readonly score: number;
  readonly terms: { readonly [Name in keyof Terms]: number | null };
  /** What the member learns from the partner, and the partner from the member; best first. */
  readonly learns: readonly Opportunity[];
  readonly shares: readonly Opportunity[];
  /** Ids of the topics that both work on. */
  readonly together: readonly string[];
  /** The divides that it crosses, those of no extent left out. */
  readonly divides: readonly { readonly kind: DivideKind; readonly extent: number }[];
  readonly bridge: ExplainedBridge;
  /** Mean hours a day in which both work; null where unknown. */
  readonly sharedHours: number | null;
}

/** `WITHHELD`: there is a bridge, and no more may be said: no languages, nobody, no value. */
export interface ExplainedBridge {
  readonly kind: BridgeKind | 'WITHHELD';
  readonly languages: readonly string[];
  /** Ids of the third members that could stand between the two, in the order of turn. */
  readonly through: readonly string[];
  readonly value: number | null;
}

const dividesRead: Readonly<Record<DivideKind, readonly Field[]>> = {
  GEOGRAPHIC: ['country'],
  LINGUISTIC: ['languages'],
  HISTORIC: ['kind', 'workingGroups', 'joinedOn'],
};

/** Explains to a member what another, as it lets others use it, is worth to it. */
export function explain(
  member: Member,
  partner: Member,
  evaluation: Evaluation,
  matching: Matching,
): Pairing {
  const { score, terms, learns, shares, bridge, sharedHours, extents } = evaluation;
  const offers = isShown(partner, 'offers');
  const needs = isShown(partner, 'needs');
  const time = isShown(partner, ...timeReads(partner));
  const themes = isShown(partner, 'themes');
  const explained = explainBridge(member, partner, bridge, matching);
  const divides = divideKinds.filter((kind) => isShown(partner, ...dividesRead[kind]));
  const only = (shown: boolean, term: number) => (shown ? term : null);
  return {
    partner: partner.id,
    score,
    terms: {
      learning: only(offers, terms.learning),
      teaching: only(needs, terms.teaching),
      mutual: only(offers && needs, terms.mutual),
      bridge: explained.value,
      time: only(time, terms.time),
      divides: only(divides.length === divideKinds.length, terms.divides),
      purpose: only(themes, terms.purpose),
      exposure: terms.exposure,
    },
    learns: offers ? learns : [],
    shares: needs ? shares : [],
    together: themes ? member.themes.filter((topic) => partner.themes.includes(topic)) : [],
    divides: divides
      .map((kind) => ({ kind, extent: extents[kind] }))
      .filter(({ extent }) => extent > 0),
    bridge: explained,
    sharedHours: time ? sharedHours : null,
  };
}

function explainBridge(
  member: Member,
  partner: Member,
  { kind, value }: Bridge,
  matching: Matching,
): ExplainedBridge {
  const { languages, through, named } = crossing(member, partner, kind, matching);
  return isShown(partner, 'languages') && named
    ? { kind, languages, through, value }
    : { kind: 'WITHHELD', languages: [], through: [], value: null };
}

/** Who states no days of its own works on those of its country. */
function timeReads({ timeZone, workingDays }: Member): Field[] {
  if (timeZone === null) return ['timeZone'];
  return workingDays === null ? ['timeZone', 'hours', 'country'] : ['timeZone', 'hours'];
}
