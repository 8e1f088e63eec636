import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRound, readRoundFrom } from '../../../../server/matching/round/read.ts';
import type { RoundProblem } from '../../../../server/matching/round/problem.ts';
import { problemOf } from './problems.ts';

const good = {
  oneWay: true,
  participants: [
    { id: 'a', give: 1, receive: 1, groups: ['north'] },
    { id: 'b', give: 0, receive: 2 },
  ],
  arcs: [{ from: 'a', to: 'b', weight: 0.5 }],
};

function bytesOf(text: string, every = Infinity): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const chunks = [];
  for (let at = 0; at < bytes.length; at += every)
    chunks.push(bytes.slice(at, Math.min(bytes.length, at + every)));
  return chunks;
}

describe('a problem', () => {
  it('is read with its defaults', () => {
    expect(readRound(good)).toMatchObject({
      maxCircle: 3,
      oneWay: true,
      circleBonus: 0,
      coverageFirst: false,
      ids: ['a', 'b'],
      give: Int32Array.of(1, 0),
      receive: Int32Array.of(1, 2),
      from: Int32Array.of(0),
      to: Int32Array.of(1),
      weight: Float64Array.of(0.5),
      rewards: [],
      floors: [],
      caps: [],
      ignored: [],
    });
    expect(readRound({ participants: [], arcs: [] }).ids).toEqual([]);
  });

  it('may name a group that nobody is in', () => {
    const { floors, caps } = readRound({
      ...good,
      floors: [{ group: 'south', receive: 1 }],
      caps: [{ group: 'north', inside: 0 }],
    });
    expect(floors).toEqual([{ group: 'south', members: new Int32Array(0), receive: 1 }]);
    expect(caps).toEqual([{ group: 'north', members: Int32Array.of(0), inside: 0 }]);
  });

  it('may say more than is known here, which is told', () => {
    expect(readRound({ ...good, flors: [], name: 'Spring' } as RoundProblem).ignored).toEqual([
      'flors',
      'name',
    ]);
  });

  const arc = { from: 'a', to: 'b', weight: 0.5 };
  it.each<[string, unknown, string]>([
    ['no object', [], 'A round is one JSON object; found [].'],
    [
      'a self-arc',
      { ...good, arcs: [{ from: 'a', to: 'a', weight: 1 }] },
      'arcs[0]: "a" cannot give to itself.',
    ],
    [
      'an unknown giver',
      { ...good, arcs: [{ ...arc, from: 'x' }] },
      'arcs[0].from: there is no participant "x".',
    ],
    [
      'an unknown receiver',
      { ...good, arcs: [{ ...arc, to: 'x' }] },
      'arcs[0].to: there is no participant "x".',
    ],
    [
      'an arc given twice',
      { ...good, arcs: [arc, { from: 'b', to: 'a', weight: 1 }, arc] },
      'arcs[2]: from "a" to "b" is given twice, first in arcs[0].',
    ],
    [
      'a negative weight',
      { ...good, arcs: [{ ...arc, weight: -1 }] },
      'arcs[0].weight: found -1, allowed is a number from 0 on.',
    ],
    [
      'an infinite weight',
      { ...good, arcs: [{ ...arc, weight: Infinity }] },
      'arcs[0].weight: found Infinity, allowed is a number from 0 on.',
    ],
    [
      'weights that no number can add up',
      {
        ...good,
        arcs: [
          { ...arc, weight: 1e308 },
          { from: 'b', to: 'a', weight: 1e308 },
        ],
      },
      'arcs: their weights, with bonus and rewards, come to more than a number can hold',
    ],
    [
      'a weight that is text',
      { ...good, arcs: [{ ...arc, weight: '1' }] },
      'arcs[0].weight: found "1", allowed is a number from 0 on.',
    ],
    [
      'a missing weight',
      { ...good, arcs: [{ from: 'a', to: 'b' }] },
      'arcs[0].weight: found nothing, allowed is a number from 0 on.',
    ],
    [
      'an arc that is null',
      { ...good, arcs: [null] },
      'arcs[0]: found null, allowed is an object.',
    ],
    ['arcs that are no list', { ...good, arcs: {} }, 'arcs: found {}, allowed is a list.'],
    [
      'half a capacity',
      { ...good, participants: [{ id: 'a', give: 0.5, receive: 1 }] },
      'participants[0].give: found 0.5, allowed is a whole number from 0 to 2147483647.',
    ],
    [
      'a negative capacity',
      { ...good, participants: [{ id: 'a', give: 1, receive: -1 }] },
      'participants[0].receive: found -1, allowed is a whole number from 0 to 2147483647.',
    ],
    [
      'an id that is a number',
      { ...good, participants: [{ id: 7, give: 1, receive: 1 }] },
      'participants[0].id: found 7, allowed is a text.',
    ],
    [
      'an id given twice',
      { participants: [good.participants[0], good.participants[0]], arcs: [] },
      'participants[1]: the id "a" is that of participants[0] already.',
    ],
    [
      'groups that are no list',
      { ...good, participants: [{ id: 'a', give: 1, receive: 1, groups: 'north' }] },
      'participants[0].groups: found "north", allowed is a list of names.',
    ],
    [
      'increasing rewards',
      { ...good, rewards: [0.2, 0.5] },
      'rewards[1]: found 0.5, allowed is at most the one before it, 0.2: rewards do not increase.',
    ],
    [
      'a negative reward',
      { ...good, rewards: [-1] },
      'rewards[0]: found -1, allowed is a number from 0 on.',
    ],
    [
      'half a floor',
      { ...good, floors: [{ group: 'north', receive: 0.5 }] },
      'floors[0].receive: found 0.5, allowed is a whole number from 0 on.',
    ],
    [
      'a cap without a group',
      { ...good, caps: [{ inside: 1 }] },
      'caps[0].group: found nothing, allowed is a text.',
    ],
    [
      'a forbidden stranger',
      { ...good, forbidden: [['a', 'x']] },
      'forbidden[0]: there is no participant "x".',
    ],
    [
      'a forbidden triple',
      { ...good, forbidden: [['a', 'b', 'a']] },
      'forbidden[0]: found ["a","b","a"], allowed is a pair of ids.',
    ],
    [
      'a circle too long',
      { ...good, maxCircle: 5 },
      'maxCircle: found 5, allowed is a whole number up to 4.',
    ],
    [
      'oneWay that is text',
      { ...good, oneWay: 'yes' },
      'oneWay: found "yes", allowed is true or false.',
    ],
    [
      'a list of bonuses',
      { ...good, circleBonus: [1] },
      'circleBonus: found [1], allowed is one value, not a list.',
    ],
  ])('with %s is refused, naming the entry', (_, problem, message) => {
    expect(() => readRound(problem as RoundProblem)).toThrow(message);
  });
});

describe('a problem in a file', () => {
  it('reads the same wherever its bytes are cut, and in whichever order it says things', async () => {
    const problem: RoundProblem = {
      ...problemOf(12, 3, { rewards: [0.5], coverageFirst: true }),
      floors: [{ group: 'third "0", \\ {é} [中]', receive: 0 }],
      forbidden: [['m1', 'm2']],
    };
    const expected = readRound(problem);
    const reversed = Object.fromEntries(Object.entries(problem).toReversed());
    for (const text of [
      JSON.stringify(problem),
      JSON.stringify(reversed, null, 2),
      `\uFEFF ${JSON.stringify(problem)}\n`,
    ])
      for (const every of [1, 2, 7, 100, Infinity])
        expect(await readRoundFrom(bytesOf(text, every))).toEqual(expected);
    expect((await readRoundFrom(bytesOf('{}', 1))).ids).toEqual([]);
    expect((await readRoundFrom(bytesOf('{"arcs":[ ],"participants":[]}', 1))).ids).toEqual([]);
  });

  it('that ends early is refused, wherever it ends', async () => {
    const text = JSON.stringify(good);
    for (let length = 0; length < text.length; length++)
      await expect(readRoundFrom(bytesOf(text.slice(0, length)))).rejects.toThrow('ends early');
  });

  it('that is nested too deeply to be written again is refused, naming the entry', async () => {
    const deep = `{"participants":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    await expect(readRoundFrom(bytesOf(deep))).rejects.toThrow(
      'participants[0]: found […, allowed is an object.',
    );
  });

  it('is refused as what it is where it is UTF-16', async () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${JSON.stringify(good)}`, 'utf16le'));
    for (const order of [bytes, bytes.slice().map((_, at) => bytes[at ^ 1]!)])
      await expect(readRoundFrom([order])).rejects.toThrow('The file is not UTF-8 text');
  });

  it('is JSON exactly where JSON.parse takes it', async () => {
    const text = JSON.stringify({ a: [1, [2, 'x,"\\']], b: { c: null }, d: 'e', f: [] });
    const isJson = (changed: string) => {
      try {
        return typeof JSON.parse(changed) === 'object';
      } catch {
        return false;
      }
    };
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('', '"', ',', ':', '{', '}', '[', ']', ' ', '\\', '1'),
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (at, put, insert, every) => {
          const changed = text.slice(0, at) + put + text.slice(insert ? at : at + 1);
          const read = readRoundFrom(bytesOf(changed, every)).then(
            () => true,
            (error: Error) => error.message.includes('given twice'),
          );
          expect(await read).toBe(isJson(changed));
        },
      ),
      { numRuns: 1000, seed: 7 },
    );
  });

  it.each([
    ['[1]', 'The file is no JSON object: found "[" before anything was said.'],
    ['{"arcs":[{"from":1},{"from":}]}', 'arcs[1]: is no JSON.'],
    ['{"arcs":[],"arcs":[]}', 'arcs: is given twice.'],
    ['{"oneWay":yes}', 'oneWay: found "yes", which is no JSON.'],
    ['{"oneWay":true} x', 'The file is no JSON object: found "x" after its end.'],
  ])('%s is refused', async (text, message) => {
    await expect(readRoundFrom(bytesOf(text))).rejects.toThrow(message);
  });

  it('that is not UTF-8 is refused', async () => {
    const bytes = Uint8Array.from(`{"arcs":["\xff"]}`, (letter) => letter.charCodeAt(0));
    await expect(readRoundFrom([bytes])).rejects.toThrow('not UTF-8');
  });
});
