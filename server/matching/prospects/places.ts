import { bridgesAtMost } from '../factors/bridge.ts';
import { dividesFactor, geographicExtent, isMain, jaccardDistance } from '../factors/divides.ts';
import { timeFactor } from '../factors/time.ts';
import type { Matching } from '../matching.ts';
import type { Member } from '../member.ts';

/** What comes of where and in which languages others work, each looked at once per distinct place. */
export class Places {
  /** `B x T x D` by the number of the place, at most: the historic extent being 1. */
  readonly most: Float64Array;
  /** One through the square roots of these. */
  readonly strains: Float64Array;
  readonly #understood: Float64Array;
  readonly #geographic: Float64Array;
  readonly #linguistic: Float64Array;
  readonly #matching: Matching;

  constructor(member: Member, matching: Matching) {
    const { network, policy, time } = matching;
    const { place, countries, workers } = network.rows;
    const geographic = countries.map((country) =>
      geographicExtent(member.country, country, policy),
    );
    const working = workers.map((worker) => timeFactor(time.sharedHours(member, worker), policy));
    const { bridge, linguistic } = languagesOf(member, matching);
    const { values } = place;
    this.#matching = matching;
    this.most = new Float64Array(values.size);
    this.strains = new Float64Array(values.size);
    this.#understood = new Float64Array(values.size);
    this.#geographic = new Float64Array(values.size);
    this.#linguistic = new Float64Array(values.size);
    for (let number = 0; number < values.size; number++) {
      const { country, worker, languages } = values.value(number);
      this.#understood[number] = bridge[languages]! * working[worker]!;
      this.#geographic[number] = geographic[country]!;
      this.#linguistic[number] = linguistic[languages]!;
      this.most[number] = this.worth(number, 1);
      this.strains[number] = 1 / Math.sqrt(this.most[number]!);
    }
  }

  /** `B x T x D` with somebody in a place, the bridge being taken as if every third member could help. */
  worth(place: number, historic: number): number {
    const extents = {
      GEOGRAPHIC: this.#geographic[place]!,
      LINGUISTIC: this.#linguistic[place]!,
      HISTORIC: historic,
    };
    return this.#understood[place]! * dividesFactor(extents, this.#matching.policy);
  }

  /** Those of these places that are worth something, in the order of their worth. */
  inOrder(places: Iterable<number>): number[] {
    const { most } = this;
    return [...places].filter((place) => most[place]! > 0).sort((x, y) => most[y]! - most[x]!);
  }
}

/** `B` at most, and the linguistic extent, by the number of the languages. */
function languagesOf(member: Member, matching: Matching) {
  const { languages, skills, skillsOf } = matching.network.rows;
  const bridges = skills.map(bridgesAtMost(member, matching));
  const main = skills.map((skill) => (isMain(skill) ? 1 : 0));
  const ownMain = member.languages.filter(isMain);
  const both = skills.map((skill) =>
    isMain(skill) && ownMain.some(({ language }) => language === skill.language) ? 1 : 0,
  );
  const bridge = new Float64Array(languages.size);
  const linguistic = new Float64Array(languages.size);
  for (let number = 0; number < languages.size; number++) {
    const { items } = skillsOf;
    const start = skillsOf.start(number);
    const end = start + skillsOf.length(number);
    let [others, shared] = [0, 0];
    for (let i = start; i < end; i++) {
      const skill = items[i]!;
      bridge[number] = Math.max(bridge[number]!, bridges[skill]!);
      others += main[skill]!;
      shared += both[skill]!;
    }
    linguistic[number] = jaccardDistance(ownMain.length, others, shared);
  }
  return { bridge, linguistic };
}
