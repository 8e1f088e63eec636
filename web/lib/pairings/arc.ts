/** The drawing of a divide: two ends, and an arch from one to the other. */
export interface Arc {
  start: number;
  end: number;
  path: string;
}

/** The size of the drawing; the ends stand on a line near its lower edge. */
export const arcWidth = 56;
export const arcHeight = 28;
export const arcBase = 23;

const narrowest = 14;
const widest = 46;
const flattest = 5;
const highest = 18;

/** How a divide of an extent of 0 to 1 is drawn: the wider it is, the wider and higher the arch. */
export function arcOf(extent: number): Arc {
  const part = Math.min(1, Math.max(0, extent));
  const span = narrowest + (widest - narrowest) * part;
  const [start, end] = [(arcWidth - span) / 2, (arcWidth + span) / 2].map(round) as [
    number,
    number,
  ];
  // A quadratic curve rises half as high as its control point.
  const control = round(arcBase - (flattest + (highest - flattest) * part) * 2);
  return { start, end, path: `M${start} ${arcBase}Q${arcWidth / 2} ${control} ${end} ${arcBase}` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
