import type { Audience, MemberKind } from '../../generated/prisma/enums.ts';
import type { Country } from '../cldr/territories.ts';
import { defaultTimeZone, parseTimeZone } from '../cldr/time-zones.ts';
import { consentsOf } from './consents.ts';
import { firstMember } from './first-member.ts';
import { withInterpreters } from './interpreters.ts';
import { skillsOf, type Skill } from './languages.ts';
import { Notes, offersAndNeeds } from './learning.ts';
import type { DemonstrationMember } from './member.ts';
import { hasPeople, Names, speaksOfWomen } from './names/names.ts';
import { chiefTimeZones, countriesOf } from './places.ts';
import { createRandom, type Random } from './random.ts';
import { isDangerous, isOfWomen, themesOf } from './themes.ts';
import { workingGroupsOf } from './working-groups.ts';

/** How many members the demonstration network has. */
export const memberCount = 300;

/**
 * An invented network for economic, social and cultural rights: the same for the same seed and day, on
 * every machine. The first member is the one to sign in as.
 *
 * @param today `YYYY-MM-DD`; nobody joined or confirmed anything later.
 */
export function demonstrationNetwork(seed: number, today: string): DemonstrationMember[] {
  const random = createRandom(seed);
  const places = countriesOf(memberCount);
  const home = places.findIndex(({ code }) => code === firstMember.country);
  const others = random.sample(places.toSpliced(home, 1), memberCount);

  const notes = new Notes();
  const names = new Names(random, [firstMember.name]);
  const first: DemonstrationMember = {
    ...firstMember,
    reference: referenceOf(0),
    contacts: contactsOf(referenceOf(0), 2),
    joinedOn: daysBefore(today, 9 * year),
    confirmedOn: daysBefore(today, 3),
  };
  const members = others.map((place, index) =>
    inventMember(referenceOf(index + 1), place, today, notes, names, random),
  );
  return withInterpreters([first, ...members]);
}

const year = 365;
/** Members whose first months are not over are new to the working groups too. */
const newForDays = 120;

const kinds: Readonly<Record<MemberKind, number>> = {
  GRASSROOTS_GROUP: 30,
  SOCIAL_MOVEMENT: 14,
  NGO: 26,
  LEGAL_CENTRE: 9,
  ACADEMIC: 7,
  COALITION: 7,
  INDIVIDUAL: 7,
};

const workingHours: readonly {
  readonly weight: number;
  readonly from: number;
  readonly to: number;
}[] = [
  { weight: 70, from: 540, to: 1020 },
  { weight: 12, from: 480, to: 960 },
  { weight: 6, from: 600, to: 1080 },
  { weight: 5, from: 420, to: 840 },
  { weight: 4, from: 840, to: 1260 },
  { weight: 3, from: 480, to: 780 },
];

function inventMember(
  reference: string,
  place: Country,
  today: string,
  notes: Notes,
  names: Names,
  random: Random,
): DemonstrationMember {
  const { kind, languages } = kindAndLanguages(place, random);
  const themes = themesOf(place, random);
  const name = names.give({ kind, place, languages, themes });
  const atRisk = random.chance(themes.some(isDangerous) ? 0.24 : 0.07);
  const daysInNetwork = random.chance(0.06)
    ? random.integer(5, newForDays)
    : Math.min(random.integer(newForDays, 20 * year), random.integer(newForDays, 26 * year));
  const { offers, needs } = offersAndNeeds(
    { kind, place, themes, languages, atRisk },
    notes,
    random,
  );
  const topics = [
    ...themes,
    ...offers.map(({ topic }) => topic),
    ...needs.map(({ topic }) => topic),
  ];
  const hours = random.weighted(workingHours, ({ weight }) => weight);

  return {
    reference,
    name,
    kind,
    country: place.code,
    timeZone: timeZoneOf(place, random),
    languages,
    offers,
    needs,
    themes,
    capacity: random.weighted([0, 1, 2, 3, 4], (places) => [2, 26, 42, 20, 10][places] ?? 0),
    interprets: [],
    workingGroups: workingGroupsOf(kind, topics, daysInNetwork <= newForDays, random),
    joinedOn: daysBefore(today, daysInNetwork),
    genderFocus: speaksOfWomen(name) || themes.some(isOfWomen) || random.chance(0.06),
    atRisk,
    visibility: visibilityOf(kind, atRisk, random),
    contacts: contactsOf(reference, random.chance(kind === 'INDIVIDUAL' ? 0 : 0.2) ? 2 : 1),
    consents: consentsOf(atRisk, random),
    notes: random.chance(0.12) ? notes.onMember({ kind, languages }) : null,
    ...availability(today, daysInNetwork, random),
    workFrom: hours.from,
    workTo: hours.to,
  };
}

/** Individuals are where there are names for them. */
function kindAndLanguages(
  place: Country,
  random: Random,
): { readonly kind: MemberKind; readonly languages: Skill[] } {
  const fewGroups = place.region === '150' || place.subregion === '021';
  const kind = random.weighted(Object.keys(kinds) as MemberKind[], (candidate) =>
    candidate === 'GRASSROOTS_GROUP' && fewGroups ? kinds[candidate] / 3 : kinds[candidate],
  );
  const languages = skillsOf(kind, place, random);
  return kind !== 'INDIVIDUAL' || hasPeople(languages, place)
    ? { kind, languages }
    : kindAndLanguages(place, random);
}

/** Where a country has several zones, the member says which; some leave it open. */
function timeZoneOf({ code }: Country, random: Random): string | null {
  const ofCountry = defaultTimeZone(code);
  if (ofCountry !== null) return ofCountry;
  const zones = chiefTimeZones(code);
  return zones.length > 0 && random.chance(0.8) ? parseTimeZone(random.pick(zones)) : null;
}

function visibilityOf(kind: MemberKind, atRisk: boolean, random: Random): Audience {
  if (atRisk) return 'SECRETARIAT';
  return random.chance(kind === 'COALITION' || kind === 'ACADEMIC' ? 0.35 : 0.1)
    ? 'PARTNERS'
    : 'MEMBERS';
}

/** Most said lately that they are available; a few have not, or want no requests for now. */
function availability(today: string, daysInNetwork: number, random: Random) {
  const lately = random.chance(0.95);
  const days = lately ? random.integer(0, 90) : random.integer(150, 400);
  const never = !lately && random.chance(0.2);
  return {
    confirmedOn: never ? null : daysBefore(today, Math.min(days, daysInNetwork)),
    paused: random.chance(0.03),
  };
}

function referenceOf(index: number): string {
  return `demo-${String(index + 1).padStart(3, '0')}`;
}

/** Mail to these addresses reaches nobody: the domain is reserved for examples (RFC 2606). */
function contactsOf(reference: string, people: number): string[] {
  return ['representative', 'coordinator']
    .slice(0, people)
    .map((who) => `${who}@${reference}.example.org`);
}

function daysBefore(today: string, days: number): string {
  return new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
}
