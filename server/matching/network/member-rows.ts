import { joinedDay } from '../factors/divides.ts';
import type { Worker } from '../factors/time.ts';
import type { Exclusions, LanguageSkill, Member, Need, Offer } from '../member.ts';
import { Column, Table } from './column.ts';
import { Lists } from './lists.ts';
import { Numbers } from './numbers.ts';
import { Statements } from './statements.ts';

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
  readonly offered = new Statements<OfferTerms>(this.topics);
  readonly needed = new Statements<NeedTerms>(this.topics);

  readonly countries = new Numbers<Member['country']>();
  readonly workers = new Numbers<Worker>();
  readonly languages = new Numbers<Member['languages']>();
  /** For each number of languages the numbers of the skills. */
  readonly skillsOf = new Lists();
  readonly skills = new Numbers<LanguageSkill>();

  readonly #table = new Table(7);
  readonly availability = new Column<Member['availability']>(this.#table, 0);
  readonly kind = new Column<Member['kind']>(this.#table, 1);
  readonly workingGroups = new Column<Member['workingGroups']>(this.#table, 2);
  readonly joinedOn = new Column<Member['joinedOn']>(this.#table, 3);
  /** For each number of a joining date the day that it is. */
  readonly joinedDays: number[] = [];
  readonly help = new Column<Pick<Member, 'interprets' | 'relays'>>(this.#table, 4);
  readonly use = new Column<Member['use']>(this.#table, 5);
  readonly place = new Column<Place>(this.#table, 6);
  /** Numbers of statements. */
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
      languages: this.#languagesOf(member.languages),
    });
    this.workingGroups.set(row, member.workingGroups);
    this.joinedOn.set(row, member.joinedOn);
    this.joinedDays[this.joinedOn.numberAt(row)] ??= joinedDay(member.joinedOn);
    this.availability.set(row, member.availability);
    this.help.set(row, { interprets, relays });
    this.use.set(row, member.use);
    if (excludes) this.#excludes.set(row, excludes);
    else this.#excludes.delete(row);
    const { topics, offered, needed } = this;
    this.offers.set(
      row,
      member.offers.map(({ topic, ...terms }) => offered.of(topic, terms)),
    );
    this.needs.set(
      row,
      member.needs.map(({ topic, ...terms }) => needed.of(topic, terms)),
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
      offers: Array.from(this.offers.list(row), (number) => this.offered.value(number)),
      needs: Array.from(this.needs.list(row), (number) => this.needed.value(number)),
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

  #languagesOf(languages: Member['languages']): number {
    const number = this.languages.of(languages);
    if (this.skillsOf.length(number) < languages.length)
      this.skillsOf.set(
        number,
        languages.map((skill) => this.skills.of(skill)),
      );
    return number;
  }
}
