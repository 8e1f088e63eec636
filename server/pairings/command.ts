import type { Viewer } from '../access/viewer.ts';
import type { Command, Run } from '../command.ts';
import type { Database } from '../database/database.ts';
import { Failure } from '../failure.ts';
import type { Matching } from '../matching/matching.ts';
import type { Entry } from '../matching/network/network.ts';
import { explain, listPairings } from './list.ts';
import { listNoPairingReasons } from './no-pairing/list.ts';
import { changeSentence, ruleSentence } from './no-pairing/sentences.ts';
import { reasonsFor } from './reasons.ts';
import { createPairingsStore } from './store.ts';

/** The language of the command line. */
const locale = 'en';

export const pairCommand: Command = {
  usage: 'ID [--first N] [--json]',
  page: '/en/directory',
  summary:
    'Prints the pairings of a member as the member would see them, best first, and why a need has none.',
  help: [
    'ID         the id of the member in members.csv',
    '--first N  only the best N; 20 by default',
    '--json     one JSON document',
  ],
  options: { first: { type: 'string' }, json: { type: 'boolean' } },
  takes: [1, 1],
  async run(run) {
    const first = Number(run.values.first ?? 20);
    if (!Number.isInteger(first) || first < 1)
      throw new Failure(
        2,
        `--first: found "${run.values.first}", allowed is a whole number from 1 on.`,
      );
    const database = await run.database();
    const asking = await memberAsking(run, database);
    const pairings = await pairingsOf(asking, first);
    if (run.values.json) return run.print(`${JSON.stringify(pairings, null, 2)}\n`);
    if (pairings.length === 0) run.print('No pairings at present.\n');
    for (const { partner, name, score, reasons } of pairings) {
      run.print(
        [
          `${name} (${partner}), score ${score.toFixed(3)}`,
          ...reasons.map((reason) => `  ${reason}`),
          '',
        ].join('\n'),
      );
      run.print('\n');
    }
    for (const line of await withoutPairing(asking)) run.print(`${line}\n`);
  },
};

/** The member that the command is about, as somebody who represents it would ask. */
interface Asking {
  readonly prisma: Database['prisma'];
  readonly viewer: Viewer;
  readonly member: Entry;
  readonly matching: Matching;
}

async function memberAsking(
  { positionals: [reference = ''], now }: Run,
  { prisma }: Database,
): Promise<Asking> {
  const member = await prisma.member.findUnique({ where: { reference }, select: { id: true } });
  if (!member)
    throw new Failure(
      1,
      `There is no member with the id "${reference}". Use an id of members.csv.`,
    );
  const viewer: Viewer = {
    kind: 'person',
    userId: '',
    email: '',
    secretariat: false,
    memberId: member.id,
  };
  const matching = await createPairingsStore(prisma, () => now).matching();
  return { prisma, viewer, member: matching.network.entry(member.id)!, matching };
}

async function pairingsOf({ prisma, viewer, member, matching }: Asking, first: number) {
  const everything = { topics: null, kinds: null, regions: null };
  const shown = listPairings(matching, member, everything, first).pairings.slice(0, first);
  const explained = await explain({ prisma, viewer }, matching, member, shown);
  const referenceOf = await references(
    prisma,
    shown.flatMap(({ partner, bridge }) => [partner, ...bridge.through]),
  );
  const named = (id: string) => explained.topicName(id, locale);

  return shown.map((pairing) => ({
    partner: referenceOf(pairing.partner),
    score: pairing.score,
    learns: pairing.learns.map(({ topic, fit }) => ({ topic: named(topic), fit })),
    shares: pairing.shares.map(({ topic, fit }) => ({ topic: named(topic), fit })),
    together: pairing.together.map(named),
    divides: pairing.divides,
    bridge: {
      kind: pairing.bridge.kind,
      languages: pairing.bridge.languages,
      through: pairing.bridge.through.map(referenceOf),
    },
    sharedHours: pairing.sharedHours,
    reasons: reasonsFor(pairing, explained, locale),
    name: explained.memberName(pairing.partner),
  }));
}

/** For each need that no pairing meets: why, and what would help. */
async function withoutPairing({ matching, member, ...asking }: Asking): Promise<string[]> {
  const { reasons, names } = await listNoPairingReasons(asking, matching, member);
  return reasons.flatMap((reason) => {
    const { need, change } = reason;
    const why = `${names.topicName(need.topic, locale)}: ${ruleSentence(reason, locale)}`;
    return change ? [why, `  ${changeSentence(change, names, locale)}`] : [why];
  });
}

/** The ids of members.csv, which the operator knows members by. */
async function references(
  prisma: Database['prisma'],
  ids: readonly string[],
): Promise<(id: string) => string> {
  const members = await prisma.member.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, reference: true },
  });
  const byId = new Map(members.map(({ id, reference }) => [id, reference]));
  return (id) => byId.get(id) ?? '';
}
