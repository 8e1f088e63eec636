/** What a member and another have behind them, or have been told about each other. */
export interface PairFact {
  /** One of the two, or the secretariat, wants them never to be introduced. */
  readonly doNotIntroduce: boolean;
  readonly openExchange: boolean;
  /** The last exchange of the two that was closed: when, and whether both want another. */
  readonly closed: { readonly on: string; readonly bothWantAgain: boolean } | null;
  /** The last time one declined the other. */
  readonly declinedOn: string | null;
  /** The last time that the first of the two set the other aside: the one fact with a direction. */
  readonly dismissedOn: string | null;
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
  /** Who set whom aside "for now"; it counts in the list of `by` alone. */
  readonly dismissals?: readonly {
    readonly by: string;
    readonly partner: string;
    readonly on: string;
  }[];
}

const nothing: PairFact = {
  doNotIntroduce: false,
  openExchange: false,
  closed: null,
  declinedOn: null,
  dismissedOn: null,
};

type Change = (before: PairFact) => Partial<PairFact>;

/** Finds the facts of two members; all but a dismissal are the same in either order. */
export class PairFacts {
  /** By member, then by the other one: each pair is kept from both sides. */
  readonly #facts = new Map<string, Map<string, PairFact>>();

  constructor(data: PairFactData = {}) {
    for (const [by, partner, change] of changes(data)) this.#add(by, partner, change);
  }

  /** What `one` has to know about `other`. */
  of(one: string, other: string): PairFact {
    return this.#facts.get(one)?.get(other) ?? nothing;
  }

  /**
   * Ids of all with whom this member has something behind it that it knows of, in their order. Who set
   * it aside, or must not meet it, is not among them for that.
   */
  partnersOf(id: string): string[] {
    return [...(this.#facts.get(id) ?? [])]
      .filter(
        ([, { openExchange, closed, declinedOn, dismissedOn }]) =>
          openExchange || closed !== null || declinedOn !== null || dismissedOn !== null,
      )
      .map(([other]) => other)
      .sort();
  }

  /**
   * Forgets everything about the pairs of one member and takes what the data say instead; what they
   * say about pairs without it is passed over.
   */
  replaceOf(memberId: string, data: PairFactData): void {
    for (const other of this.#facts.get(memberId)?.keys() ?? []) {
      const row = this.#facts.get(other);
      row?.delete(memberId);
      if (row?.size === 0) this.#facts.delete(other);
    }
    this.#facts.delete(memberId);
    for (const [by, partner, change] of changes(data))
      if (by === memberId || partner === memberId) this.#add(by, partner, change);
  }

  #add(by: string, partner: string, change: Change): void {
    this.#change(by, partner, change);
    this.#change(partner, by, (before) => ({ ...change(before), dismissedOn: before.dismissedOn }));
  }

  #change(one: string, other: string, change: Change): void {
    let row = this.#facts.get(one);
    if (!row) this.#facts.set(one, (row = new Map()));
    const before = row.get(other) ?? nothing;
    row.set(other, { ...before, ...change(before) });
  }
}

function* changes(data: PairFactData): Iterable<readonly [by: string, partner: string, Change]> {
  for (const [one, other] of data.doNotIntroduce ?? [])
    yield [one, other, () => ({ doNotIntroduce: true })];
  for (const [one, other] of data.openExchanges ?? [])
    yield [one, other, () => ({ openExchange: true })];
  for (const { members, on, bothWantAgain } of data.closedExchanges ?? [])
    yield [
      ...members,
      ({ closed }) => {
        if (!closed || on > closed.on) return { closed: { on, bothWantAgain } };
        // Two closed on one day: both must have ended well for the two to meet again soon.
        const agreed = closed.bothWantAgain && bothWantAgain;
        return on === closed.on ? { closed: { on, bothWantAgain: agreed } } : {};
      },
    ];
  for (const { members, on } of data.declines ?? [])
    yield [...members, ({ declinedOn }) => ({ declinedOn: later(declinedOn, on) })];
  for (const { by, partner, on } of data.dismissals ?? [])
    yield [by, partner, ({ dismissedOn }) => ({ dismissedOn: later(dismissedOn, on) })];
}

function later(known: string | null, on: string): string {
  return known === null || on > known ? on : known;
}
