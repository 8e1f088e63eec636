import { listOf, message } from '../../i18n/message.ts';
import { PinNotPossible } from '../../matching/round/pinned.ts';
import { InvalidRound, type RoundProblem } from '../../matching/round/problem.ts';
import { readRound } from '../../matching/round/read.ts';
import { isolate } from '../../pairings/reasons.ts';
import { builder } from '../../schema/builder.ts';
import type { Context } from '../../schema/context.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../schema/errors.ts';
import { resultOf } from '../../schema/result.ts';
import { RoundPinError, RoundStateError } from '../errors.ts';
import { unpacked } from '../packed.ts';
import type { RoundPolicy } from '../policy.ts';
import {
  type ClosedIn,
  exchangeOf,
  type Given,
  givenIn,
  keyOf,
  policyIn,
  underPolicy,
  withGiven,
  withoutClosed,
} from '../rules.ts';
import { closedIn } from '../store/asking.ts';
import { membersOf } from '../store/publish.ts';
import { adjust } from '../store/rounds.ts';
import { notADraft, roundOf } from './draft.ts';
import { policyOf, RoundPolicyInput } from './policy-input.ts';
import { ProposalType } from './proposal.ts';
import { RoundType } from './round.ts';
import { ProposalView, proposalOf } from './view.ts';

const ReplaceInput = builder.inputType('RoundReplaceInput', {
  description: 'One exchange in place of another.',
  fields: (t) => ({
    exchange: t.string({ required: true, description: 'The name of the one that goes.' }),
    by: t.string({ required: true, description: 'The name of the one that comes.' }),
  }),
});

const AdjustRoundInput = builder.inputType('AdjustRoundInput', {
  description: 'What is to be otherwise. Exchanges are meant by their names in the round (`key`).',
  fields: (t) => ({
    round: t.id({ required: true, description: 'A draft.' }),
    proposal: t.int({ description: 'The proposal to start from; by default the one that counts.' }),
    pin: t.stringList({ description: 'To be held fixed.' }),
    unpin: t.stringList({ description: 'No longer to be held fixed.' }),
    forbid: t.stringList({
      description: 'Not to be proposed: of two members neither direction, of more this circle.',
    }),
    allow: t.stringList({ description: 'No longer ruled out.' }),
    replace: t.field({ type: [ReplaceInput], description: 'Some in place of others.' }),
    policy: t.field({ type: RoundPolicyInput, description: 'What is asked otherwise.' }),
    refresh: t.boolean({
      description:
        'Leaves out whoever cannot be asked any more, keeps apart who cannot be brought together any more, and gives up what can no longer be learned, such as what somebody has hidden since.',
    }),
    whatIf: t.boolean({
      description:
        'Only to be looked at beside the proposal that counts; by default it takes its place.',
    }),
  }),
});

const AdjustRoundSuccess = builder
  .objectRef<{ roundId: string; number: number }>('AdjustRoundSuccess')
  .implement({
    description: 'Another proposal is being looked for.',
    fields: (t) => ({
      round: t.prismaField({
        type: RoundType,
        description: 'The round as it is now.',
        resolve: (query, { roundId }, _args, { prisma }) =>
          prisma.round.findUniqueOrThrow({ ...query, where: { id: roundId } }),
      }),
      proposal: t.field({
        type: ProposalType,
        description: 'The new proposal.',
        resolve: (key, _args, context) => proposalOf(context, key),
      }),
    }),
  });

builder.mutationField('adjustRound', (t) =>
  t.field({
    type: AdjustRoundSuccess,
    description:
      'Makes another proposal of a draft, with some exchanges held fixed or ruled out or under another policy. Only what is affected is solved again, as long as less is possible than before.',
    authScopes: { secretariat: true },
    errors: resultOf('AdjustRound', [
      InvalidInputError,
      NotFoundError,
      ForbiddenError,
      RoundStateError,
      RoundPinError,
    ]),
    complexity: 200,
    args: { input: t.arg({ type: AdjustRoundInput, required: true, description: 'What.' }) },
    resolve: async (_root, { input }, context) => {
      const { prisma, locale } = context;
      const round = await roundOf(input.round, context);
      if (round.state !== 'DRAFT') throw notADraft(context);
      const basedOn = input.proposal ?? round.current;
      const base = await prisma.roundProposal.findUnique({
        where: { roundId_number: { roundId: round.id, number: basedOn } },
      });
      if (!base || base.problem.length === 0)
        throw new RoundStateError(message(locale, 'round.error.proposal'), ['proposal']);
      const problem = await unpacked<RoundProblem>(base.problem);
      const before = policyIn(problem, round.policy as unknown as RoundPolicy);
      const policy = await policyOf(input.policy, before, context, false);
      const given = givenBy(input, problem, context);
      const closed = await closedFor(input, { roundId: round.id, problem, policy }, context);
      const asked = underPolicy(problem, policy, () => []);
      const wanted = withoutClosed(withGiven(asked, given), closed);
      await checkPossible(wanted, new ProposalView(base, context), context);
      const number = await adjust(context, {
        roundId: round.id,
        basedOn,
        given,
        closed,
        policy,
        whatIf: input.whatIf ?? false,
      });
      if (number === null) throw notADraft(context);
      return { roundId: round.id, number };
    },
  }),
);

type AdjustInput = typeof AdjustRoundInput.$inferInput;

/** What is held fixed and ruled out afterwards. */
function givenBy(input: AdjustInput, problem: RoundProblem, context: Context): Given {
  const named = (path: string, keys: readonly (string | null | undefined)[] | null | undefined) =>
    (keys ?? []).map((key) => {
      const exchange = exchangeOf(key ?? '');
      if (!exchange) throw unknown(path, key ?? '', context);
      return keyOf(exchange);
    });
  const before = givenIn(problem);
  const replace = input.replace ?? [];
  const gone = named(
    'replace',
    replace.map(({ exchange }) => exchange),
  );
  const pinned = new Set(before.pinned);
  const forbidden = new Set([...before.forbidden, ...named('forbid', input.forbid), ...gone]);
  for (const key of named('unpin', input.unpin)) pinned.delete(key);
  for (const key of named('allow', input.allow)) forbidden.delete(key);
  // What is ruled out cannot stay fixed; what is to be held fixed now is refused if it is ruled out.
  for (const key of forbidden) pinned.delete(key);
  const wanted = replace.map(({ by }) => by);
  for (const key of [...named('pin', input.pin), ...named('replace', wanted)]) pinned.add(key);
  return { pinned: [...pinned], forbidden: [...forbidden] };
}

const nobody: ClosedIn = { members: [], pairs: [], arcs: [] };

/** What is to be left out from now on. */
async function closedFor(
  { refresh }: AdjustInput,
  {
    roundId,
    problem,
    policy,
  }: { readonly roundId: string; readonly problem: RoundProblem; readonly policy: RoundPolicy },
  context: Context,
): Promise<ClosedIn> {
  // Only circles of four hold two that have no arc, so before nobody had to know who is to be kept apart.
  const widens = policy.maxCircle > 3 && (problem.maxCircle ?? 3) <= 3;
  if (!refresh && !widens) return nobody;
  const members = await membersOf(context, roundId);
  const closed = await closedIn(context, problem, (label) => members.get(label) ?? null);
  return refresh ? closed : { ...nobody, pairs: closed.pairs };
}

/** What is pinned has to be possible, alone and together, also what was before. */
async function checkPossible(
  problem: RoundProblem,
  before: ProposalView,
  context: Context,
): Promise<void> {
  try {
    // Floors and caps are judged when it is solved.
    readRound({ ...problem, floors: [], caps: [] });
  } catch (error) {
    if (!(error instanceof InvalidRound)) throw error;
    if (error instanceof PinNotPossible) throw await pinError(error, problem, before, context);
    const at = /^pinned\[(\d+)\]/.exec(error.message)?.[1];
    throw unknown('pin', at === undefined ? '' : keyOf(problem.pinned![Number(at)]!), context);
  }
}

/** Names the exchange and those it cannot be beside, and says what to do. */
async function pinError(
  { at, obstacle, lacking }: Pick<PinNotPossible, 'at' | 'obstacle' | 'lacking'>,
  { pinned = [], maxCircle = 3 }: RoundProblem,
  view: ProposalView,
  { locale }: Context,
): Promise<RoundPinError> {
  const exchange = pinned[at]!;
  const clashing = pinned.slice(0, at).filter(({ members }) => {
    const shared = members.filter((one) => exchange.members.includes(one));
    return obstacle === 'PLACES'
      ? shared.includes(lacking ?? '')
      : obstacle === 'PAIR' && shared.length > 1;
  });
  const nameOf = await view.names();
  const named = (labels: readonly string[]) =>
    listOf(
      locale,
      labels.map((label) => isolate(nameOf(label), locale)),
    );
  const text = message(locale, `round.pin.${obstacle}`, {
    names: named(exchange.members),
    others: clashing.map(({ members }) => named(members)).join(' · '),
    clashes: clashing.length,
    lacking: lacking === null ? '' : isolate(nameOf(lacking), locale),
    length: exchange.members.length,
    most: maxCircle,
  });
  return new RoundPinError(text, {
    exchange: keyOf(exchange),
    obstacle,
    beside: clashing.map(keyOf),
  });
}

function unknown(path: string, found: string, { locale }: Context): InvalidInputError {
  const text = message(locale, 'round.error.exchange', { found: found.slice(0, 60) });
  return new InvalidInputError([{ path: [path], message: text }]);
}
