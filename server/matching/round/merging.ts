import type { Instance, Selected } from './instance.ts';
import { partsOf } from './parts.ts';
import { type Groups, type LimitPrices, Tally } from './tally.ts';

/** So often it is looked for what makes good what is still missed. */
const looks = 6;

/**
 * The best of two rounds, part by part. What only one of them chooses falls into parts that can be exchanged
 * for each other without exceeding anybody's places (the circles of which the difference of two flows
 * consists); each is taken from the round in which it is worth more. Then parts are
 * exchanged for which as little as possible is lost, until floors, caps and coverage hold.
 * @param prices of what a round may miss at first
 */
export function merged(
  instance: Instance,
  groups: Groups,
  mostCovered: number,
  one: readonly Selected[],
  other: readonly Selected[],
  prices: LimitPrices,
): readonly Selected[] {
  const { common, parts } = partsOf(instance, one, other);
  const tally = new Tally(instance, groups);
  for (const exchange of common) tally.change(exchange, 1);
  for (const { ofOne } of parts) for (const exchange of ofOne) tally.change(exchange, 1);
  const isOther = new Uint8Array(parts.length);
  const toggle = (at: number) => {
    const { ofOne, ofOther } = parts[at]!;
    const [out, into] = isOther[at] === 1 ? [ofOther, ofOne] : [ofOne, ofOther];
    for (const exchange of out) tally.change(exchange, -1);
    for (const exchange of into) tally.change(exchange, 1);
    isOther[at] = 1 - isOther[at]!;
  };
  /** How much is missed; floors and caps count before coverage. */
  const lack = () =>
    tally.missed * (mostCovered + 1) +
    (instance.coverageFirst ? Math.max(0, mostCovered - tally.covered) : 0);
  const value = () => tally.priced(prices);

  for (let at = 0; at < parts.length; at++) {
    const before = value();
    toggle(at);
    if (value() <= before) toggle(at);
  }
  // What is missed is made good where it costs least.
  for (let look = 0; look < looks && lack() > 0; look++) {
    const before = lack();
    const [lacking, worth] = [before, value()];
    const helping = parts
      .map((_, at) => {
        toggle(at);
        const less = lacking - lack();
        const costs = (worth - value()) / less;
        toggle(at);
        return { at, less, costs };
      })
      .filter(({ less }) => less > 0)
      .sort((a, b) => a.costs - b.costs || a.at - b.at);
    for (const { at } of helping) {
      const now = lack();
      if (now === 0) break;
      toggle(at);
      if (lack() >= now) toggle(at);
    }
    if (lack() === before) break;
  }
  // Then what makes up for more than is asked for.
  for (let at = 0; at < parts.length; at++) {
    const before = { lack: lack(), worth: tally.worth };
    toggle(at);
    const after = lack();
    if (after > before.lack || (after === before.lack && tally.worth <= before.worth)) toggle(at);
  }
  return [
    ...common,
    ...parts.flatMap(({ ofOne, ofOther }, at) => (isOther[at] === 1 ? ofOther : ofOne)),
  ];
}
