import { TopicKind as TopicKinds } from '../../generated/prisma/enums.ts';
import { builder } from '../schema/builder.ts';
import { checkPage, pageCost } from '../schema/cost.ts';
import { localeArgument } from '../schema/locale-argument.ts';
import { idsOfType } from '../schema/ids.ts';
import { topicName } from './topic-names.ts';
import { topicsWhere } from './topics-where.ts';

const TopicKindType = builder.enumType('TopicKind', {
  description: 'What sort of knowledge a topic is.',
  values: {
    THEME: { value: TopicKinds.THEME, description: 'What members work on: housing, land, water.' },
    PRACTICE: {
      value: TopicKinds.PRACTICE,
      description: 'How members work: strategic litigation, budget analysis.',
    },
  } as const,
});

export const TopicType = builder.prismaNode('Topic', {
  nullable: true,
  id: { field: 'id', description: 'Its id, to be used wherever the API takes a topic.' },
  description:
    'A concept of the taxonomy: something that members work on, share or want to learn. Everybody may read it.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its stable name for scripts: `budget-analysis`.' }),
    kind: t.expose('kind', {
      type: TopicKindType,
      nullable: true,
      description:
        'Theme or practice; null for a topic that the network added without saying which.',
    }),
    name: t.string({
      description:
        'Its preferred label in the language asked for; in English, or as the network named it, where there is none.',
      args: localeArgument(t),
      select: { labels: true },
      resolve: ({ labels }, { locale }, context) => topicName(labels, locale ?? context.locale),
    }),
    alternativeNames: t.stringList({
      description: 'Other labels by which it is found, in the language asked for.',
      args: localeArgument(t),
      select: { labels: true },
      resolve: ({ labels }, { locale }, context) =>
        labels
          .filter((label) => !label.preferred && label.locale === (locale ?? context.locale))
          .map(({ label }) => label),
    }),
  }),
});

builder.prismaObjectFields('Topic', (t) => ({
  broader: t.field({
    type: [TopicType],
    description: 'The topics directly above it.',
    complexity: { field: 1, multiplier: 2 },
    select: (_args, _context, nested) => ({ broader: { select: { broader: nested() } } }),
    resolve: ({ broader }) => broader.map((relation) => relation.broader),
  }),
  narrower: t.field({
    type: [TopicType],
    description: 'The topics directly below it.',
    complexity: { field: 1, multiplier: 5 },
    select: (_args, _context, nested) => ({ narrower: { select: { narrower: nested() } } }),
    resolve: ({ narrower }) => narrower.map((relation) => relation.narrower),
  }),
}));

const TopicFilter = builder.inputType('TopicFilter', {
  description: 'Which topics; what is left out does not restrict.',
  fields: (t) => ({
    kind: t.field({ type: TopicKindType, description: 'Only themes or only practices.' }),
    broader: t.id({ description: 'Only topics directly below this one.' }),
    keys: t.stringList({ description: 'Only these keys.' }),
  }),
});

builder.queryField('topics', (t) =>
  t.prismaConnection(
    {
      type: TopicType,
      cursor: 'id',
      description:
        'The taxonomy, in the order of its keys. `search` finds labels in every language, whatever their accents, plural or word order.',
      args: {
        filter: t.arg({ type: TopicFilter, description: 'Which topics.' }),
        search: t.arg.string({ description: 'Words of a label.' }),
      },
      complexity: pageCost,
      maxSize: checkPage,
      totalCount: (_root, { filter, search }, { prisma }) =>
        prisma.topic.count({ where: where(filter, search) }),
      resolve: (query, _root, { filter, search }, { prisma }) =>
        prisma.topic.findMany({ ...query, where: where(filter, search), orderBy: { key: 'asc' } }),
    },
    { name: 'TopicConnection', description: 'A page of topics.' },
    { name: 'TopicEdge', description: 'A topic on a page.' },
  ),
);

function where(
  filter: typeof TopicFilter.$inferInput | null | undefined,
  search: string | null | undefined,
) {
  return topicsWhere({
    kind: filter?.kind ?? null,
    broader: filter?.broader ? (idsOfType('Topic', [filter.broader])[0] ?? null) : null,
    keys: filter?.keys ?? null,
    search: search ?? null,
  });
}
