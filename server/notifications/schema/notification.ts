import type { Viewer } from '../../access/viewer.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { ownNews } from '../access.ts';
import { isNewsKind, type NewsKind, newsKinds } from '../kinds.ts';
import { newsOf, placeOf, type StoredNews } from '../places.ts';
import { type NewsReader, readNews } from '../sentences.ts';

const NewsKindType = builder.enumType('NewsKind', {
  description: 'What sort of news it is.',
  values: Object.fromEntries(
    Object.entries(newsKinds).map(([kind, { meaning }]) => [
      kind,
      { value: kind as NewsKind, description: meaning },
    ]),
  ) as unknown as { [K in NewsKind]: { value: K } },
});

const stored = { id: true, kind: true, memberId: true, exchangeId: true, detail: true } as const;

/** Only the person whom it is addressed to finds it. */
export const NotificationType = builder.prismaNode('Notification', {
  nullable: true,
  id: { field: 'id', description: 'Its id, for `markRead`.' },
  description: 'Something that the viewer should know.',
  findUnique: (id, { viewer }) => ({ id, AND: [ownNews(viewer)] }),
  fields: (t) => ({
    kind: t.field({
      type: NewsKindType,
      nullable: true,
      description: 'What sort of news it is; null for one that is not made any more.',
      select: { kind: true },
      resolve: ({ kind }) => (isNewsKind(kind) ? kind : null),
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When it happened.' }),
    readAt: t.expose('readAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the viewer marked it as read; null: not yet.',
    }),
    text: t.string({
      description: 'The news in one sentence, with names as far as the viewer may know them.',
      args: localeArgument(t),
      select: stored,
      resolve: async (row, { locale }, context) => {
        const news = newsOf(row);
        if (!news) return '';
        const reader = await readerOf(context, news);
        return reader.sentence(news, locale ?? context.locale);
      },
    }),
    path: t.string({
      description:
        'The page where it can be acted on, without origin and language, such as `/exchanges/ID`.',
      select: stored,
      resolve: (row) => {
        const news = newsOf(row);
        return news ? placeOf(news) : '/inbox';
      },
    }),
    member: t.prismaField({
      type: 'Member',
      nullable: true,
      description: 'For whom the viewer acts in this; null: for the secretariat.',
      select: { memberId: true },
      resolve: (query, { memberId }, _args, { prisma }) =>
        memberId ? prisma.member.findUnique({ ...query, where: { id: memberId } }) : null,
    }),
  }),
});

interface Batch {
  readonly news: StoredNews[];
  readonly reader: Promise<NewsReader>;
}

const batches = new WeakMap<object, Batch>();

/** Whoever is read at the same moment is read together: a page of news takes two queries. */
function readerOf({ prisma, viewer, spending }: Context, item: StoredNews): Promise<NewsReader> {
  let batch = batches.get(spending);
  if (!batch) {
    const news: StoredNews[] = [];
    const reader = new Promise((resolve) => setImmediate(resolve)).then(() => {
      batches.delete(spending);
      return readNews(prisma, viewer as Viewer, news);
    });
    batch = { news, reader };
    batches.set(spending, batch);
  }
  batch.news.push(item);
  return batch.reader;
}
