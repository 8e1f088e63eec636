/** A round as data: who may give to whom and what it is worth. The JSON of `round solve`. */
export interface RoundProblem {
  /** The longest circle, 2 to 4; 2 is a two-way exchange, below 2 there are no circles. Default 3. */
  readonly maxCircle?: number;
  /** Whether an arc may be chosen outside a circle. Default false. */
  readonly oneWay?: boolean;
  /** An arc in a chosen circle counts `1 + circleBonus` times its weight. At least 0, default 0. */
  readonly circleBonus?: number;
  /** First as many that receive at least once as possible, only then the objective. Default false. */
  readonly coverageFirst?: boolean;
  /** Whether two participants may be in one exchange at most. Default false. */
  readonly pairOnce?: boolean;
  readonly participants: readonly Participant[];
  readonly arcs: readonly Arc[];
  /** Added for a participant's first, second, ... receive; at least 0 and not increasing. Default none. */
  readonly rewards?: readonly number[];
  readonly floors?: readonly Floor[];
  readonly caps?: readonly Cap[];
  /** Pairs of which neither gives to the other. */
  readonly forbidden?: readonly (readonly [string, string])[];
  /** Pairs that no exchange holds both of: forbidden, and kept out of the same longer circle. */
  readonly apart?: readonly (readonly [string, string])[];
  /** Exchanges that are part of every round that answers the problem. */
  readonly pinned?: readonly GivenExchange[];
  /** Circles that are not chosen, wherever they are said to begin. */
  readonly excluded?: readonly (readonly string[])[];
}

export interface GivenExchange {
  /** In giving order; in a circle the last gives to the first. */
  readonly members: readonly string[];
  readonly circle: boolean;
}

export interface Participant {
  readonly id: string;
  /** How often it may give, and receive; whole numbers from 0 on. */
  readonly give: number;
  readonly receive: number;
  readonly groups?: readonly string[];
}

/** `from` may give to `to`, once. */
export interface Arc {
  readonly from: string;
  readonly to: string;
  /** At least 0. */
  readonly weight: number;
}

/** The members of the group receive at least so often, together. */
export interface Floor {
  readonly group: string;
  readonly receive: number;
}

/** At most so many chosen arcs have both ends in the group. */
export interface Cap {
  readonly group: string;
  readonly inside: number;
}

/** A problem that cannot be read: the message names the entry, what was found and what is allowed. */
export class InvalidRound extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidRound';
  }
}
