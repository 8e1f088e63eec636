import { builder } from '../../schema/builder.ts';
import { localeArgument } from '../../schema/locale-argument.ts';
import { groupName } from '../sentences.ts';
import { type ProposalView, workingGroupNames } from './view.ts';

interface LimitShape {
  readonly kind: 'FLOOR' | 'CAP' | 'COVERAGE';
  readonly at: number;
  readonly group: string | null;
  readonly count: number | null;
  readonly reached: number | null;
  readonly view: ProposalView;
}

const LimitKindType = builder.enumType('RoundLimitKind', {
  description: 'What is asked of a round for the sake of fairness.',
  values: {
    FLOOR: { value: 'FLOOR', description: 'At least so many places to learn for a group.' },
    CAP: { value: 'CAP', description: 'At most so many steps within a group.' },
    COVERAGE: { value: 'COVERAGE', description: 'As many members as possible, before all else.' },
  } as const,
});

export const LimitType = builder.objectRef<LimitShape>('RoundLimit').implement({
  description: 'Something asked of a proposal for the sake of fairness, and what it costs.',
  fields: (t) => ({
    kind: t.expose('kind', { type: LimitKindType, description: 'Which sort.' }),
    group: t.exposeString('group', { nullable: true, description: 'The key of the group.' }),
    groupName: t.string({
      nullable: true,
      description: 'What the group is called.',
      args: localeArgument(t),
      resolve: async ({ group }, args, context) => {
        const locale = args.locale ?? context.locale;
        return group && groupName(group, locale, await workingGroupNames(context, locale));
      },
    }),
    count: t.exposeInt('count', { nullable: true, description: 'How many are asked for.' }),
    reached: t.exposeInt('reached', { nullable: true, description: 'How many there are.' }),
    lost: t.float({
      nullable: true,
      description:
        'The price of fairness: what the round would be worth more without it. Null until known.',
      resolve: ({ kind, at, view }) => priceOf(view, kind, at)?.objective ?? null,
    }),
    covered: t.int({
      nullable: true,
      description: 'How many more would learn something without it; below 0 for fewer.',
      resolve: ({ kind, at, view }) => priceOf(view, kind, at)?.covered ?? null,
    }),
    exact: t.boolean({
      nullable: true,
      description: 'Whether the price is proved.',
      resolve: ({ kind, at, view }) => priceOf(view, kind, at)?.exact ?? null,
    }),
  }),
});

function priceOf({ reasons }: ProposalView, kind: LimitShape['kind'], at: number) {
  return reasons?.fairness.find((price) => price.kind === kind && price.at === at);
}

export async function limitsOf(view: ProposalView): Promise<LimitShape[]> {
  const { floors = [], caps = [], coverageFirst, participants } = await view.problem();
  const exchanges = (await view.result())?.exchanges;
  const groups = new Map(participants.map(({ id, groups: own = [] }) => [id, own]));
  const isIn = (id: string, group: string) => groups.get(id)?.includes(group) ?? false;
  const steps = (exchanges ?? []).flatMap(({ members, circle }) =>
    (circle ? members : members.slice(0, 1)).map((from, at) => ({
      from,
      to: members[(at + 1) % members.length]!,
    })),
  );
  const count = (is: (step: { from: string; to: string }) => boolean) =>
    exchanges ? steps.filter(is).length : null;
  return [
    ...(coverageFirst
      ? [{ kind: 'COVERAGE', at: 0, group: null, count: null, reached: null, view } as const]
      : []),
    ...floors.map(({ group, receive }, at) => ({
      kind: 'FLOOR' as const,
      at,
      group,
      count: receive,
      reached: count(({ to }) => isIn(to, group)),
      view,
    })),
    ...caps.map(({ group, inside }, at) => ({
      kind: 'CAP' as const,
      at,
      group,
      count: inside,
      reached: count(({ from, to }) => isIn(from, group) && isIn(to, group)),
      view,
    })),
  ];
}
