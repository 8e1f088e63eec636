import type { ExchangeAction, ExchangeState } from '../graphql/enums.ts';

/** The lists that a member's exchanges stand in, in their order. */
export const groups = ['yours', 'theirs', 'underWay', 'ended'] as const;
export type Group = (typeof groups)[number];

/** What a list has to know of an exchange. */
export interface Standing {
  state: ExchangeState;
  /** On behalf of a member: what that member can do. */
  viewerCan: readonly ExchangeAction[];
  nextAction: {
    action: ExchangeAction;
    waitsForViewer: boolean;
    dueAt: string | null;
    member: { id: string } | null;
  } | null;
}

const before: readonly ExchangeState[] = ['REQUESTED', 'IN_REVIEW', 'ACCEPTED', 'AGREED'];
const under: readonly ExchangeState[] = ['ACTIVE', 'ON_HOLD', 'COMPLETED'];

/** Whether an exchange goes on. */
export function isOpen(state: ExchangeState): boolean {
  return before.includes(state) || under.includes(state);
}

/** What each party has to do for itself, in whatever order: the API names one that it waits for. */
const byEach: readonly ExchangeAction[] = ['ACCEPT', 'SIGN_AGREEMENT', 'COMPLETE'];

/**
 * Whether the next step is up to this side. On behalf of a member it is that member's turn that
 * counts, not the viewer's.
 */
export function isTurnOf({ nextAction, viewerCan }: Standing, onBehalfOf: string | null): boolean {
  if (!nextAction) return false;
  const { action, member, waitsForViewer } = nextAction;
  if (!onBehalfOf) return waitsForViewer;
  return member?.id === onBehalfOf || (byEach.includes(action) && viewerCan.includes(action));
}

export function groupOf(exchange: Standing, onBehalfOf: string | null): Group {
  if (!isOpen(exchange.state)) return 'ended';
  if (isTurnOf(exchange, onBehalfOf)) return 'yours';
  return under.includes(exchange.state) ? 'underWay' : 'theirs';
}

/** Exchanges in their lists: what is due first comes first, what has no date last. */
export function grouped<Some extends Standing>(
  exchanges: readonly Some[],
  onBehalfOf: string | null,
): { group: Group; exchanges: Some[] }[] {
  const due = ({ nextAction }: Some) => nextAction?.dueAt ?? '9999';
  return groups
    .map((group) => ({
      group,
      exchanges: exchanges
        .filter((exchange) => groupOf(exchange, onBehalfOf) === group)
        .toSorted((a, b) => (group === 'ended' ? 0 : due(a).localeCompare(due(b)))),
    }))
    .filter(({ exchanges: found }) => found.length > 0);
}
