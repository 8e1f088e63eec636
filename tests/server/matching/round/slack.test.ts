import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LinearModel } from '../../../../server/matching/round/linear-model.ts';
import { Slack } from '../../../../server/matching/round/slack.ts';

const rows = 4;
const entries = fc.array(
  fc
    .tuple(fc.nat(rows - 1), fc.constantFrom(-1, 1, 1, 2))
    .map(([row, factor]) => ({ row, factor })),
  { maxLength: 5 },
);

test('a column is taken exactly where no row becomes larger than it may be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(4), { minLength: rows, maxLength: rows }),
      fc.array(entries, { minLength: 1, maxLength: 12 }),
      (most, columns) => {
        const model = new LinearModel();
        for (const upper of most) model.row(-Infinity, upper);
        for (const of of columns)
          model.column(
            1,
            1,
            true,
            of.flatMap(({ row, factor }) => [row, factor]),
          );
        const slack = new Slack(model);
        const sums = most.map(() => 0);
        columns.forEach((of, column) => {
          const after = sums.map((sum, row) =>
            of.reduce((all, one) => (one.row === row ? all + one.factor : all), sum),
          );
          // A row that a column leaves as it is or makes smaller never stands in its way.
          const fits = after.every((sum, row) => sum <= sums[row]! || sum <= most[row]!);
          expect(slack.takeIfFits(column)).toBe(fits);
          if (fits) after.forEach((sum, row) => (sums[row] = sum));
        });
      },
    ),
  );
});
