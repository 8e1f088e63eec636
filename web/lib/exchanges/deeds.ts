import type { ExchangeAction } from '../graphql/enums.ts';

/** What a form of a deed asks for. */
export type DeedField = 'keepReceiving' | 'reason' | 'note' | 'until' | 'decision' | 'verdict';

/** Something that is done to an exchange on a page of its own. */
export interface DeedRules {
  action: ExchangeAction;
  fields: readonly DeedField[];
  /** It ends something: its button is quiet, and says so by its colour too. */
  ends?: boolean;
}

/** By the last part of the path. */
export const deeds = {
  accept: { action: 'ACCEPT', fields: ['keepReceiving'] },
  decline: { action: 'DECLINE', fields: ['reason', 'note', 'keepReceiving'], ends: true },
  withdraw: { action: 'WITHDRAW', fields: [], ends: true },
  review: { action: 'REVIEW', fields: ['decision', 'note'] },
  start: { action: 'START', fields: [] },
  hold: { action: 'HOLD', fields: ['until', 'note'] },
  resume: { action: 'RESUME', fields: [] },
  complete: { action: 'COMPLETE', fields: [] },
  close: { action: 'CLOSE', fields: ['verdict'] },
  cancel: { action: 'CANCEL', fields: ['note'], ends: true },
  stop: { action: 'STOP_FOR_SAFETY', fields: ['note'], ends: true },
} as const satisfies Record<string, DeedRules>;

export type Deed = keyof typeof deeds;

export function isDeed(segment: string): segment is Deed {
  return Object.hasOwn(deeds, segment);
}

/** What leads on to another page of an exchange, by the action that it is for. */
export type Step = Deed | 'draft' | 'sign' | 'invite' | 'meet';

const stepOf: Partial<Record<ExchangeAction, Step>> = {
  ...Object.fromEntries(Object.entries(deeds).map(([deed, { action }]) => [action, deed])),
  DRAFT_AGREEMENT: 'draft',
  SIGN_AGREEMENT: 'sign',
  INVITE: 'invite',
  LOG_SESSION: 'meet',
};

/** The page of a step, or its part of the page, below the page of the exchange. */
export function stepPath(step: Step): string {
  if (step === 'meet') return '#meetings';
  return step === 'draft' || step === 'sign' ? `/agreement/${step}` : `/${step}`;
}

/** What carries an exchange on, in the order in which one of them is the thing to do. */
const forward: readonly Step[] = [
  'review',
  'accept',
  'sign',
  'draft',
  'start',
  'resume',
  'complete',
  'close',
];
/** What stands beside it, without haste. */
const beside: readonly Step[] = [
  'decline',
  'invite',
  'draft',
  'complete',
  'hold',
  'close',
  'withdraw',
  'cancel',
];

export interface Steps {
  /** The one thing to do now. */
  primary: Step | null;
  beside: Step[];
  /** Whether it can be stopped for safety; that stands apart. */
  stop: boolean;
}

/**
 * The steps that somebody may take, as the API lists them. The primary one is what the exchange
 * waits for; where it waits for somebody else there is none, but for what was not begun.
 */
export function stepsOf(
  can: readonly ExchangeAction[],
  waitsForSide: boolean,
  wanted: ExchangeAction | null,
): Steps {
  const steps = can.flatMap((action) => stepOf[action] ?? []);
  const expected = wanted ? stepOf[wanted] : undefined;
  const first = forward.find((step) => steps.includes(step)) ?? null;
  const isWanted = expected !== undefined && steps.includes(expected);
  const primary = waitsForSide ? (isWanted ? expected : first) : null;
  const rest = steps.filter((step) => ![primary, 'stop', 'meet'].includes(step));
  const order = [...new Set([...forward, ...beside])].filter((step) => !endsIt(step));
  const ordered = [...order, ...beside.filter(endsIt)];
  return {
    primary,
    beside: ordered.filter((step) => rest.includes(step)),
    stop: steps.includes('stop'),
  };
}

/** Whether a step ends what is there. */
export function endsIt(step: Step): boolean {
  return isDeed(step) && 'ends' in deeds[step];
}

/** What somebody just did, which the page after it confirms. */
export const deedsDone = [
  'ask',
  'propose',
  'message',
  'draft',
  'sign',
  'invite',
  ...(Object.keys(deeds) as Deed[]),
] as const;
