import { Temporal } from 'temporal-polyfill';
import type { ExchangeState, FollowUpKind, OutcomeVerdict } from '../../generated/prisma/enums.ts';
import { transitions } from '../exchanges/rules/transitions.ts';
import { checkText } from '../exchanges/text.ts';
import type { Checked, Problem } from '../members/rules.ts';
import type { Periods } from '../policy/periods.ts';

/** When each party of an exchange is asked how it went, and what. */

/** The questions of a form. */
export const questions = [
  'VERDICT',
  'USEFUL',
  'LEARNED',
  'CHANGED',
  'AGAIN',
  'MAY_TELL',
  'HELP',
] as const;
export type Question = (typeof questions)[number];

/** What each form asks, in this order. Short: nobody needs two minutes for it. The outcome is asked at the end and once more. */
export const questionsOf: Readonly<Record<FollowUpKind, readonly Question[]>> = {
  MIDWAY: ['USEFUL', 'LEARNED', 'HELP'],
  END: ['VERDICT', 'USEFUL', 'LEARNED', 'AGAIN', 'MAY_TELL', 'HELP'],
  AFTER_3_MONTHS: ['USEFUL', 'CHANGED', 'HELP'],
  AFTER_9_MONTHS: ['VERDICT', 'CHANGED', 'AGAIN', 'MAY_TELL', 'HELP'],
};

/** Days that an exchange takes at least for a check-in half way. */
const leastForMidway = 14;

/** What the schedule is made from; days as `YYYY-MM-DD`. */
export interface Course {
  readonly startedOn: string;
  /** As agreed; null: not agreed. */
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  /** Null: not yet. */
  readonly completedOn: string | null;
}

export interface Due {
  readonly kind: FollowUpKind;
  /** `YYYY-MM-DD` */
  readonly dueOn: string;
}

/**
 * The follow-ups of an exchange: half way to the agreed end and at that end as it starts, and once it is completed, at that
 * day (the end, where that had come before it, stays) and some months after it.
 */
export function schedule(
  { startedOn, startsOn, endsOn, completedOn }: Course,
  {
    midwayAfterDays,
    followUpMonths,
    followUpAgainMonths,
  }: Pick<Periods, 'midwayAfterDays' | 'followUpMonths' | 'followUpAgainMonths'>,
): Due[] {
  if (completedOn !== null) {
    const completed = Temporal.PlainDate.from(completedOn);
    const later = (months: number) => completed.add({ months }).toString();
    const end = endsOn !== null && endsOn < completedOn && endsOn > startedOn;
    return [
      { kind: 'END', dueOn: end ? endsOn : completedOn },
      { kind: 'AFTER_3_MONTHS', dueOn: later(followUpMonths) },
      { kind: 'AFTER_9_MONTHS', dueOn: later(followUpAgainMonths) },
    ];
  }
  const begins = Temporal.PlainDate.from(
    startsOn !== null && startsOn > startedOn ? startsOn : startedOn,
  );
  if (endsOn === null || endsOn <= begins.toString())
    return [{ kind: 'MIDWAY', dueOn: begins.add({ days: midwayAfterDays }).toString() }];
  const { days } = begins.until(endsOn, { largestUnit: 'days' });
  const midway = begins.add({ days: Math.floor(days / 2) }).toString();
  const end: Due = { kind: 'END', dueOn: endsOn };
  return days < leastForMidway ? [end] : [{ kind: 'MIDWAY', dueOn: midway }, end];
}

export interface Answers {
  readonly verdict?: OutcomeVerdict | null;
  readonly useful?: number | null;
  readonly learned?: string | null;
  readonly changed?: string | null;
  readonly help?: string | null;
  readonly again?: boolean | null;
  readonly mayTell?: boolean | null;
}

/** Characters of an answer in words. */
export const answerLimit = 2_000;

const fieldOf = {
  VERDICT: 'verdict',
  USEFUL: 'useful',
  LEARNED: 'learned',
  CHANGED: 'changed',
  AGAIN: 'again',
  MAY_TELL: 'mayTell',
  HELP: 'help',
} as const satisfies Record<Question, keyof Answers>;

/** The answers to a form, all of them: what is absent is an answer taken back. No question must be answered, but one. */
export function checkAnswers(kind: FollowUpKind, given: Answers): Checked<Required<Answers>> {
  const problems: Problem[] = [];
  const text = (field: 'learned' | 'changed' | 'help') => {
    const checkedText = checkText([field], given[field], { max: answerLimit });
    problems.push(...checkedText.problems);
    return checkedText.value;
  };
  const answers: Required<Answers> = {
    verdict: given.verdict ?? null,
    useful: given.useful ?? null,
    learned: text('learned'),
    changed: text('changed'),
    help: text('help'),
    again: given.again ?? null,
    mayTell: given.mayTell ?? null,
  };
  const asked = questionsOf[kind];
  for (const question of questions) {
    const field = fieldOf[question];
    if (answers[field] !== null && !asked.includes(question))
      problems.push({ path: [field], key: 'followUp.notAsked' });
  }
  const { useful } = answers;
  if (useful !== null && !(Number.isInteger(useful) && useful >= 1 && useful <= 5))
    problems.push({ path: ['useful'], key: 'followUp.useful', values: { found: useful } });
  if (Object.values(answers).every((answer) => answer === null))
    problems.push({ path: [], key: 'followUp.empty' });
  return problems.length === 0 ? { value: answers, problems: [] } : { value: null, problems };
}

/** Whether its day has come. */
export function isDue({ dueOn, askedAt }: { dueOn: Date; askedAt: Date | null }, now: Date) {
  return askedAt !== null || dueOn <= now;
}

/** Whether a form can be filled in. The table of transitions has the last word. */
export function isOpen(
  followUp: { readonly dueOn: Date; readonly askedAt: Date | null },
  state: ExchangeState,
  now: Date,
): boolean {
  const answerable = transitions.some(
    ({ action, from }) => action === 'SUBMIT_FOLLOW_UP' && from.includes(state),
  );
  return isDue(followUp, now) && answerable;
}
