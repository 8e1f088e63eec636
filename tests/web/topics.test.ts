import { expect, it } from 'vitest';
import type { Topic } from '../../web/lib/topics/topics.ts';
import { topicGroups, type TopicBranch } from '../../web/lib/topics/tree.ts';

function topic(id: string, kind: Topic['kind'], broader: string[] = []): Topic {
  return {
    id,
    key: id,
    kind,
    name: id,
    alternativeNames: [],
    broader: broader.map((above) => ({ id: above, name: above })),
  };
}

function outline(branches: TopicBranch[]): unknown[] {
  return branches.map(({ topic, narrower }) =>
    narrower.length > 0 ? [topic.id, outline(narrower)] : topic.id,
  );
}

const groups = (topics: Topic[]) =>
  topicGroups(topics).map(({ kind, branches }) => [kind, outline(branches)]);

it('orders themes, practices and others from the broadest down', () => {
  expect(
    groups([
      topic('ours', null),
      topic('evictions', 'THEME', ['housing']),
      topic('housing', 'THEME'),
      topic('litigation', 'PRACTICE'),
    ]),
  ).toEqual([
    ['THEME', [['housing', ['evictions']]]],
    ['PRACTICE', ['litigation']],
    [null, ['ours']],
  ]);
});

it('shows a topic under each of its broader ones', () => {
  expect(
    groups([topic('a', 'THEME'), topic('b', 'THEME'), topic('both', 'THEME', ['a', 'b'])]),
  ).toEqual([
    [
      'THEME',
      [
        ['a', ['both']],
        ['b', ['both']],
      ],
    ],
  ]);
});

it('shows a topic whose broader ones are not among them', () => {
  expect(groups([topic('seeds', 'THEME', ['food'])])).toEqual([['THEME', ['seeds']]]);
});
