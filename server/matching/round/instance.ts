/** Arcs that are chosen together, as places in the problem. */
export interface Selected {
  /** In giving order. */
  readonly arcs: readonly number[];
  readonly circle: boolean;
}

/**
 * A round in numbers: participants and arcs are their places in the problem. A million members
 * with eight million arcs are then some hundred megabytes, and what is computed reads memory in order.
 */
export interface Instance {
  readonly maxCircle: number;
  readonly oneWay: boolean;
  readonly circleBonus: number;
  readonly coverageFirst: boolean;
  readonly pairOnce: boolean;
  readonly ids: readonly string[];
  /** By participant. */
  readonly give: Int32Array;
  readonly receive: Int32Array;
  /** By arc, in the order of the problem. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
  readonly rewards: readonly number[];
  readonly floors: readonly GroupFloor[];
  readonly caps: readonly GroupCap[];
  /** Participants in pairs: the first two are forbidden to each other, the next two, and so on. */
  readonly forbidden: Int32Array;
  /** Likewise: also kept out of the same circle. They are among the forbidden too. */
  readonly apart: Int32Array;
  readonly pinned: readonly Selected[];
  /** Circles as participants in giving order, the first in the problem first. */
  readonly excluded: readonly (readonly number[])[];
  /** By participant: how often it receives already, outside of what is to be chosen. */
  readonly received: Int32Array;
  /** Arcs that are chosen already. */
  readonly taken: ReadonlySet<number>;
  /** Names in the problem that mean nothing here. */
  readonly ignored: readonly string[];
}

export interface GroupFloor {
  readonly group: string;
  /** In increasing order; none when nobody is in a group of that name. */
  readonly members: Int32Array;
  readonly receive: number;
}

export interface GroupCap {
  readonly group: string;
  readonly members: Int32Array;
  readonly inside: number;
}
