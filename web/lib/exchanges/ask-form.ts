import { formInSteps } from '../forms/in-steps.ts';
import { exchangeFormats, isOneOf, outcomeTypes, type ExchangeKind } from '../graphql/enums.ts';

/** The steps of asking, in their order; at the last one it is sent. */
export const askSteps = ['topics', 'ways', 'message', 'check'] as const;
export type AskStep = (typeof askSteps)[number];

/** The kinds of exchange that one member can ask another for. */
export const askKinds = ['TWO_WAY', 'ONE_WAY', 'JOINT', 'GROUP'] as const satisfies ExchangeKind[];
export type AskKind = (typeof askKinds)[number];

/**
 * What stands in the controls of the steps; also their names. Topics are told by their keys; `key` is made at the first
 * step, so that what is sent twice is done once.
 */
export const askForm = formInSteps(
  ['learn', 'share', 'together', 'formats', 'languages'],
  ['kind', 'places', 'outcome', 'message', 'key'],
);
export type AskValues = ReturnType<typeof askForm.read>;

/** A step of asking a partner, by a link. A message never stands in a link: those are kept in histories. */
export function stepQuery(partner: string, step: AskStep, values: AskValues): string {
  const entries: [string, string][] = [
    ['partner', partner],
    ['step', step],
    ...askForm.entries(values, ['message']),
  ];
  return `?${new URLSearchParams(entries)}`;
}

export function stepOf(name: string | null): AskStep {
  return askSteps.find((step) => step === name) ?? 'topics';
}

/** What somebody most likely means, from the topics that are ticked. */
export function likelyKind({
  learn,
  share,
  together,
}: Pick<AskValues, 'learn' | 'share' | 'together'>): AskKind {
  if (learn.length > 0 && share.length > 0) return 'TWO_WAY';
  if (learn.length === 0 && share.length === 0 && together.length > 0) return 'JOINT';
  return learn.length > 0 || share.length > 0 ? 'ONE_WAY' : 'TWO_WAY';
}

/** How many others a group may have. */
export const fewestPlaces = 2;
export const mostPlaces = 20;

/** What is wrong with a step, each with the control where it can be mended. */
export type AskProblem =
  | { field: 'kind'; code: 'kind' | 'one-way' }
  | { field: 'learn'; code: 'nothing' | 'both-sides' }
  | { field: 'share'; code: 'both-sides' | 'share' }
  | { field: 'together'; code: 'together' }
  | { field: 'places'; code: 'places' }
  | { field: 'formats'; code: 'formats' }
  | { field: 'spoken'; code: 'languages' }
  | { field: 'outcome'; code: 'outcome' };

/** The problems of all steps before this one, with the first step that has some. */
export function askProblems(
  values: AskValues,
  until: AskStep,
): { step: AskStep; problems: AskProblem[] } | null {
  for (const step of askSteps.slice(0, askSteps.indexOf(until))) {
    const problems = problemsAt(step, values);
    if (problems.length > 0) return { step, problems };
  }
  return null;
}

function problemsAt(step: AskStep, values: AskValues): AskProblem[] {
  if (step === 'topics') return topicProblems(values);
  return step === 'ways' ? wayProblems(values) : [];
}

/** What is wrong with how it is to take place. */
export function wayProblems(values: Pick<AskValues, 'formats' | 'languages' | 'outcome'>) {
  const problems: Extract<AskProblem, { field: 'formats' | 'spoken' | 'outcome' }>[] = [];
  if (!values.formats.some((format) => isOneOf(exchangeFormats, format))) {
    problems.push({ field: 'formats', code: 'formats' });
  }
  if (values.languages.length === 0) problems.push({ field: 'spoken', code: 'languages' });
  if (!isOneOf(outcomeTypes, values.outcome)) problems.push({ field: 'outcome', code: 'outcome' });
  return problems;
}

function topicProblems({ kind, learn, share, together, places }: AskValues): AskProblem[] {
  if (!isOneOf(askKinds, kind)) return [{ field: 'kind', code: 'kind' }];
  if (kind === 'JOINT') {
    return together.length === 0 ? [{ field: 'together', code: 'together' }] : [];
  }
  if (kind === 'GROUP') {
    const problems: AskProblem[] = [];
    if (share.length === 0) problems.push({ field: 'share', code: 'share' });
    if (!placesOf(places)) problems.push({ field: 'places', code: 'places' });
    return problems;
  }
  if (learn.length === 0 && share.length === 0) return [{ field: 'learn', code: 'nothing' }];
  if (kind === 'ONE_WAY') {
    const both = learn.length > 0 && share.length > 0;
    return both ? [{ field: 'kind', code: 'one-way' }] : [];
  }
  if (learn.length === 0) return [{ field: 'learn', code: 'both-sides' }];
  return share.length === 0 ? [{ field: 'share', code: 'both-sides' }] : [];
}

/** How many can take part in a group; undefined for what is no such number. */
export function placesOf(typed: string): number | undefined {
  const count = /^\p{Nd}{1,3}$/u.test(typed) ? Number(western(typed)) : Number.NaN;
  return count >= fewestPlaces && count <= mostPlaces ? count : undefined;
}

/** Digits as people type them in Arabic, in those that programs read. */
function western(digits: string): string {
  return digits.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String((digit.codePointAt(0) ?? 0) & 0xf),
  );
}

/** The topics that count for a kind of exchange; what else was ticked is left alone. */
export function topicsToSend(values: AskValues): { learn: string[]; share: string[] } {
  if (values.kind === 'JOINT') return { learn: values.together, share: [] };
  if (values.kind === 'GROUP') return { learn: [], share: values.share };
  return { learn: values.learn, share: values.share };
}
