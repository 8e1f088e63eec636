/** What the constants are about, in the order in which the page explains them. */
export const groups = [
  'bridge',
  'time',
  'divides',
  'purpose',
  'exposure',
  'rules',
  'exchanges',
  'other',
] as const;
export type Group = (typeof groups)[number];

/** How the names of each group begin. */
const beginnings: Record<Exclude<Group, 'other'>, RegExp> = {
  bridge: /^(language|interpreter|relay)/,
  time: /^(time|workday)/,
  divides: /^(geographic|linguistic|historic|joined)/,
  purpose: /^purpose/,
  exposure: /^exposure/,
  rules: /^(availability|recent|decline|dismiss)/,
  exchanges: /^(remind|expire|silent|confirm|openRequests|review|midway|followUp)/,
};

/** The constants that belong together, each in the order given; groups without any are left out. */
export function grouped<Constant extends { name: string }>(
  constants: readonly Constant[],
): { group: Group; constants: Constant[] }[] {
  return groups
    .map((group) => ({ group, constants: constants.filter(({ name }) => groupOf(name) === group) }))
    .filter(({ constants }) => constants.length > 0);
}

function groupOf(name: string): Group {
  const found = groups.find((group) => group !== 'other' && beginnings[group].test(name));
  return found ?? 'other';
}
