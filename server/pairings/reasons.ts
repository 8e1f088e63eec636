import { languageName } from '../cldr/languages.ts';
import { countryName, regionName } from '../cldr/territories.ts';
import { listOf, message, type MessageKey, type MessageValues } from '../i18n/message.ts';
import type { Locale } from '../i18n/locales.ts';
import type { DivideKind } from '../matching/factors/divides.ts';
import type { ExplainedBridge, Pairing } from '../matching/explanation.ts';
import type { TopicRelation } from '../matching/factors/topic-similarity.ts';
import type { Member } from '../matching/member.ts';
import type { Opportunity } from '../matching/factors/opportunity.ts';
import type { Names } from './names.ts';

/**
 * Why a pairing is suggested, as sentences to the member in its language. Every sentence is made of what the engine
 * says and of what the partner shows, so a withheld field cannot be in one.
 */
export interface Explained extends Names {
  /** The member that is spoken to. */
  readonly memberId: string;
  /** What was known when the list was made, by the id of the partner. */
  readonly both: ReadonlyMap<string, Both>;
  /** How what is offered stands to what is needed. */
  readonly relation: (need: string, offer: string) => TopicRelation;
}

/** The two of a pairing. */
export interface Both {
  /** With all that it stated. */
  readonly member: Member;
  /** As far as others may use what it stated. */
  readonly partner: Member;
  /** Whether the two have had an exchange that was closed. */
  readonly met: boolean;
}

/** All reasons of a pairing: what each could learn, how they understand each other, what they cross, what they share. */
export function reasonsFor(pairing: Pairing, explained: Explained, locale: Locale): string[] {
  const { together, sharedHours } = pairing;
  return [
    ...pairing.learns.map((opportunity) =>
      opportunityReason('learn', opportunity, explained, locale),
    ),
    ...pairing.shares.map((opportunity) =>
      opportunityReason('share', opportunity, explained, locale),
    ),
    bridgeReason(pairing.bridge, explained, locale),
    ...pairing.divides.map(({ kind }) => divideReason(kind, pairing, explained, locale)),
    ...(together.length > 0
      ? [
          say(locale, 'reason.together', {
            topics: listOf(
              locale,
              together.map((id) => isolate(explained.topicName(id, locale), locale)),
            ),
          }),
        ]
      : []),
    ...(sharedHours === null ? [] : [hoursReason(sharedHours, locale)]),
  ];
}

/** "You can learn budget analysis from them, a part of economic policy, which you need." */
export function opportunityReason(
  direction: 'learn' | 'share',
  { need, offer }: Opportunity,
  { relation, topicName }: Explained,
  locale: Locale,
): string {
  const how = relation(need.topic, offer.topic);
  return say(locale, `reason.${direction}.${how}`, {
    topic: isolate(topicName(offer.topic, locale), locale),
    need: isolate(topicName(need.topic, locale), locale),
  });
}

/** "You can meet in French." */
export function bridgeReason(
  { kind, languages, through }: ExplainedBridge,
  { memberName }: Explained,
  locale: Locale,
): string {
  const names = languages.map((code) => languageName(code, locale));
  const [one = '', other = ''] = names;
  switch (kind) {
    case 'SHARED_LANGUAGE':
      return say(locale, 'reason.bridge.shared', { languages: listOf(locale, names) });
    case 'INTERPRETER':
    case 'RELAY': {
      const [first] = through;
      const key = kind === 'RELAY' ? 'reason.bridge.relay' : 'reason.bridge.interpreter';
      return first === undefined
        ? say(locale, 'reason.bridge.withheld')
        : say(locale, key, { name: isolate(memberName(first), locale), one, other });
    }
    case 'WITHHELD':
      return say(locale, 'reason.bridge.withheld');
  }
}

/** "You work in different parts of the world: Eastern Africa and Central America." */
export function divideReason(
  kind: DivideKind,
  { partner: partnerId }: Pick<Pairing, 'partner'>,
  explained: Explained,
  locale: Locale,
): string {
  const both = explained.both.get(partnerId);
  if (!both) throw new RangeError('A reason for a pairing that is not among those explained');
  const { member, partner } = both;
  switch (kind) {
    case 'GEOGRAPHIC':
      return geographicReason(member, partner, locale);
    case 'LINGUISTIC':
      return say(locale, 'reason.divide.linguistic', {
        one: listOf(locale, mainLanguages(member, locale)),
        other: listOf(locale, mainLanguages(partner, locale)),
      });
    case 'HISTORIC':
      return historicReasons(both, locale).join(' ');
  }
}

function geographicReason(member: Member, partner: Member, locale: Locale): string {
  const [a, b] = [member.country, partner.country];
  if (!a || !b) return '';
  if (a.region !== b.region) {
    return say(locale, 'reason.divide.world', {
      one: regionName(a.subregion, locale),
      other: regionName(b.subregion, locale),
    });
  }
  const countries = { one: countryName(a.code, locale), other: countryName(b.code, locale) };
  return a.subregion === b.subregion
    ? say(locale, 'reason.divide.countries', {
        region: regionName(a.subregion, locale),
        ...countries,
      })
    : say(locale, 'reason.divide.region', { region: regionName(a.region, locale), ...countries });
}

const grassroots = new Set(['GRASSROOTS_GROUP', 'SOCIAL_MOVEMENT']);
const institutions = new Set(['NGO', 'LEGAL_CENTRE', 'ACADEMIC', 'COALITION']);
const millisecondsPerYear = 365.25 * 24 * 60 * 60 * 1000;

/** Only what is true of the two and worth a sentence. */
function historicReasons({ member, partner, met }: Both, locale: Locale): string[] {
  const said: string[] = [];
  if (!met) said.push(say(locale, 'reason.divide.never'));
  const groups = new Set(member.workingGroups);
  // Null: withheld. What is not known is not claimed.
  if (member.workingGroups && partner.workingGroups?.every((group) => !groups.has(group)))
    said.push(say(locale, 'reason.divide.noGroup'));
  const [one, other] = [member.kind ?? '', partner.kind ?? ''];
  if (grassroots.has(one) && institutions.has(other))
    said.push(say(locale, 'reason.divide.theyInstitution'));
  if (institutions.has(one) && grassroots.has(other))
    said.push(say(locale, 'reason.divide.youInstitution'));
  if (member.joinedOn && partner.joinedOn) {
    const years = Math.floor(
      Math.abs(Date.parse(member.joinedOn) - Date.parse(partner.joinedOn)) / millisecondsPerYear,
    );
    if (years >= 1)
      said.push(
        say(
          locale,
          member.joinedOn < partner.joinedOn
            ? 'reason.divide.youLonger'
            : 'reason.divide.theyLonger',
          { years },
        ),
      );
  }
  // A divide that is named has something to say: an exchange that was closed, if nothing else.
  if (said.length === 0 && met) said.push(say(locale, 'reason.divide.before'));
  return said;
}

/** By the week: a mean over seven days, days off included, reads as if the two worked less. */
function hoursReason(hoursADay: number, locale: Locale): string {
  const hours = 7 * hoursADay;
  if (hours > 0 && hours < 1) return say(locale, 'reason.hoursFew');
  // Never rounded up to something that is not there, but for what the division left behind.
  return say(locale, 'reason.hours', { hours: Math.floor(hours + 1e-6) });
}

function mainLanguages({ languages }: Member, locale: Locale): string[] {
  return languages
    .filter(({ main, level }) => main || level === 'NATIVE')
    .map(({ language }) => languageName(language, locale));
}

/** In right-to-left text a name in Latin letters would drag the punctuation around it to the wrong side. */
export function isolate(name: string, locale: Locale): string {
  return locale === 'ar' ? `\u2068${name}\u2069` : name;
}

function say(locale: Locale, key: MessageKey, values?: MessageValues): string {
  return message(locale, key, values);
}
