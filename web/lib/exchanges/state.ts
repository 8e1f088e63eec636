import type { ExchangeAction, ExchangeState } from '../graphql/enums.ts';

interface Told {
  state: ExchangeState;
  nextAction: { action: ExchangeAction } | null;
  agreement: object | null;
  proposer: 'MEMBER' | 'SECRETARIAT' | 'ROUND';
  parties: readonly {
    asked: boolean;
    answer: string;
    completed: boolean;
    member: { id: string };
  }[];
}

/** The message below `exchanges.state.` that says how an exchange stands, as one party sees it. */
export function stateMessage(told: Told, memberId: string | null) {
  const { state, proposer, parties, agreement } = told;
  const self = parties.find(({ member }) => member.id === memberId);
  if (state === 'REQUESTED') {
    if (!self) return 'REQUESTED.looking';
    if (!self.asked) return 'REQUESTED.asking';
    if (self.answer !== 'PENDING') return 'REQUESTED.answered';
    return proposer === 'MEMBER' ? 'REQUESTED.asked' : 'REQUESTED.proposed';
  }
  if (state === 'DECLINED') {
    if (self?.answer === 'DECLINED') return 'DECLINED.self';
    return 'DECLINED.other';
  }
  if (state === 'IN_REVIEW' && wantsChanges(told)) return 'IN_REVIEW.changes';
  if (state === 'ACCEPTED' && agreement) return 'ACCEPTED.written';
  return state;
}

/** The secretariat looked at it, and the parties are to change their agreement. */
function wantsChanges({ nextAction }: Pick<Told, 'nextAction'>): boolean {
  return nextAction?.action === 'DRAFT_AGREEMENT';
}

/** Whom that message speaks of: who asked, who was asked, or all others that take part. */
export function spokenOf<Some extends Told['parties'][number]>(
  { state, proposer, parties }: Pick<Told, 'state' | 'proposer'> & { parties: readonly Some[] },
  memberId: string | null,
): Some[] {
  const others = parties.filter(({ member }) => member.id !== memberId);
  if (state === 'REQUESTED' && proposer === 'MEMBER') {
    const self = parties.find(({ member }) => member.id === memberId);
    if (self) return others.filter(({ asked }) => asked !== self.asked);
  }
  if (state === 'REQUESTED') {
    return memberId ? others : others.filter(({ answer }) => answer === 'PENDING');
  }
  const accepted = others.filter(({ answer }) => answer === 'ACCEPTED');
  return accepted.length > 0 ? accepted : others;
}

/** What was done and brought an exchange to where it stands, where people ask why. */
const decisive: Partial<Record<ExchangeState, readonly ExchangeAction[]>> = {
  IN_REVIEW: ['REVIEW'],
  ACCEPTED: ['REVIEW'],
  ON_HOLD: ['HOLD'],
  CANCELLED: ['CANCEL', 'REVIEW'],
};

/** The event that says why it stands as it does; undefined where nobody needs to be told. */
export function reasonOf<Event extends { action: ExchangeAction; note: string | null }>(
  told: Pick<Told, 'state' | 'nextAction' | 'agreement'>,
  history: readonly Event[],
): Event | undefined {
  if (told.state === 'IN_REVIEW' && !wantsChanges(told)) return undefined;
  const actions = decisive[told.state] ?? [];
  const event = history.findLast(({ action }) => actions.includes(action));
  return told.state === 'CANCELLED' || event?.note ? event : undefined;
}
