import type { RoundProposal } from '../../../generated/prisma/client.ts';
import type { RoundProblem } from '../../matching/round/problem.ts';
import type { RoundReasons } from '../../matching/round/reasons.ts';
import type { RoundResult } from '../../matching/round/result.ts';
import { readNames } from '../../pairings/names.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Context } from '../../schema/context.ts';
import { unpacked, unpackedText } from '../packed.ts';
import type { RoundPolicy } from '../policy.ts';
import { groupName, limitSentence } from '../sentences.ts';
import { membersOf } from '../store/publish.ts';
import { type ProposalKey, stateOf } from '../store/running.ts';

/** A proposal as fields of the API read it: what is large is unpacked once, and only when it is asked for. */
export class ProposalView {
  readonly row: RoundProposal;
  readonly #context: Context;
  #problem: Promise<RoundProblem> | undefined;
  #result: Promise<RoundResult | null> | undefined;
  #members: Promise<Map<string, string>> | undefined;
  #names: Promise<(label: string) => string> | undefined;

  constructor(row: RoundProposal, context: Context) {
    this.row = row;
    this.#context = context;
  }

  get state(): RoundProposal['state'] {
    return stateOf(this.row, this.#context.now());
  }

  get reasons(): RoundReasons | null {
    return this.row.reasons as unknown as RoundReasons | null;
  }

  problem(): Promise<RoundProblem> {
    const { problem } = this.row;
    const nothing: RoundProblem = { participants: [], arcs: [] };
    return (this.#problem ??=
      problem.length > 0 ? unpacked<RoundProblem>(problem) : Promise.resolve(nothing));
  }

  result(): Promise<RoundResult | null> {
    const { result } = this.row;
    return (this.#result ??= result ? unpacked<RoundResult>(result) : Promise.resolve(null));
  }

  /** What is asked of the round. */
  async roundPolicy(): Promise<RoundPolicy> {
    const { policy } = await this.#context.prisma.round.findUniqueOrThrow({
      where: { id: this.row.roundId },
      select: { policy: true },
    });
    return policy as unknown as RoundPolicy;
  }

  async problemText(): Promise<string | null> {
    return this.row.problem.length > 0 ? unpackedText(this.row.problem) : null;
  }

  async resultText(): Promise<string | null> {
    return this.row.result ? unpackedText(this.row.result) : null;
  }

  /** Ids of members by their names in the round. */
  members(): Promise<Map<string, string>> {
    return (this.#members ??= membersOf(this.#context, this.row.roundId));
  }

  /** What members are called, as far as the viewer may see it, by their names in the round. */
  names(): Promise<(label: string) => string> {
    return (this.#names ??= this.members().then(async (members) => {
      const { memberName } = await readNames(this.#context, [], [...members.values()]);
      return (label) => memberName(members.get(label) ?? '') || label;
    }));
  }

  /** A floor or cap of the problem as a sentence. */
  async limits(locale: Locale): Promise<(kind: 'FLOOR' | 'CAP', at: number) => string> {
    const { floors = [], caps = [] } = await this.problem();
    const groups = await workingGroupNames(this.#context, locale);
    return (kind, at) => {
      const limit = kind === 'FLOOR' ? floors[at] : caps[at];
      if (!limit) return '';
      const count = 'receive' in limit ? limit.receive : limit.inside;
      return limitSentence({ kind, group: groupName(limit.group, locale, groups), count }, locale);
    };
  }
}

/** @throws where there is no such proposal */
export async function proposalOf(context: Context, key: ProposalKey): Promise<ProposalView> {
  const row = await context.prisma.roundProposal.findUniqueOrThrow({
    where: { roundId_number: key },
  });
  return new ProposalView(row, context);
}

/** What working groups are called in a language. */
export async function workingGroupNames(
  { prisma }: Pick<Context, 'prisma'>,
  locale: Locale,
): Promise<Map<string, string>> {
  const groups = await prisma.workingGroup.findMany();
  return new Map(
    groups.map(({ key, labels }) => {
      const named = labels as Readonly<Record<string, string>>;
      return [key, named[locale] ?? named.en ?? key];
    }),
  );
}
