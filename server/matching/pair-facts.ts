import { ordered } from './order.ts';

/** What two members have behind them, or one has said about the other. */
export interface PairFact {
  /** One of the two, or the secretariat, wants them never to be introduced. */
  readonly doNotIntroduce: boolean;
  readonly openExchange: boolean;
  /** The last exchange of the two that was closed: when, and whether both want another. */
  readonly closed: { readonly on: string; readonly bothWantAgain: boolean } | null;
  /** The last time one declined the other. */
  readonly declinedOn: string | null;
}

type Two = readonly [string, string];

/** Facts as the pairings room reads them; the order within a pair means nothing. */
export interface PairFactData {
  readonly doNotIntroduce?: readonly Two[];
  readonly openExchanges?: readonly Two[];
  readonly closedExchanges?: readonly {
    readonly members: Two;
    readonly on: string;
    readonly bothWantAgain: boolean;
  }[];
  readonly declines?: readonly { readonly members: Two; readonly on: string }[];
}

const nothing: PairFact = {
  doNotIntroduce: false,
  openExchange: false,
  closed: null,
  declinedOn: null,
};

/** Finds the facts of two members, in either order. */
export class PairFacts {
  readonly #facts = new Map<string, Map<string, PairFact>>();

  constructor(data: PairFactData = {}) {
    for (const pair of data.doNotIntroduce ?? []) this.#add(pair, () => ({ doNotIntroduce: true }));
    for (const pair of data.openExchanges ?? []) this.#add(pair, () => ({ openExchange: true }));
    for (const { members, on, bothWantAgain } of data.closedExchanges ?? [])
      this.#add(members, ({ closed }) => {
        if (!closed || on > closed.on) return { closed: { on, bothWantAgain } };
        // Two closed on one day: both must have ended well for the two to meet again soon.
        const agreed = closed.bothWantAgain && bothWantAgain;
        return on === closed.on ? { closed: { on, bothWantAgain: agreed } } : {};
      });
    for (const { members, on } of data.declines ?? [])
      this.#add(members, ({ declinedOn }) =>
        declinedOn === null || on > declinedOn ? { declinedOn: on } : {},
      );
  }

  of(one: string, other: string): PairFact {
    const [low, high] = ordered(one, other);
    return this.#facts.get(low)?.get(high) ?? nothing;
  }

  #add([one, other]: Two, change: (before: PairFact) => Partial<PairFact>): void {
    const [low, high] = ordered(one, other);
    let row = this.#facts.get(low);
    if (!row) this.#facts.set(low, (row = new Map()));
    const before = row.get(high) ?? nothing;
    row.set(high, { ...before, ...change(before) });
  }
}
