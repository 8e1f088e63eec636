import type { ExchangeFormat, MemberKind, OfferLevel } from '../../generated/prisma/enums.ts';
import type { Country } from '../cldr/territories.ts';
import { networkLanguages, type Skill } from './languages.ts';
import type { DemonstrationNeed, DemonstrationOffer } from './member.ts';
import noteLists from './notes.json' with { type: 'json' };
import { practicesOf } from './practices.ts';
import type { Random } from './random.ts';
import { existsIn } from './themes.ts';

/** What members offer and need, in their own words where they wrote some. */

export interface Learner {
  readonly kind: MemberKind;
  readonly place: Country;
  readonly themes: readonly string[];
  readonly languages: readonly Skill[];
  readonly atRisk: boolean;
}

/** Sentences by language, each of which one organisation writes. */
export class Notes {
  readonly #left: Readonly<Record<string, Sentences>> = structuredClone(noteLists);

  /** A sentence on an offer or a need that nobody wrote yet; null where there is none. */
  onTopic(list: 'offers' | 'needs', topic: string, writer: Writer): string | null {
    return this.#writtenBy(writer)?.[list][topic]?.shift() ?? null;
  }

  /** Likewise on the member itself. */
  onMember(writer: Writer): string | null {
    return this.#writtenBy(writer)?.members.shift() ?? null;
  }

  #writtenBy({ kind, languages }: Writer): Sentences | undefined {
    if (kind === 'INDIVIDUAL') return undefined;
    const fluent = languages.find(
      ({ language, level }) => networkLanguages.includes(language) && !/^A|^B1/.test(level),
    );
    return this.#left[fluent?.language ?? ''];
  }
}

type Writer = Pick<Learner, 'kind' | 'languages'>;

interface Sentences {
  readonly offers: Readonly<Record<string, string[]>>;
  readonly needs: Readonly<Record<string, string[]>>;
  readonly members: string[];
}

/** How well a kind of member knows what it offers. */
const levels: Readonly<Record<MemberKind, readonly OfferLevel[]>> = {
  GRASSROOTS_GROUP: ['BASIC', 'PRACTISED', 'PRACTISED', 'PRACTISED', 'EXPERT'],
  SOCIAL_MOVEMENT: ['BASIC', 'PRACTISED', 'PRACTISED', 'EXPERT'],
  NGO: ['BASIC', 'PRACTISED', 'PRACTISED', 'EXPERT'],
  LEGAL_CENTRE: ['PRACTISED', 'EXPERT', 'EXPERT'],
  ACADEMIC: ['PRACTISED', 'EXPERT', 'EXPERT'],
  COALITION: ['PRACTISED', 'PRACTISED', 'EXPERT'],
  INDIVIDUAL: ['PRACTISED', 'EXPERT'],
};

const formatsToShare: readonly ExchangeFormat[] = [
  'ONLINE',
  'VISIT',
  'WORKSHOP',
  'MENTORING',
  'DOCUMENTS',
];
const formatsToLearn: readonly ExchangeFormat[] = ['ONLINE', 'VISIT', 'WORKSHOP', 'MENTORING'];

/** One to four offers and one to four needs, of which none is both. */
export function offersAndNeeds(
  learner: Learner,
  notes: Notes,
  random: Random,
): { readonly offers: DemonstrationOffer[]; readonly needs: DemonstrationNeed[] } {
  const { kind, place, themes, atRisk } = learner;
  const practices = practicesOf(kind, themes);
  const draw = (
    weights: Readonly<Record<string, number>>,
    count: number,
    without: readonly string[],
  ) =>
    random.sample(
      Object.keys(weights).filter((topic) => existsIn(topic, place) && !without.includes(topic)),
      count,
      (topic) => weights[topic] ?? 0,
    );
  const count = () => random.weighted([1, 2, 3, 4], (size) => [0, 2, 5, 4, 2][size] ?? 0);

  const offered = draw(practices.offers, count(), []);
  const protection = { 'digital-security': 6, 'physical-security': 5, 'emergency-support': 4 };
  const needed = draw(
    atRisk ? { ...practices.needs, ...protection } : practices.needs,
    count(),
    offered,
  );
  return {
    offers: offered.map((topic) => {
      const level = random.pick(levels[kind]);
      const formats = random.chance(0.45)
        ? random.sample(formatsToShare, random.integer(1, 3))
        : [];
      const wrote = level !== 'BASIC' && random.chance(0.4);
      return {
        topic,
        level,
        formats,
        note: wrote ? notes.onTopic('offers', topic, learner) : null,
      };
    }),
    needs: needed.map((topic, index) => ({
      topic,
      priority:
        index === 0
          ? random.pick(['HIGH', 'HIGH', 'NORMAL'] as const)
          : random.pick(['HIGH', 'NORMAL', 'NORMAL', 'LOW'] as const),
      levelWanted: random.chance(0.35)
        ? random.pick(['BASIC', 'PRACTISED', 'PRACTISED', 'EXPERT'] as const)
        : null,
      formats: random.chance(0.3) ? random.sample(formatsToLearn, random.integer(1, 2)) : [],
      note: random.chance(0.4) ? notes.onTopic('needs', topic, learner) : null,
    })),
  };
}
