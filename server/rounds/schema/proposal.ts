import { resolveArrayConnection } from '@pothos/plugin-relay';
import { message } from '../../i18n/message.ts';
import { builder } from '../../schema/builder.ts';
import { checkComputedPage, pageCost } from '../../schema/cost.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { normalise } from '../../taxonomy/normalise.ts';
import { keyOf, policyIn } from '../rules.ts';
import { type Failure, isExplaining } from '../store/running.ts';
import { LeftOutType } from './left-out.ts';
import { LimitType, limitsOf } from './limit.ts';
import { RoundPolicyType } from './policy.ts';
import { explained, ProposedExchangeType } from './proposed-exchange.ts';
import { SearchType } from './search.ts';
import type { ProposalView } from './view.ts';

const ProposalStateType = builder.enumType('RoundProposalState', {
  description: 'How far a proposal has come.',
  values: {
    SOLVING: { value: 'SOLVING', description: 'The best round is being looked for.' },
    SOLVED: { value: 'SOLVED', description: 'There is a result.' },
    FAILED: { value: 'FAILED', description: 'There is none; `failure` says why.' },
    CANCELLED: { value: 'CANCELLED', description: 'It was stopped, or cut short.' },
  } as const,
});

interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
}

export const ProposalType = builder.objectRef<ProposalView>('RoundProposal').implement({
  description: 'One solution of a round, with its proof.',
  fields: (t) => ({
    number: t.int({ description: 'Its number in the round.', resolve: ({ row }) => row.number }),
    basedOn: t.int({
      nullable: true,
      description: 'The proposal that it was adjusted from.',
      resolve: ({ row }) => row.basedOn,
    }),
    state: t.field({
      type: ProposalStateType,
      description: 'How far it has come.',
      resolve: ({ state }) => state,
    }),
    policy: t.field({
      type: RoundPolicyType,
      description: 'What is asked of it; of what was only looked at, other than of the round.',
      resolve: async (view) => policyIn(await view.problem(), await view.roundPolicy()),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was asked for.',
      resolve: ({ row }) => row.createdAt,
    }),
    progress: t.string({
      nullable: true,
      description:
        'How far it is and how long it may still take, as a sentence; while it is being solved.',
      args: localeArgument(t),
      resolve: ({ state, row }, args, context) => {
        if (state !== 'SOLVING') return null;
        const locale = args.locale ?? context.locale;
        const [done, all] = progressOf(row);
        return row.problem.length === 0
          ? message(locale, all > 0 ? 'round.progress.comparing' : 'round.progress.begins', {
              done,
              all,
            })
          : message(locale, 'round.progress.solving', { left: Math.max(0, all - done) });
      },
    }),
    searching: t.boolean({
      description:
        'Whether the best round is being searched for, so that the best found so far can be taken.',
      resolve: ({ state, row }) => state === 'SOLVING' && row.problem.length > 0,
    }),
    search: t.field({
      type: SearchType,
      nullable: true,
      description:
        'How far the search is and the best found so far; null before and after it, and while members are still compared.',
      resolve: (view) => {
        if (view.state !== 'SOLVING' || view.row.problem.length === 0) return null;
        const [seconds, secondsAtMost] = progressOf(view.row);
        return { seconds: Math.min(seconds, secondsAtMost), secondsAtMost, view };
      },
    }),
    failure: t.string({
      nullable: true,
      description: 'Why there is no result, as a sentence.',
      args: localeArgument(t),
      resolve: async (view, args, context) => {
        const failure = view.row.failure as unknown as Failure | null;
        if (!failure) return null;
        const locale = args.locale ?? context.locale;
        if (failure.kind !== 'INFEASIBLE') return message(locale, `round.failure.${failure.kind}`);
        const limit = await view.limits(locale);
        const limits = failure.limits.map(({ kind, at }) => limit(kind, at)).join(' · ');
        return message(locale, 'round.failure.INFEASIBLE', {
          count: failure.limits.length,
          limits,
        });
      },
    }),
    participants: t.int({
      description: 'How many members could take part.',
      resolve: async (view) => (await view.problem()).participants.length,
    }),
    objective: t.float({
      nullable: true,
      description: 'What all its exchanges are worth.',
      resolve: async (view) => (await view.result())?.objective ?? null,
    }),
    bound: t.float({
      nullable: true,
      description: 'No round is worth more: the proof is part of the result.',
      resolve: async (view) => (await view.result())?.bound ?? null,
    }),
    optimal: t.boolean({
      nullable: true,
      description: 'Whether no round is better.',
      resolve: async (view) => (await view.result())?.optimal ?? null,
    }),
    covered: t.int({
      nullable: true,
      description: 'How many members learn something.',
      resolve: async (view) => (await view.result())?.covered ?? null,
    }),
    coveredBound: t.int({
      nullable: true,
      description: 'No round lets more of them learn something.',
      resolve: async (view) => (await view.result())?.coveredBound ?? null,
    }),
    keys: t.stringList({
      description: 'The names of all its exchanges, to compare proposals by.',
      resolve: async (view) => ((await view.result())?.exchanges ?? []).map(keyOf),
    }),
    forbidden: t.stringList({
      description: 'What the secretariat ruled out, by names of exchanges.',
      resolve: async (view) => {
        const { forbidden = [], excluded = [] } = await view.problem();
        return [...forbidden, ...excluded].map((members) => keyOf({ members, circle: true }));
      },
    }),
    forbiddenNames: t.stringList({
      description: 'The same with the names of members, in the same order.',
      resolve: async (view) => {
        const { forbidden = [], excluded = [] } = await view.problem();
        const nameOf = await view.names();
        return [...forbidden, ...excluded].map((members) => members.map(nameOf).join(' · '));
      },
    }),
    limits: t.field({
      type: [LimitType],
      description:
        'What is asked of it for the sake of fairness, how far it goes and what it costs.',
      resolve: limitsOf,
    }),
    exchanges: t.connection(
      {
        type: ProposedExchangeType,
        description: 'Its exchanges, the most valuable first.',
        args: {
          search: t.arg.string({
            description: 'Only those with a member whose name has these words, in any spelling.',
          }),
        },
        complexity: (args: PageArguments) => pageCost(args),
        resolve: async (view, args, context) => {
          const maxSize = checkComputedPage(args);
          const exchanges = (await view.result())?.exchanges ?? [];
          const isSought = args.search ? await withName(view, args.search) : () => true;
          const { pinned = [] } = await view.problem();
          const isPinned = new Set(pinned.map(keyOf));
          const order = exchanges
            .map((exchange, at) => ({ exchange, at }))
            .filter(({ exchange }) => isSought(exchange))
            .sort((one, other) => other.exchange.weight - one.exchange.weight || one.at - other.at);
          const connection = resolveArrayConnection({ args, defaultSize: 20, maxSize }, order);
          const page = connection.edges.flatMap((edge) => (edge ? [edge.node] : []));
          const shown = await explained(
            view,
            context,
            page.map(({ exchange }) => exchange),
          );
          return {
            ...connection,
            totalCount: order.length,
            edges: connection.edges.map((edge, index) =>
              edge
                ? {
                    ...edge,
                    node: {
                      ...shown[index]!,
                      pinned: isPinned.has(keyOf(edge.node.exchange)),
                      nextBest: view.reasons?.exchanges[edge.node.at]?.nextBest ?? [],
                    },
                  }
                : null,
            ) as never,
          };
        },
      },
      connectionOf('ProposedExchange', 'exchanges of a proposal'),
      { name: 'ProposedExchangeEdge', description: 'One of them, on a page.' },
    ),
    leftOut: t.connection(
      {
        type: LeftOutType,
        description: 'Who learns nothing in it, and why.',
        complexity: (args: PageArguments) => pageCost(args),
        resolve: async (view, args) => {
          const maxSize = checkComputedPage(args);
          const unmatched = (await view.result())?.unmatched ?? [];
          const changes = new Map((view.reasons?.changes ?? []).map((one) => [one.id, one]));
          return {
            ...resolveArrayConnection(
              { args, defaultSize: 20, maxSize },
              unmatched.map((one) => ({
                unmatched: one,
                would: changes.get(one.id) ?? null,
                view,
              })),
            ),
            totalCount: unmatched.length,
          } as never;
        },
      },
      connectionOf('RoundLeftOut', 'those left out of a proposal'),
      { name: 'RoundLeftOutEdge', description: 'One of them, on a page.' },
    ),
    explained: t.boolean({
      description: 'Whether prices, changes and next bests are known; they come after the result.',
      resolve: ({ reasons }) => reasons !== null,
    }),
    explaining: t.boolean({
      description:
        'Whether they are still being worked out; `roundChanged` tells when they are there.',
      resolve: async (view, _args, { now }) =>
        isExplaining(view.row, await view.roundPolicy(), now()),
    }),
    problemJson: t.string({
      nullable: true,
      description:
        'The problem as `peerbridge round verify` reads it. It names nobody; members are numbered anew in each round.',
      complexity: 100,
      resolve: (view) => view.problemText(),
    }),
    resultJson: t.string({
      nullable: true,
      description: 'The result with its certificate, which anyone can verify against the problem.',
      complexity: 100,
      resolve: (view) => view.resultText(),
    }),
  }),
});

/** Whether a member of an exchange is called so, as far as the viewer may see its name. */
async function withName(view: ProposalView, search: string) {
  const words = normalise(search).split(' ');
  const nameOf = await view.names();
  return ({ members }: { readonly members: readonly string[] }) =>
    members.some((label) => {
      const name = normalise(nameOf(label));
      return words.every((word) => name.includes(word));
    });
}

/** What is done and what there is to do: members compared, or seconds of the search. */
function progressOf({ progress }: ProposalView['row']): [number, number] {
  const [done = 0, all = 0] = (progress ?? '').split(' / ').map(Number);
  return [done, all];
}

/** A connection that says how many there are. */
export function connectionOf(name: string, what: string) {
  return {
    name: `${name}Connection`,
    description: `A page of ${what}.`,
    fields: (
      t: Parameters<NonNullable<Parameters<typeof builder.connectionObject>[0]['fields']>>[0],
    ) => ({
      totalCount: t.int({
        description: 'How many there are in all.',
        resolve: (connection) => Number((connection as { totalCount?: number }).totalCount ?? 0),
      }),
    }),
  };
}
