import { formInSteps } from '../forms/in-steps.ts';
import { isOneOf, type ExchangeKind } from '../graphql/enums.ts';
import {
  fewestPlaces,
  likelyKind,
  mostPlaces,
  placesOf,
  wayProblems,
  type AskProblem,
} from './ask-form.ts';

/** The steps of a proposal of the secretariat, in their order; at the last one it is sent. */
export const proposeSteps = ['members', 'topics', 'ways', 'message', 'check'] as const;
export type ProposeStep = (typeof proposeSteps)[number];

/** What passes in a circle, from the first to the second and so on, and at last back to the first. */
export const lessonNames = ['lesson1', 'lesson2', 'lesson3', 'lesson4'] as const;
export type LessonName = (typeof lessonNames)[number];

/** What stands in the controls of the steps; members by their ids in the order of giving, topics by their keys. */
export const proposeForm = formInSteps(
  ['member', ...lessonNames, 'share', 'together', 'formats', 'languages'],
  ['kind', 'places', 'outcome', 'message', 'key'],
);
export type ProposeValues = ReturnType<typeof proposeForm.read>;

/** More than these are a group, and no circle. */
export const mostInCircle = lessonNames.length;
/** A host, and as many as can learn from it. */
export const mostMembers = 1 + mostPlaces;

/** A step of a proposal, by a link. A message never stands in a link: those are kept in histories. */
export function proposeQuery(step: ProposeStep, values: ProposeValues, sought = ''): string {
  const entries = [
    ...proposeForm.entries(values, ['message']),
    ['step', step],
    ...(sought ? [['q', sought]] : []),
  ] as [string, string][];
  return `?${new URLSearchParams(entries)}`;
}

export function proposeStepOf(name: string | null): ProposeStep {
  return proposeSteps.find((step) => step === name) ?? 'members';
}

/** The kinds of exchange that so many members can have. */
export function kindsOf(members: number): readonly ExchangeKind[] {
  if (members === 2) return ['TWO_WAY', 'ONE_WAY', 'JOINT', 'GROUP'];
  return members <= mostInCircle ? ['CIRCLE', 'GROUP'] : ['GROUP'];
}

/** Something that could be learned. */
export interface ProposedTopic {
  key: string;
  /** The topic that the learner wants to learn, and would thereby. */
  need: { key: string; name: string } | null;
}

/** What there is to choose from. */
export interface ProposeChoices {
  /** One for each step of a circle; of two members there and back. */
  lessons: readonly { topics: readonly ProposedTopic[] }[];
  /** What the first could teach a group. */
  share: readonly ProposedTopic[];
  together: readonly { key: string }[];
}

const wanted = (topics: readonly ProposedTopic[]) =>
  topics.flatMap(({ key, need }) => (need ? [key] : []));

/** With what is most likely meant, as long as nobody has said what kind of exchange it is to be. */
export function withLikely(values: ProposeValues, choices: ProposeChoices): ProposeValues {
  if (values.kind !== '') return values;
  const filled = { ...values };
  choices.lessons.forEach(({ topics }, at) => {
    const name = lessonNames[at];
    if (name && filled[name].length === 0) filled[name] = wanted(topics);
  });
  if (filled.share.length === 0) filled.share = wanted(choices.share);
  if (filled.places === '')
    filled.places = String(Math.max(fewestPlaces, values.member.length - 1));
  const kinds = kindsOf(values.member.length);
  const two = { learn: filled.lesson2, share: filled.lesson1, together: filled.together };
  return { ...filled, kind: kinds.length === 4 ? likelyKind(two) : (kinds[0] ?? '') };
}

/** What a button beside a member does to the list of members. */
export const memberDeeds = ['add', 'remove', 'earlier', 'later'] as const;

/** The values after such a button; null for any other. What passes between two that stay neighbours stays. */
export function withMembers(values: ProposeValues, button: string): ProposeValues | null {
  const [deed = '', id = ''] = button.split(' ');
  if (!isOneOf(memberDeeds, deed) || id === '') return null;
  const member = values.member.filter(
    (other) => deed === 'earlier' || deed === 'later' || other !== id,
  );
  const at = member.indexOf(id);
  if (deed === 'add' && member.length < mostMembers) member.push(id);
  const to = deed === 'earlier' ? at - 1 : at + 1;
  const other = member[to];
  if (deed !== 'add' && at !== -1 && other !== undefined) {
    member[to] = id;
    member[at] = other;
  }
  const before = new Map(
    pairsOf(values.member).map((pair, index) => [pair, valuesAt(values, index)]),
  );
  const pairs = pairsOf(member);
  const lessons = lessonNames.map((name, index) => [name, before.get(pairs[index] ?? '') ?? []]);
  return { ...values, ...Object.fromEntries(lessons), member, kind: '' };
}

const pairsOf = (members: readonly string[]) =>
  members.length < 2
    ? []
    : members.map((member, at) => `${member} ${members[(at + 1) % members.length]}`);

function valuesAt(values: ProposeValues, at: number): string[] {
  const name = lessonNames[at];
  return name ? values[name] : [];
}

/** What is wrong with a step, each with the control where it can be mended. */
export type ProposeProblem =
  | Exclude<AskProblem, { field: 'learn' | 'share' }>
  | { field: 'q'; code: 'members' | 'too-many' }
  | { field: 'share'; code: 'share' }
  | { field: LessonName; code: 'nothing' | 'both-sides' | 'lesson' };

/** The problems of all steps before this one, with the first step that has some. Of steps that lead nowhere yet none is told. */
export function proposeProblems(
  values: ProposeValues,
  choices: ProposeChoices,
  until: ProposeStep,
): { step: ProposeStep; problems: ProposeProblem[] } | null {
  for (const step of proposeSteps.slice(0, proposeSteps.indexOf(until))) {
    const problems = problemsAt(step, values, choices);
    if (problems.length > 0) return { step, problems };
  }
  return null;
}

function problemsAt(
  step: ProposeStep,
  values: ProposeValues,
  choices: ProposeChoices,
): ProposeProblem[] {
  if (step === 'members') {
    const { length } = values.member;
    if (length < 2) return [{ field: 'q', code: 'members' }];
    return length > mostMembers ? [{ field: 'q', code: 'too-many' }] : [];
  }
  if (step === 'topics') return topicProblems(values, choices);
  return step === 'ways' ? wayProblems(values) : [];
}

/** Where somebody shows nothing there is nothing to tick: the parties find out what they can learn. */
function topicProblems(values: ProposeValues, choices: ProposeChoices): ProposeProblem[] {
  const { kind, member, share, together, places } = values;
  if (!isOneOf(kindsOf(member.length), kind)) return [{ field: 'kind', code: 'kind' }];
  if (kind === 'JOINT')
    return together.length === 0 ? [{ field: 'together', code: 'together' }] : [];
  if (kind === 'GROUP') {
    const problems: ProposeProblem[] = [];
    if (share.length === 0 && choices.share.length > 0)
      problems.push({ field: 'share', code: 'share' });
    const found = placesOf(places);
    if (!found || found < member.length - 1) problems.push({ field: 'places', code: 'places' });
    return problems;
  }
  const open = lessonNames.filter((name, at) => choices.lessons[at]?.topics.length);
  const empty = open.filter((name) => values[name].length === 0);
  if (kind === 'CIRCLE') return empty.map((field) => ({ field, code: 'lesson' }));
  const [first] = open;
  if (!first) return [];
  if (empty.length === open.length) return [{ field: first, code: 'nothing' }];
  if (kind === 'ONE_WAY')
    return values.lesson1.length > 0 && values.lesson2.length > 0
      ? [{ field: 'kind', code: 'one-way' }]
      : [];
  return empty.map((field) => ({ field, code: 'both-sides' }));
}

/** The topics that count for a kind of exchange, as the request names them; what else was ticked is left alone. */
export function proposedTopics(values: ProposeValues): {
  learn?: string[];
  share?: string[];
  steps?: string[][];
} {
  const { kind, member, lesson1, lesson2, together, share } = values;
  if (kind === 'JOINT') return { learn: together, share: [] };
  if (kind === 'GROUP') return { learn: [], share };
  if (kind === 'CIRCLE')
    return { steps: lessonNames.slice(0, member.length).map((name) => values[name]) };
  return { learn: lesson2, share: lesson1 };
}
