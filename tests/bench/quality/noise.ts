import { createRandom } from '../../../server/demo/random.ts';
import type { Random } from '../../../server/demo/random.ts';
import type { Member, Topic } from '../../../server/matching/member.ts';
import { builtinTopics } from '../../../server/taxonomy/builtin.ts';
import { normalise } from '../../../server/taxonomy/normalise.ts';
import { pick } from '../population.ts';

/**
 * What becomes of members between what they are and what a network knows of them. How often, by
 * statement: half of the offers and needs name the topic that is meant.
 */
export const noise = {
  broader: 0.1,
  narrower: 0.1,
  misspelt: 0.15,
  unknownName: 0.15,
  /** Of the other names of a topic (synonyms, other languages), those that the taxonomy lacks. */
  labelMissing: 0.3,
  levelMissing: 0.25,
  languageMissing: 0.1,
  timeZoneMissing: 0.15,
  themesMissing: 0.2,
} as const;

export interface Network {
  readonly topics: readonly Topic[];
  readonly members: readonly Member[];
}

/** The network as it would be imported with `--create-topics`. */
export function withNoise(members: readonly Member[], seed: number): Network {
  const random = createRandom(seed + 3);
  const names = new Names(random);
  const heard = members.map((member) => misheard(member, names, random));
  return { topics: names.topics(), members: heard };
}

function misheard(member: Member, names: Names, random: Random): Member {
  const said = <T extends { readonly topic: string }>(items: readonly T[]): T[] => {
    const stated = items.map((item) => ({ ...item, topic: names.asSaid(item.topic) }));
    // A member has one offer and one need of a topic.
    return [...new Map(stated.map((item) => [item.topic, item])).values()];
  };
  const offers = said(member.offers).map((offer) =>
    random.chance(noise.levelMissing) ? { ...offer, level: 'PRACTISED' as const } : offer,
  );
  const needs = said(member.needs).map((need) =>
    random.chance(noise.levelMissing) ? { ...need, levelWanted: null } : need,
  );
  return {
    ...member,
    offers,
    needs,
    languages: member.languages.filter(
      (_, at) => at === 0 || !random.chance(noise.languageMissing),
    ),
    timeZone: random.chance(noise.timeZoneMissing) ? null : member.timeZone,
    themes: random.chance(noise.themesMissing) ? [] : member.themes,
  };
}

/** How people name topics, and which topics come of it. */
class Names {
  readonly #random: Random;
  /** Topics by normal form of their names, as an import looks them up. */
  readonly #found = new Map<string, string>();
  readonly #labels = new Map<string, string[]>();
  readonly #unknown = new Map<string, string[]>();
  readonly #free = new Map<string, Topic>();

  constructor(random: Random) {
    this.#random = random;
    for (const { key, labels, alternative } of builtinTopics) {
      const others = [...Object.values(labels).slice(1), ...Object.values(alternative).flat()];
      const unknown = others.filter(() => random.chance(noise.labelMissing));
      const known = [labels.en, ...others.filter((label) => !unknown.includes(label))];
      this.#labels.set(key, known);
      this.#unknown.set(key, unknown);
      for (const label of known) this.#found.set(normalise(label), key);
    }
  }

  /** The topic that a member's statement becomes. */
  asSaid(topic: string): string {
    const random = this.#random;
    const turn = random.next();
    const { broader, narrower, misspelt, unknownName } = noise;
    if (turn < broader) return this.#oneOf(broaderOf(topic)) ?? topic;
    if (turn < broader + narrower) return this.#oneOf(narrowerOf(topic)) ?? topic;
    if (turn < broader + narrower + misspelt)
      return this.#imported(withTypos(pick(random, this.#labels.get(topic)!), random));
    if (turn < broader + narrower + misspelt + unknownName) {
      const name = this.#oneOf(this.#unknown.get(topic)!);
      return name === undefined ? topic : this.#imported(name);
    }
    return topic;
  }

  topics(): Topic[] {
    return [
      ...builtinTopics.map(({ key, broader }) => ({
        id: key,
        broader,
        labels: this.#labels.get(key)!.map(normalise),
      })),
      ...this.#free.values(),
    ];
  }

  #imported(name: string): string {
    const label = normalise(name);
    const known = this.#found.get(label);
    if (known !== undefined) return known;
    const id = `created: ${label}`;
    this.#free.set(id, { id, broader: [], labels: [label] });
    return id;
  }

  #oneOf(values: readonly string[]): string | undefined {
    return values.length === 0 ? undefined : pick(this.#random, values);
  }
}

function broaderOf(topic: string): readonly string[] {
  return builtinTopics.find(({ key }) => key === topic)!.broader;
}

function narrowerOf(topic: string): string[] {
  return builtinTopics.filter(({ broader }) => broader.includes(topic)).map(({ key }) => key);
}

/** One slip of the keyboard, in a longer label two: a letter left out, doubled, swapped, or wrong. */
function withTypos(label: string, random: Random): string {
  const letters = [...label];
  const slips = letters.length > 12 ? 2 : 1;
  for (let slip = 0; slip < slips; slip++) {
    const at = random.integer(1, letters.length - 2);
    const letter = letters[at]!;
    const next = letters[at + 1]!;
    const typed = pick(random, [
      [next],
      [letter, letter, next],
      [next, letter],
      [pick(random, letters), next],
    ]);
    letters.splice(at, 2, ...typed);
  }
  return letters.join('');
}
