import type { Worker } from '../factors/time.ts';
import type { Exclusions, Member, Need, Offer } from '../member.ts';
import { Column, Table } from './column.ts';
import { Lists } from './lists.ts';
import { Numbers } from './numbers.ts';

/** What an offer or a need says beside its topic. */
export type OfferTerms = Omit<Offer, 'topic'>;
export type NeedTerms = Omit<Need, 'topic'>;

/** Where and in which languages somebody works, by the numbers of each: many members have these in common. */
export interface Place {
  readonly country: number;
  readonly worker: number;
  readonly languages: number;
}

/**
 * Members as rows of numbers, some hundred bytes each. What goes in comes out equal; values may be
 * shared between members, so nobody may change them.
 */
export class MemberRows {
  readonly topics = new Numbers<string>();
  readonly offerTerms = new Numbers<OfferTerms>();
  readonly needTerms = new Numbers<NeedTerms>();

  readonly countries = new Numbers<Member['country']>();
  readonly workers = new Numbers<Worker>();
  readonly languages = new Numbers<Member['languages']>();

  /** By itself, as most members are passed over for where they are. */
  readonly place = new Column<Place>(new Table(1), 0);
  readonly #table = new Table(6);
  readonly availability = new Column<Member['availability']>(this.#table, 0);
  readonly kind = new Column<Member['kind']>(this.#table, 1);
  readonly workingGroups = new Column<Member['workingGroups']>(this.#table, 2);
  readonly joinedOn = new Column<Member['joinedOn']>(this.#table, 3);
  readonly help = new Column<Pick<Member, 'interprets' | 'relays'>>(this.#table, 4);
  readonly use = new Column<Member['use']>(this.#table, 5);
  /** Topic and terms in turn. */
  readonly offers = new Lists();
  readonly needs = new Lists();
  readonly themes = new Lists();
  readonly #ids: string[] = [];
  readonly #excludes = new Map<number, Exclusions>();

  id(row: number): string {
    return this.#ids[row]!;
  }

  set(row: number, member: Member): void {
    const { timeZone, workingDays, hours, interprets, relays, excludes } = member;
    this.#ids[row] = member.id;
    this.kind.set(row, member.kind);
    const country = member.country && { workingDays: member.country.workingDays };
    this.place.set(row, {
      country: this.countries.of(member.country),
      worker: this.workers.of({ timeZone, workingDays, hours, country }),
      languages: this.languages.of(member.languages),
    });
    this.workingGroups.set(row, member.workingGroups);
    this.joinedOn.set(row, member.joinedOn);
    this.availability.set(row, member.availability);
    this.help.set(row, { interprets, relays });
    this.use.set(row, member.use);
    if (excludes) this.#excludes.set(row, excludes);
    else this.#excludes.delete(row);
    const { topics, offerTerms, needTerms } = this;
    this.offers.set(
      row,
      member.offers.flatMap(({ topic, ...terms }) => [topics.of(topic), offerTerms.of(terms)]),
    );
    this.needs.set(
      row,
      member.needs.flatMap(({ topic, ...terms }) => [topics.of(topic), needTerms.of(terms)]),
    );
    this.themes.set(
      row,
      member.themes.map((topic) => topics.of(topic)),
    );
  }

  /** Leaves nothing of the member; the row may be set again. */
  clear(row: number): void {
    this.#ids[row] = '';
    this.#excludes.delete(row);
    for (const lists of [this.offers, this.needs, this.themes]) lists.set(row, []);
  }

  read(row: number): Member {
    const { topics } = this;
    const { country, worker, languages } = this.place.at(row);
    const { timeZone, workingDays, hours } = this.workers.value(worker);
    const { interprets, relays } = this.help.at(row);
    const excludes = this.#excludes.get(row);
    return {
      id: this.id(row),
      kind: this.kind.at(row),
      country: this.countries.value(country),
      timeZone,
      workingDays,
      hours,
      languages: this.languages.value(languages),
      offers: pairsOf(this.offers, row, (topic, terms) => ({
        topic: topics.value(topic),
        ...this.offerTerms.value(terms),
      })),
      needs: pairsOf(this.needs, row, (topic, terms) => ({
        topic: topics.value(topic),
        ...this.needTerms.value(terms),
      })),
      themes: Array.from(this.themes.list(row), (topic) => topics.value(topic)),
      workingGroups: this.workingGroups.at(row),
      joinedOn: this.joinedOn.at(row),
      interprets,
      relays,
      availability: this.availability.at(row),
      ...(excludes && { excludes }),
      use: this.use.at(row),
    };
  }
}

function pairsOf<T>(lists: Lists, row: number, make: (first: number, second: number) => T): T[] {
  const { items } = lists;
  const made: T[] = [];
  const end = lists.start(row) + lists.length(row);
  for (let i = lists.start(row); i < end; i += 2) made.push(make(items[i]!, items[i + 1]!));
  return made;
}
