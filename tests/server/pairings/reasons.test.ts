import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { languageName } from '../../../server/cldr/languages.ts';
import { countryName, regionName } from '../../../server/cldr/territories.ts';
import type { Locale } from '../../../server/i18n/locales.ts';
import { locales } from '../../../server/i18n/locales.ts';
import { listOf, message, type MessageKey } from '../../../server/i18n/message.ts';
import { openMatching } from '../../../server/matching/matching.ts';
import { languageLevels } from '../../../server/matching/member.ts';
import type { Field, Member, Topic } from '../../../server/matching/member.ts';
import { buildNetwork } from '../../../server/matching/network/network.ts';
import { pairingsOf } from '../../../server/matching/pairings.ts';
import type { PairFactData } from '../../../server/matching/pair-facts.ts';
import { reasonsFor } from '../../../server/pairings/reasons.ts';
import { asOf, facts, network, sampled } from '../matching/networks.ts';
import { expectedPairings } from '../matching/oracle.ts';

/** What is true of two members, found straight in what they stated and show, as sentences to the first. */
function truths(
  me: Member,
  partner: Member,
  { topics, members, closed, sharedHours }: World,
  locale: Locale,
): Set<string> {
  const unstated: Partial<Member> = { kind: null, country: null, timeZone: null, languages: [] };
  Object.assign(unstated, {
    offers: [],
    needs: [],
    themes: [],
    workingGroups: null,
    joinedOn: null,
  });
  const kept = Object.entries(unstated).filter(
    ([field]) => partner.use[field as Field] === 'NEVER',
  );
  const other = { ...partner, ...Object.fromEntries(kept) };
  const shows = (field: Field) => other.use[field] !== 'USED';
  const isolated = (name: string) => (locale === 'ar' ? `\u2068${name}\u2069` : name);
  const say = (key: string, values = {}) => message(locale, key as MessageKey, values);
  const language = (code: string) => languageName(code, locale);
  const found = new Set<string>();

  const isBelow = (topic: string, above: string, passed: string[] = []): boolean =>
    !passed.includes(topic) &&
    (topics.find(({ id }) => id === topic)?.broader ?? []).some(
      (up) => up === above || isBelow(up, above, [...passed, topic]),
    );
  const lesson = (direction: string, need: string, offer: string) => {
    const relation =
      need === offer
        ? 'same'
        : isBelow(offer, need)
          ? 'narrower'
          : isBelow(need, offer)
            ? 'broader'
            : 'related';
    const values = { topic: isolated(offer), need: isolated(need) };
    found.add(say(`reason.${direction}.${relation}`, values));
  };
  for (const { topic: need } of me.needs)
    for (const { topic: offer } of shows('offers') ? other.offers : [])
      lesson('learn', need, offer);
  for (const { topic: need } of shows('needs') ? other.needs : [])
    for (const { topic: offer } of me.offers) lesson('share', need, offer);

  const rank = (one: Member, code: string) =>
    Math.max(
      -1,
      ...one.languages
        .filter((skill) => skill.language === code)
        .map(({ level }) => languageLevels.indexOf(level)),
    );
  const usable = (one: Member) => [
    ...new Set(one.languages.map((skill) => skill.language).filter((code) => rank(one, code) > 0)),
  ];
  if (shows('languages')) {
    const common = usable(me).filter((code) => rank(other, code) > 0);
    for (const order of orders(common.map(language)))
      found.add(say('reason.bridge.shared', { languages: listOf(locale, order) }));
    for (const one of usable(me))
      for (const two of usable(other))
        for (const third of members) {
          if (third === me || third === partner) continue;
          const name = isolated(third.id);
          const values = { name, one: language(one), other: language(two) };
          const interprets = (from: string, to: string) =>
            third.interprets.some((pair) => pair.from === from && pair.to === to);
          if (third.use.interprets === 'SHOWN' && interprets(one, two) && interprets(two, one))
            found.add(say('reason.bridge.interpreter', values));
          const relays = third.relays && third.use.relays === 'SHOWN';
          if (
            relays &&
            third.use.languages === 'SHOWN' &&
            [one, two].every((code) => rank(third, code) >= 3)
          )
            found.add(say('reason.bridge.relay', values));
        }
    const main = (one: Member) =>
      [
        ...new Set(
          one.languages.filter((s) => s.main || s.level === 'NATIVE').map((s) => s.language),
        ),
      ]
        .sort()
        .map(language);
    if (main(me).join() !== main(other).join())
      found.add(
        say('reason.divide.linguistic', {
          one: listOf(locale, main(me)),
          other: listOf(locale, main(other)),
        }),
      );
  }
  // That there is a way, and no more, may always be said of two who are paired.
  found.add(say('reason.bridge.withheld'));

  const [here, there] = [me.country, other.country];
  if (shows('country') && here && there) {
    const places = { one: countryName(here.code, locale), other: countryName(there.code, locale) };
    if (here.region !== there.region)
      found.add(
        say('reason.divide.world', {
          one: regionName(here.subregion, locale),
          other: regionName(there.subregion, locale),
        }),
      );
    else if (here.subregion !== there.subregion)
      found.add(
        say('reason.divide.region', { region: regionName(here.region, locale), ...places }),
      );
    else if (here.code !== there.code)
      found.add(
        say('reason.divide.countries', { region: regionName(here.subregion, locale), ...places }),
      );
  }

  if (shows('kind') && shows('workingGroups') && shows('joinedOn')) {
    const grass = ({ kind }: Member) => kind === 'GRASSROOTS_GROUP' || kind === 'SOCIAL_MOVEMENT';
    const institution = ({ kind }: Member) => kind === 'NGO';
    const groups = [me.workingGroups, other.workingGroups];
    const apart = groups[0] && groups[1] && groups[0].every((group) => !groups[1]!.includes(group));
    const days =
      me.joinedOn && other.joinedOn ? Date.parse(other.joinedOn) - Date.parse(me.joinedOn) : 0;
    const years = Math.trunc(days / 86_400_000 / 365.25);
    const history = [
      closed ? [] : [say('reason.divide.never')],
      apart ? [say('reason.divide.noGroup')] : [],
      grass(me) && institution(other) ? [say('reason.divide.theyInstitution')] : [],
      institution(me) && grass(other) ? [say('reason.divide.youInstitution')] : [],
      years > 0 ? [say('reason.divide.youLonger', { years })] : [],
      years < 0 ? [say('reason.divide.theyLonger', { years: -years })] : [],
    ].flat();
    found.add(history.join(' ') || (closed ? say('reason.divide.before') : ''));
  }

  const both = [...new Set(me.themes)].filter((theme) => other.themes.includes(theme)).sort();
  if (shows('themes') && both.length > 0)
    found.add(say('reason.together', { topics: listOf(locale, both.map(isolated)) }));

  if (shows('timeZone') && sharedHours !== null) {
    const week = sharedHours * 7;
    found.add(
      week > 0 && week < 1
        ? say('reason.hoursFew')
        : say('reason.hours', { hours: Math.floor(week + 1e-6) }),
    );
  }
  found.delete('');
  return found;
}

interface World {
  topics: readonly Topic[];
  members: readonly Member[];
  closed: boolean;
  sharedHours: number | null;
}

function orders<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) =>
    orders(items.filter((_, j) => j !== i)).map((rest) => [item, ...rest]),
  );
}

const haveMet = (one: string, other: string, { closedExchanges = [] }: PairFactData) =>
  closedExchanges.some(({ members }) => members.includes(one) && members.includes(other));

it('every reason is true of what the two stated and show, in every language', () => {
  const said = new Set<string>();
  fc.assert(
    fc.property(network, facts, (data, facts) => {
      const matching = openMatching(buildNetwork(data), { asOf, facts });
      for (const me of data.members) {
        const expected = expectedPairings(me.id, data, { asOf, facts });
        for (const pairing of pairingsOf(me.id, matching)) {
          const other = data.members.find(({ id }) => id === pairing.partner)!;
          const met = haveMet(me.id, other.id, facts);
          const explained = {
            memberId: me.id,
            both: new Map([
              [
                other.id,
                {
                  member: matching.network.entry(me.id)!.own,
                  partner: matching.network.entry(other.id)!.seen,
                  met,
                },
              ],
            ]),
            relation: (need: string, offer: string) => matching.topics.relation(need, offer),
            topicName: (id: string) => id,
            memberName: (id: string) => id,
          };
          const sharedHours = expected.find(({ partner }) => partner === other.id)!.sharedHours;
          for (const locale of locales) {
            const world = { ...data, closed: met, sharedHours };
            const trueOnes = truths(me, other, world, locale);
            const reasons = reasonsFor(pairing, explained, locale);
            expect(new Set(reasons).size).toBe(reasons.length);
            for (const reason of reasons) {
              expect(trueOnes).toContain(reason);
              if (locale === 'en') said.add(reason.replace(/\p{Lu}.*?:.*|[\d]+/gu, ''));
            }
          }
        }
      }
    }),
    sampled,
  );
  // The samples are worth something.
  expect(said.size).toBeGreaterThan(40);
});
