import { offsetForArgs, resolveArrayConnection } from '@pothos/plugin-relay';
import { looksForItself, mayReadPairings } from '../../access/policy.ts';
import { MemberKindType } from '../../members/schema/enums.ts';
import { consentHolder } from '../../members/schema/member.ts';
import { builder } from '../../schema/builder.ts';
import { checkComputedPage, pageCost } from '../../schema/cost.ts';
import { idsOfType } from '../../schema/ids.ts';
import { noteShown } from '../exposure-ledger.ts';
import { explain, listPairings, longestList, memberAskedFor } from '../list.ts';
import { PairingType } from './pairing.ts';

const PairingFilter = builder.inputType('PairingFilter', {
  description:
    'Which pairings: any value within a list, and every list that is given. A partner is found by a field only if it shows that field.',
  fields: (t) => ({
    topics: t.idList({ description: 'One of these topics would be learned or shared.' }),
    kinds: t.field({
      type: [MemberKindType],
      description: 'The partner is of one of these kinds.',
    }),
    regions: t.stringList({
      description: 'The partner works from one of these regions or subregions (UN M49).',
    }),
  }),
});

/** How much of the longest list, from its best on, a page needs to know, one more than it shows included. */
function endOf(page: Parameters<typeof offsetForArgs>[0]): number {
  const { first, last, before } = page.args;
  // The last ones of all.
  if (last != null && first == null && before == null) return longestList;
  const { offset, limit } = offsetForArgs(page);
  return Math.min(offset + limit, longestList);
}

/** A first page costs little, whereas others and what is about a topic are found in all of the list. */
function listCost({ filter, after, last }: ListArguments): number {
  return filter?.topics || after || last ? longestList : 20;
}

interface ListArguments {
  readonly filter?: { readonly topics?: readonly unknown[] | null } | null;
  readonly after?: string | null;
  readonly last?: number | null;
}

builder.prismaObjectField('Member', 'pairings', (t) =>
  t.connection(
    {
      type: PairingType,
      nullable: true,
      description: `Whom the member should learn with, best first, and the ${longestList.toLocaleString('en')} best at most; for the member itself and the secretariat, null for others.`,
      args: { filter: t.arg({ type: PairingFilter, description: 'Which pairings.' }) },
      complexity: (args) => ({ field: listCost(args), multiplier: pageCost(args).multiplier }),
      select: consentHolder,
      resolve: async (member, args, context) => {
        const { viewer } = context;
        const { id } = member;
        if (!mayReadPairings(viewer, id)) return null;
        const maxSize = checkComputedPage(args);
        const { filter } = args;
        const query = {
          topics: filter?.topics ? idsOfType('Topic', filter.topics) : null,
          kinds: filter?.kinds ?? null,
          regions: filter?.regions ?? null,
        };
        const page = { args, defaultSize: 20, maxSize };
        const matching = await context.pairings.matching();
        const asked = memberAskedFor(viewer, matching, member);
        if (!asked) return null;
        const { pairings, totalCount } = listPairings(matching, asked, query, endOf(page));
        const connection = resolveArrayConnection(page, pairings);
        const shown = connection.edges.flatMap((edge) => (edge ? [edge.node] : []));
        const explained = await explain(context, matching, asked, shown);
        // Whoever left the network since the list was made has no name any more.
        const edges = connection.edges.flatMap((edge) =>
          edge && explained.memberName(edge.node.partner) ? [edge] : [],
        );
        // Who looks shows in the exposure of others, and what only its own list knows of must not.
        if (looksForItself(viewer, id) && asked.own === asked.seen) {
          const partners = edges.map(({ node }) => node.partner);
          const noting = noteShown(context.prisma, matching.asOf, id, partners);
          context.inBackground('note who was shown', noting);
        }
        const nowhere = { startCursor: null, endCursor: null };
        return {
          ...connection,
          pageInfo: { ...connection.pageInfo, ...(edges.length === 0 && nowhere) },
          totalCount: totalCount ?? undefined,
          edges: edges.map((edge) => ({ ...edge, node: { value: edge.node, explained } })),
        };
      },
    },
    {
      name: 'PairingConnection',
      description: 'A page of pairings.',
      fields: (connection) => ({
        totalCount: connection.int({
          nullable: true,
          description:
            'How many pairings there are in all; null in a large network, where they are not counted.',
          resolve: ({ totalCount }) => (typeof totalCount === 'number' ? totalCount : null),
        }),
      }),
    },
    { name: 'PairingEdge', description: 'A pairing on a page.' },
  ),
);
