/** A constant of the engine: what it means and what it may be. */
export interface Constant {
  readonly default: number;
  readonly least: number;
  readonly most: number;
  readonly meaning: string;
}

const share = (value: number, meaning: string): Constant => ({
  default: value,
  least: 0,
  most: 1,
  meaning,
});
const count = (value: number, least: number, most: number, meaning: string): Constant => ({
  default: value,
  least,
  most,
  meaning,
});

const constants = {
  minSimilarity: share(0.35, 'Two topics less alike than this have nothing to do with each other.'),
  narrowerAtLeast: share(0.9, 'Similarity of an offer narrower than the need, at least.'),
  broaderAtMost: share(0.7, 'Similarity of an offer broader than the need, at most.'),
  lexicalThreshold: share(0.7, 'Labels less alike than this are different words.'),

  levelOneBelow: share(0.5, 'Fit of an offer one level below the level wanted.'),
  formatDiffers: share(0.6, 'Fit where both chose formats and share none.'),
  priorityHigh: share(0.8, 'Weight of a need of high priority.'),
  priorityNormal: share(0.7, 'Weight of a need of normal priority.'),
  priorityLow: share(0.4, 'Weight of a need of low priority.'),

  languageA1: share(0, 'Bridge by a shared language, the lower of two levels being A1.'),
  languageA2: share(0.4, 'The same for A2.'),
  languageB1: share(0.75, 'The same for B1.'),
  languageB2: share(0.9, 'The same for B2.'),
  languageC1: share(1, 'The same for C1 and above.'),
  interpreter: share(0.6, 'Bridge by an interpreter.'),
  relay: share(0.5, 'Bridge by a third member that relays.'),
  relayLevel: count(
    4,
    1,
    7,
    'Least level of a relay in both languages, from 1 (A1) to 7 (native).',
  ),

  timeBase: share(0.7, 'Time factor of two members that never work at the same hour.'),
  timeUnknown: share(0.85, 'Time factor where a time zone is unknown.'),
  timeHours: count(4, 0.25, 24, 'Shared hours a day that are enough.'),
  timeDays: count(28, 1, 366, 'Days after asOf over which shared hours are averaged.'),
  workdayFrom: count(540, 0, 1440, 'Minute of the day when work begins, unless stated.'),
  workdayTo: count(1020, 0, 1440, 'Minute of the day when work ends, unless stated.'),

  geographicSubregion: share(0.4, 'Geographic extent: another country of the same subregion.'),
  geographicRegion: share(0.7, 'Geographic extent: another subregion of the same region.'),
  geographicElsewhere: share(1, 'Geographic extent: another region.'),
  historicYears: count(5, 0.25, 100, 'Years after which a past exchange no longer counts.'),
  joinedYears: count(10, 0.25, 100, 'Difference of years in the network that counts in full.'),
  geographicWeight: share(0.25, 'Weight of the geographic divide.'),
  linguisticWeight: share(0.25, 'Weight of the linguistic divide.'),
  historicWeight: share(0.25, 'Weight of the historic divide.'),

  purposeBase: share(0.8, 'Purpose factor of two members whose themes have nothing in common.'),
  purposeUnknown: share(0.5, 'Similarity of purpose where one has stated no theme.'),

  exposureAtLeast: count(0.9, 0.5, 1, 'Exposure factor of those shown most, at least.'),
  exposureAtMost: count(1.1, 1, 1.5, 'Exposure factor of those shown least, at most.'),
  exposureDays: count(28, 1, 366, 'Days for which it counts that a member was shown to another.'),

  availabilityDays: count(120, 1, 3660, 'Days for which a confirmed availability is believed.'),
  recentMonths: count(
    12,
    0,
    120,
    'Months after a closed exchange before the two are paired again.',
  ),
  declineMonths: count(6, 0, 120, 'Months after a decline before the two are paired again.'),
  dismissMonths: count(
    6,
    0,
    120,
    'Months for which a member that was set aside stays out of the list of the one who did so.',
  ),
} satisfies Record<string, Constant>;

export type PolicyName = keyof typeof constants;

/** Every number that the engine takes from outside the data, by name. */
export type Policy = Readonly<Record<PolicyName, number>>;

/** Meaning, range and default of each constant, for pages that explain or change them. */
export const policyConstants: Readonly<Record<PolicyName, Constant>> = constants;

export const defaultPolicy = Object.fromEntries(
  Object.entries(constants).map(([name, constant]) => [name, constant.default]),
) as Policy;

/** Where "better never lowers a score" depends on the order of constants. */
const ascending: readonly (readonly PolicyName[])[] = [
  ['languageA1', 'languageA2', 'languageB1', 'languageB2', 'languageC1'],
  ['priorityLow', 'priorityNormal', 'priorityHigh'],
  ['geographicSubregion', 'geographicRegion', 'geographicElsewhere'],
];

/**
 * The default policy with changes.
 * @throws RangeError naming the constant, what was found and what is allowed
 */
export function policyWith(changes: Partial<Policy>): Policy {
  const policy: Policy = { ...defaultPolicy, ...changes };
  for (const [name, value] of Object.entries(policy)) {
    const constant = policyConstants[name as PolicyName] as Constant | undefined;
    if (!constant) throw new RangeError(`${name}: no constant of the policy has this name`);
    const { least, most } = constant;
    // Written so that NaN fails too.
    if (!(value >= least && value <= most))
      throw new RangeError(`${name}: found ${value}, allowed is ${least} to ${most}`);
  }
  for (const names of ascending)
    for (const [i, name] of names.entries()) {
      const before = names[i - 1];
      if (before && policy[before] > policy[name])
        throw new RangeError(
          `${name}: found ${policy[name]}, allowed is ${before} (${policy[before]}) or more`,
        );
    }
  return policy;
}
