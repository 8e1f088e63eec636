import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { networkChanged } from '../../../server/database/network-version.ts';
import { type Exchanges, openExchanges } from './network.ts';

/** What the secretariat sees before it brings members together. */
describe('an introduction', () => {
  let net: Exchanges;
  beforeAll(async () => void (net = await openExchanges('embedded')));
  afterAll(() => net.close());
  afterEach(async () => {
    await net.checkReplay();
    await net.clear();
  });

  const query = `query($members: [ID!]!, $group: Boolean!) { introduction(members: $members, group: $group) {
    steps { teacher { reference } learner { reference } topics { topic { key } need { key } } bridge }
    together { key } obstacles { members { reference } explanation } } }`;
  const look = async (references: readonly string[], group = false, who = 'secretariat') => {
    const members = references.map((reference) => net.member(reference));
    const { data, errors } = await net.api.ask(query, net.as(who), { members, group });
    return { introduction: data?.introduction, errors };
  };
  const change = async (reference: string, data: object) => {
    const id = net.ids[reference] ?? '';
    await net.database.prisma.member.update({ where: { id }, data });
    await net.database.prisma.$transaction((transaction) => networkChanged(transaction, [id]));
  };

  it('says what each could learn from the one before, and what has nothing to teach', async () => {
    const { introduction } = await look(['a', 'b', 'c']);
    const [ab, bc, ca] = introduction.steps;
    expect(ab).toMatchObject({ teacher: { reference: 'a' }, learner: { reference: 'b' } });
    expect(ab.topics).toEqual([
      { topic: { key: 'community-mapping' }, need: { key: 'community-mapping' } },
    ]);
    expect(ab.bridge).toBe('They can meet in English.');
    expect(bc.topics).toEqual([{ topic: { key: 'budget-analysis' }, need: null }]);
    expect(ca.learner).toEqual({ reference: 'a' });
    expect(introduction.obstacles).toEqual([]);
    expect((await look(['a', 'b', 'f'], true)).introduction.steps).toMatchObject([
      { teacher: { reference: 'a' }, learner: { reference: 'b' } },
      { teacher: { reference: 'a' }, learner: { reference: 'f' } },
    ]);
    expect((await look(['a', 'fr'])).introduction.steps[0].bridge).toBeNull();
  });

  it('names nothing that a member does not show to members', async () => {
    // At risk: the secretariat sees what it offers, members do not.
    const { introduction } = await look(['risk', 'a']);
    expect(introduction.steps.map(({ topics }: { topics: unknown[] }) => topics.length)).toEqual([
      0, 1,
    ]);
    expect(introduction.steps[1].topics[0].need).toBeNull();
    expect(introduction.together).toEqual([]);
    // What may be used for matching, and never be shown.
    const memberId = net.ids['b'] ?? '';
    const use = { audience: 'SELF', useForMatching: true } as const;
    for (const field of ['OFFERS', 'NEEDS', 'LANGUAGES'] as const)
      await net.database.prisma.consent.create({ data: { memberId, field, ...use } });
    await change('b', {});
    const [ab, ba] = (await look(['a', 'b'])).introduction.steps;
    await net.database.prisma.consent.deleteMany();
    await change('b', {});
    expect(ab.topics).toEqual([{ topic: { key: 'community-mapping' }, need: null }]);
    expect([ba.topics, ba.bridge]).toEqual([[], null]);
  });

  it('is for the secretariat alone, about two members or more, each once', async () => {
    expect((await look(['a', 'b'], false, 'a')).introduction).toBeNull();
    for (const [references, code] of [
      [['a'], 'INVALID_INPUT'],
      [['a', 'a'], 'INVALID_INPUT'],
      [['a', 'nobody'], 'NOT_FOUND'],
    ] as const)
      expect((await look(references)).errors).toMatchObject([{ extensions: { code } }]);
  });

  it('tells who takes no requests, and never why two cannot be asked together', async () => {
    const { prisma } = net.database;
    await change('b', { paused: true });
    const [closed, ...more] = (await look(['a', 'b', 'c'])).introduction.obstacles;
    expect([closed.members, more]).toEqual([[{ reference: 'b' }], []]);
    expect(closed.explanation).toContain('Baraza takes no requests now');

    // Whoever hides its availability reads like two that said "never", and like two that are in an exchange.
    const field = {
      memberId: net.ids['b'] ?? '',
      field: 'AVAILABILITY',
      audience: 'SELF',
    } as const;
    await prisma.consent.create({ data: { ...field, useForMatching: false } });
    const hidden = (await look(['a', 'b'])).introduction.obstacles;
    await prisma.consent.deleteMany();
    await change('b', { paused: false });
    const [memberId, partnerId] = [net.ids['b'] ?? '', net.ids['a'] ?? ''];
    const data = { memberId, partnerId, kind: 'NEVER', bySecretariat: false } as const;
    await prisma.privateChoice.create({ data: { ...data, on: new Date() } });
    const never = (await look(['a', 'b'])).introduction.obstacles;
    expect((await look(['a', 'c', 'b', 'd'])).introduction.obstacles).toEqual(never);
    await prisma.privateChoice.deleteMany();
    await net.request('a', 'b');
    expect((await look(['a', 'b'])).introduction.obstacles).toEqual(never);
    expect(hidden).toEqual(never);
    expect(never).toMatchObject([{ members: [{ reference: 'a' }, { reference: 'b' }] }]);
    // Those that learn from one host need not meet: what two of them have is in nobody's way.
    expect((await look(['c', 'a', 'b'], true)).introduction.obstacles).toEqual([]);
  });

  const topicsOf = async (id: string) => {
    const about = `query($id: ID!) { exchange(id: $id) { topics { topic { key } teacher { reference } learner { reference } } } }`;
    const { data } = await net.api.ask(about, net.secretariat, { id });
    return data.exchange.topics.map(
      ({ topic, teacher, learner }: Record<string, Record<string, string>>) =>
        `${teacher?.['reference']} ${topic?.['key']} ${learner?.['reference']}`,
    );
  };
  const circle = (more: object = {}) => ({
    kind: 'CIRCLE',
    partner: net.member('a'),
    partners: [net.member('b'), net.member('c')],
    ...more,
  });

  it('becomes a circle with what passes at each step', async () => {
    const step = (...keys: string[]) => ({ topics: keys.map((key) => net.topic(key)) });
    const steps = [step('community-mapping'), step(), step('community-radio', 'media-work')];
    const { exchange } = await net.act('requestExchange', circle({ steps }), 'secretariat');
    expect(exchange).toMatchObject({ kind: 'CIRCLE', proposer: 'SECRETARIAT' });
    expect(exchange.parties.map(({ asked }: { asked: boolean }) => asked)).toEqual([
      true,
      true,
      true,
    ]);
    const named = ['a community-mapping b', 'c community-radio a', 'c media-work a'];
    expect(await topicsOf(exchange.id)).toEqual(named);
    await net.clear();
    const open = await net.act('requestExchange', circle(), 'secretariat');
    expect(await topicsOf(open.exchange.id)).toEqual(['a community-mapping b']);
  });

  it('takes as many steps as a circle has, and topics that exist', async () => {
    const step = { topics: [net.topic('media-work')] };
    const refused = async (input: object) =>
      (await net.act('requestExchange', input, 'secretariat')).issues?.[0].path;
    expect(await refused(circle({ steps: [step, step] }))).toEqual(['steps']);
    expect(await refused(circle({ steps: Array.from({ length: 500 }, () => step) }))).toEqual([
      'steps',
    ]);
    expect(await refused(circle({ steps: [step, step, step], learn: step.topics }))).toEqual([
      'steps',
    ]);
    expect(await refused(circle({ steps: [step, { topics: ['x'] }, step] }))).toEqual([
      'steps',
      '1',
      '0',
    ]);
    const many = { topics: Array.from({ length: 21 }, () => net.topic('media-work')) };
    expect(await refused(circle({ steps: [step, step, many] }))).toEqual(['steps', '2']);
    const [partner, partners] = [net.member('a'), [net.member('b')]];
    expect(await refused({ partner, partners, steps: [step, step] })).toEqual(['steps']);
    expect(await net.database.prisma.exchange.count()).toBe(0);
  });

  it('is proposed by a secretary who represents a member, and by nobody else', async () => {
    const proposal = circle({ propose: true });
    const { prisma } = net.database;
    const secretary = { email: 'd@example.org' };
    await prisma.user.update({ where: secretary, data: { secretariat: true } });
    const { exchange } = await net.act('requestExchange', proposal, 'd');
    await prisma.user.update({ where: secretary, data: { secretariat: false } });
    expect(exchange.proposer).toBe('SECRETARIAT');
    expect(exchange.parties).toHaveLength(3);
    for (const [input, who] of [
      [proposal, 'd'],
      [{ ...proposal, member: net.member('d') }, 'secretariat'],
    ] as const)
      expect((await net.act('requestExchange', input, who)).__typename).toBe('ForbiddenError');
  });
});
