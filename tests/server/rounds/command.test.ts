import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RoundProblem } from '../../../server/matching/round/problem.ts';
import type { RoundReasons } from '../../../server/matching/round/reasons.ts';
import type { RoundResult } from '../../../server/matching/round/result.ts';
import { problemOf } from '../matching/round/problems.ts';
import { cli, temporaryFolder } from '../programs.ts';

const folder = temporaryFolder();
const round = (...args: string[]) => cli(['round', ...args], { DATA_DIR: join(folder, 'never') });

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const problem: RoundProblem = {
  oneWay: true,
  maxCircle: 0,
  participants: ['a', 'b', 'c'].map((id) => ({ id, give: 1, receive: 1, groups: [id] })),
  arcs: [
    { from: 'a', to: 'b', weight: 0.8 },
    { from: 'a', to: 'c', weight: 0.7 },
    { from: 'b', to: 'c', weight: 0.25 },
    { from: 'b', to: 'a', weight: 0.5 },
  ],
};

describe('round solve', () => {
  it('prints the result as JSON, which round verify finds right', async () => {
    const path = file('problem.json', problem);
    const solved = await round('solve', path);
    expect(solved.code).toBe(0);
    const result = JSON.parse(solved.stdout) as RoundResult;
    expect(result).toMatchObject({
      objective: 1.3,
      bound: expect.closeTo(1.3, 9) as number,
      boundKind: 'DUAL',
      optimal: true,
      covered: 2,
      seed: 1,
      exchanges: [
        { members: ['a', 'b'], circle: false, weight: 0.8 },
        { members: ['b', 'a'], circle: false, weight: 0.5 },
      ],
      unmatched: [{ id: 'c', reason: 'BETTER_USED_ELSEWHERE' }],
    });
    const verified = await round('verify', path, file('result.json', solved.stdout));
    expect(verified.code).toBe(0);
    expect(verified.stdout).toContain('The result is right: 2 exchanges worth 1.3');
    expect(verified.stdout).toContain('The prices prove the bound.');
  });

  it('says why with --why, and the result still verifies', async () => {
    const floors = [{ group: 'c', receive: 1 }];
    const path = file('why.json', { ...problem, floors });
    const solved = await round('solve', path, '--why');
    expect(solved.code).toBe(0);
    const { why, exchanges } = JSON.parse(solved.stdout) as RoundResult & { why: RoundReasons };
    expect(why.fairness).toEqual([
      {
        kind: 'FLOOR',
        at: 0,
        objective: expect.closeTo(0.1, 9) as number,
        covered: 0,
        exact: true,
      },
    ]);
    expect(why.exchanges.map(({ members }) => members)).toEqual(
      exchanges.map(({ members }) => members),
    );
    expect(why.changes).toMatchObject([{ id: 'b', change: { kind: 'WITHOUT_FLOOR', at: 0 } }]);
    expect((await round('verify', path, file('why-result.json', solved.stdout))).code).toBe(0);
  });

  it('writes to --out as a whole, says what it found, and twice the same', async () => {
    const path = file('larger.json', problemOf(500, 6, { rewards: [0.5], coverageFirst: true }));
    const out = join(folder, 'out.json');
    const solved = await round('solve', path, '--out', out, '--seed', '3');
    expect(solved.code).toBe(0);
    expect(solved.stdout).toMatch(/^\d+ exchanges worth .*; no round is better\.\n$/);
    const read = () => ({ ...(JSON.parse(readFileSync(out, 'utf8')) as RoundResult), seconds: 0 });
    const first = read();
    expect(first).toMatchObject({ optimal: true, seed: 3 });
    await round('solve', path, '--out', out, '--seed', '3');
    expect(read()).toEqual(first);
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
    expect((await round('verify', path, out)).code).toBe(0);
  });

  it('takes the best found with a bound when the work or the time is used up', async () => {
    const path = file('stopped.json', problemOf(4000, 10));
    for (const limit of ['--work=1', '--seconds=0']) {
      const solved = await round('solve', path, '--out', join(folder, 'stopped-out.json'), limit);
      expect(solved.code).toBe(0);
      expect(solved.stdout).toMatch(/a gap of [\d.]+%/);
      expect((await round('verify', path, join(folder, 'stopped-out.json'))).code).toBe(0);
    }
  });

  it('names what cannot hold together, and what is wrong with the file', async () => {
    const floors = ['a', 'b', 'c'].map((group) => ({ group, receive: 1 }));
    const infeasible = await round('solve', file('floors.json', { ...problem, floors }));
    expect(infeasible).toMatchObject({ code: 1, stdout: '' });
    expect(infeasible.stderr).toMatch(/cannot be met together.*receives in "a"; .*"b"; .*"c"\.\n/);

    const cases: [string, unknown, string][] = [
      [
        'wrong.json',
        { ...problem, arcs: [{ from: 'a', to: 'a', weight: 1 }] },
        'arcs[0]: "a" cannot give to itself.',
      ],
      ['cut.json', JSON.stringify(problem).slice(0, 300), 'The file ends early, in arcs, after'],
      ['text.json', 'hello', 'The file is no JSON object'],
    ];
    for (const [name, content, message] of cases) {
      const path = file(name, content);
      const { code, stdout, stderr } = await round('solve', path);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toContain(`${path}: ${message}`);
    }
    const missing = await round('solve', join(folder, 'missing.json'));
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('missing.json cannot be read (ENOENT');
  });

  it('tells what it passed over', async () => {
    const { code, stderr } = await round('solve', file('more.json', { ...problem, flors: [] }));
    expect(code).toBe(0);
    expect(stderr).toContain('"flors" means nothing in a round');
  });
});

describe('round verify', () => {
  it('refuses a result that is not right, and says why', async () => {
    const path = file('verify.json', problem);
    const { stdout } = await round('solve', path);
    const result = JSON.parse(stdout) as RoundResult;
    const wrong = file('wrong-result.json', { ...result, objective: 1.4, bound: 1.4 });
    const refused = await round('verify', path, wrong);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      `${wrong}: objective: stated 1.4, the exchanges and rewards give 1.3`,
    );
    const cut = await round('verify', path, file('cut-result.json', stdout.slice(0, 200)));
    expect(cut.code).toBe(1);
  });

  it('searches again where a search proved the bound, and refuses one that was not proved', async () => {
    const circles = problemOf(14, 5, { seed: 9, oneWay: false, maxCircle: 3 });
    const path = file('circles.json', circles);
    const { stdout } = await round('solve', path);
    const right = JSON.parse(stdout) as RoundResult;
    expect(right).toMatchObject({ boundKind: 'SEARCH', optimal: true });
    const results = file('circles-result.json', right);
    expect((await round('verify', path, results)).stdout).toContain('which --resolve repeats');
    expect((await round('verify', path, results, '--resolve')).stdout).toContain(
      'Searching again proved the bound.',
    );

    // A poorer round that calls itself the best: only a search can tell.
    const exchanges = right.exchanges.slice(1);
    const objective = exchanges.reduce((sum, { weight }) => sum + weight, 0);
    const receives = new Set(exchanges.flatMap(({ members }) => members));
    const unmatched = circles.participants
      .filter(({ id }) => !receives.has(id))
      .map(
        ({ id }) =>
          right.unmatched.find((one) => one.id === id) ?? { id, reason: 'BETTER_USED_ELSEWHERE' },
      );
    const poorer = { ...right, exchanges, objective, bound: objective, unmatched };
    const stated = file('poorer.json', { ...poorer, covered: receives.size });
    expect((await round('verify', path, stated)).code).toBe(0);
    const refused = await round('verify', path, stated, '--resolve');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('searching again proves');
  });

  it('searches again no longer than it takes to prove a bound that leaves a gap', async () => {
    const path = file('hard.json', problemOf(200, 16, { oneWay: false, maxCircle: 3 }));
    const { stdout } = await round('solve', path, '--work', '6000');
    expect(JSON.parse(stdout)).toMatchObject({ boundKind: 'SEARCH', optimal: false });
    const results = file('hard-result.json', JSON.parse(stdout));
    expect((await round('verify', path, results, '--resolve')).stdout).toContain(
      'Searching again proved the bound.',
    );
  });
});
