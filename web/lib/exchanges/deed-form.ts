import type { RequestEvent } from '@sveltejs/kit';
import { declineReasons, isOneOf, outcomeVerdicts, reviewDecisions } from '../graphql/enums.ts';
import { execute } from '../graphql/execute.ts';
import { textOf } from '../forms/text.ts';
import type { actionInput } from './exchange.ts';
import type { Answer } from './answer.ts';
import { deeds, type Deed, type DeedField } from './deeds.ts';
import * as mutations from './mutations.ts';

/** What stands in the controls of the form; also their names. */
export type DeedValues = Record<DeedField, string>;

export const emptyDeed: DeedValues = {
  keepReceiving: '',
  reason: '',
  note: '',
  until: '',
  decision: '',
  verdict: '',
};

export function readDeed(form: FormData): DeedValues {
  const names = Object.keys(emptyDeed) as DeedField[];
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as DeedValues;
}

const toldWhy = ['ASK_FOR_CHANGES', 'REFUSE'];
const needed = ['decision', 'note', 'reason', 'keepReceiving'] as const satisfies DeedField[];

/** The fields that have to be answered and are not, in the order of the page. */
export function unanswered(deed: Deed, values: DeedValues): (typeof needed)[number][] {
  const answered = {
    decision: isOneOf(reviewDecisions, values.decision),
    // Whoever is to change something, or to give up, is told what or why.
    note: !toldWhy.includes(values.decision) || values.note !== '',
    reason: isOneOf(declineReasons, values.reason),
    keepReceiving: isOneOf(['yes', 'no'], values.keepReceiving),
  };
  const asked: readonly DeedField[] = deeds[deed].fields;
  return needed.filter((field) => asked.includes(field) && !answered[field]);
}

type Input = ReturnType<typeof actionInput>;

/** Does it; call it when nothing is unanswered. */
export async function perform(
  event: RequestEvent,
  deed: Deed,
  base: Input,
  values: DeedValues,
): Promise<Answer> {
  const keepReceiving = values.keepReceiving === 'yes';
  const note = values.note || null;
  const run = {
    accept: () => execute(event, mutations.acceptExchange, { input: { ...base, keepReceiving } }),
    decline: () => {
      const reason = isOneOf(declineReasons, values.reason) ? values.reason : 'OTHER';
      const input = { ...base, reason, note, keepReceiving };
      return execute(event, mutations.declineExchange, { input });
    },
    withdraw: () => execute(event, mutations.withdrawExchange, { input: base }),
    review: () => {
      const decision = isOneOf(reviewDecisions, values.decision)
        ? values.decision
        : 'ASK_FOR_CHANGES';
      return execute(event, mutations.reviewExchange, { input: { ...base, decision, note } });
    },
    start: () => execute(event, mutations.startExchange, { input: base }),
    hold: () => {
      const input = { ...base, until: values.until || null, note };
      return execute(event, mutations.holdExchange, { input });
    },
    resume: () => execute(event, mutations.resumeExchange, { input: base }),
    complete: () => execute(event, mutations.completeExchange, { input: base }),
    close: () => {
      const chosen = values.verdict;
      const verdict = isOneOf(outcomeVerdicts, chosen) ? chosen : null;
      return execute(event, mutations.closeExchange, { input: { ...base, verdict } });
    },
    cancel: () => execute(event, mutations.cancelExchange, { input: { ...base, note } }),
    stop: () => execute(event, mutations.stopExchangeForSafety, { input: { ...base, note } }),
  } satisfies Record<Deed, () => Promise<{ result: Answer }>>;
  return (await run[deed]()).result;
}
