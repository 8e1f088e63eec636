/** Sums of many doubles differ by the order in which they are added. */
const tolerance = 1e-7;

/** Whether two sums are the same but for how doubles add up. */
export function near(one: number, other: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one), Math.abs(other));
}
