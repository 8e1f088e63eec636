import { describe, expect, it } from 'vitest';
import { changesIn, refusedBy } from '../../../web/lib/forms/answer.ts';

describe('the answer of a mutation', () => {
  it('is no problem when it succeeded', () => {
    expect(refusedBy({ __typename: 'PlanSessionSuccess' }, [])).toBeNull();
  });

  it('says at which control each problem is', () => {
    const answer = {
      __typename: 'InvalidInputError',
      message: 'All of it.',
      issues: [
        { path: ['note'], message: 'Too long.' },
        { path: ['exchange'], message: 'Which?' },
      ],
    };
    expect(refusedBy(answer, ['note'])?.problems).toEqual([
      { field: 'note', message: 'Too long.' },
      { field: undefined, message: 'Which?' },
    ]);
  });

  it('tells what happened meanwhile', () => {
    const changes = [{ number: 3, at: '2026-12-01T00:00:00Z', summary: 'It ended.' }];
    const refused = refusedBy(
      { __typename: 'ExchangeStateError', message: 'Too late.', changes },
      [],
    );
    expect(refused).toEqual({ problems: [{ message: 'Too late.' }], changes });
    expect(changesIn(refused)).toEqual(changes);
    expect(changesIn(null)).toEqual([]);
  });

  it('becomes a page where there is nothing that the viewer may know of, or do', () => {
    expect(() => refusedBy({ __typename: 'NotFoundError' }, [])).toThrow(
      expect.objectContaining({ status: 404 }),
    );
    expect(() => refusedBy({ __typename: 'ForbiddenError' }, [])).toThrow(
      expect.objectContaining({ status: 403 }),
    );
  });
});
