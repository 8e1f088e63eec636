import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExchangeAction } from '../../../generated/prisma/enums.ts';
import { actionsOf } from '../../../server/exchanges/rules/decide.ts';
import type { Actor } from '../../../server/exchanges/rules/exchange.ts';
import { readExchange } from '../../../server/exchanges/store/exchange.ts';
import { databaseKinds } from '../database.ts';
import { type Exchanges, openExchanges } from './network.ts';

/** Many sequences with FULL=1, some without: each of their actions is a whole request. */
const runs = process.env['FULL'] ? 200 : 6;

const people = ['a', 'b', 'c', 'one', 'secretariat'] as const;
const kinds = ['TWO_WAY', 'ONE_WAY', 'JOINT', 'CIRCLE', 'GROUP'] as const;

const agreement = {
  objectives: 'To learn.',
  outcome: 'NEW_KNOWLEDGE',
  formats: ['ONLINE'],
  languages: ['en'],
  interpretation: 'NOT_NEEDED',
};
/** What can be done, with what has to be said. */
const inputs: Readonly<Partial<Record<ExchangeAction, readonly [mutation: string, more: object]>>> =
  {
    ACCEPT: ['acceptExchange', {}],
    DRAFT_AGREEMENT: ['draftAgreement', agreement],
    SIGN_AGREEMENT: ['signAgreement', {}],
    START: ['startExchange', {}],
    COMPLETE: ['completeExchange', {}],
    CLOSE: ['closeExchange', {}],
    HOLD: ['holdExchange', {}],
    RESUME: ['resumeExchange', {}],
    DECLINE: ['declineExchange', { reason: 'OTHER' }],
    WITHDRAW: ['withdrawExchange', {}],
    CANCEL: ['cancelExchange', {}],
    STOP_FOR_SAFETY: ['stopExchangeForSafety', {}],
    REVIEW: ['reviewExchange', { decision: 'APPROVE' }],
    SEND_MESSAGE: ['sendExchangeMessage', { text: 'Hello' }],
  };
const every = Object.keys(inputs) as ExchangeAction[];
/** What brings an exchange on. */
const onward = every.slice(0, 6);

const step = fc.record({
  /** Which of those that there are; null asks for another. */
  exchange: fc.option(fc.nat(), { freq: 8 }),
  who: fc.constantFrom(...people),
  what: fc.constantFrom(...every),
  /** Instead: one of what somebody can do now, mostly to bring it on. */
  possible: fc.option(fc.record({ pick: fc.nat(), end: fc.nat({ max: 7 }) }), { freq: 5 }),
  kind: fc.constantFrom(...kinds),
  partner: fc.nat({ max: 3 }),
  atOnce: fc.boolean(),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function decoded(id: string): string {
  return Buffer.from(id, 'base64').toString().split(':')[1] ?? '';
}

describe.each(databaseKinds)('what random people do in any order, on %s', (kind) => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges(kind)));
  afterAll(() => net.close());

  it('is told by its events, and gives away no place twice', async () => {
    const { prisma } = net.database;
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (given) => {
        await net.clear();
        const ids: string[] = [];
        let waiting: Promise<unknown>[] = [];
        for (const one of given) {
          const { exchange, kind: asked, partner, atOnce } = one;
          const id = exchange === null ? undefined : ids[exchange % ids.length];
          const doing = async () => {
            const { who, what } = id === undefined ? one : await chosen(id, one);
            if (id === undefined) {
              const others = people.filter((other) => other !== who && other !== 'secretariat');
              const first = others[partner % others.length]!;
              const rest = others.filter((other) => other !== first);
              const further = { CIRCLE: 1, GROUP: 2, TWO_WAY: 0, ONE_WAY: 0, JOINT: 0 }[asked];
              const input = {
                kind: asked,
                partner: net.member(first),
                partners: rest.slice(0, further).map((other) => net.member(other)),
                ...(who === 'secretariat' && { member: net.member(rest.at(-1)!) }),
              };
              const result = await net.act('requestExchange', input, who);
              if (result.exchange) ids.push(result.exchange.id);
              return;
            }
            const [mutation, more] = inputs[what]!;
            const version = mutation === 'signAgreement' && {
              version: await newestVersion(id),
            };
            await net.act(mutation, { exchange: id, ...more, ...version }, who);
          };
          // Some wait for each other, and some are sent at the same moment.
          waiting.push(doing());
          if (!atOnce) waiting = await Promise.all(waiting).then(() => []);
        }
        await Promise.all(waiting);

        await net.checkReplay();
        const crowded = await prisma.$queryRaw<unknown[]>`
          SELECT "reference" FROM "Member" WHERE "capacity" < (
            SELECT count(*) FROM "ExchangeParty" WHERE "memberId" = "Member"."id" AND "holdsPlace")`;
        expect(crowded).toEqual([]);
        for (const { state } of await prisma.exchange.findMany({ select: { state: true } }))
          reached.add(state);
      }),
      { numRuns: runs, seed: 4, endOnFailure: true },
    );
    expect(reached.size).toBeGreaterThan(5);
  });

  async function chosen(id: string, { who, what, possible }: Step) {
    if (!possible) return { who, what };
    const exchange = await readExchange(net.database.prisma, decoded(id));
    const wanted = possible.end === 0 ? every : onward;
    // A new version unsigns the one before.
    const again = possible.end > 0 && exchange!.agreementVersion > 0;
    const ways = people.flatMap((one) => {
      const actor: Actor =
        one === 'secretariat'
          ? { by: 'SECRETARIAT' }
          : { by: 'MEMBER', memberId: net.ids[one] ?? '' };
      return actionsOf(exchange!, actor)
        .filter((action) => wanted.includes(action) && !(again && action === 'DRAFT_AGREEMENT'))
        .map((action) => ({ who: one, what: action }));
    });
    return ways[possible.pick % ways.length] ?? { who, what };
  }

  async function newestVersion(id: string): Promise<number> {
    const { agreementVersion } = await net.database.prisma.exchange.findUniqueOrThrow({
      where: { id: decoded(id) },
    });
    return agreementVersion;
  }
});
