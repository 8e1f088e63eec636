import type { ExchangeState } from '../graphql/enums.ts';

interface Told {
  state: ExchangeState;
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
export function stateMessage(
  { state, proposer, parties, agreement }: Told,
  memberId: string | null,
) {
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
  if (state === 'ACCEPTED' && agreement) return 'ACCEPTED.written';
  return state;
}
