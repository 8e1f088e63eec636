import { describe, expect, it } from 'vitest';
import { locales } from '../../../server/i18n/locales.ts';
import { builtinTopics, builtinWorkingGroups } from '../../../server/taxonomy/builtin.ts';
import { normalise } from '../../../server/taxonomy/normalise.ts';

const byKey = new Map(builtinTopics.map((topic) => [topic.key, topic]));

/** The topics above a topic, its own broader ones included; throws on a cycle. */
function above(key: string, path: readonly string[] = []): Set<string> {
  if (path.includes(key)) throw new Error(`cycle: ${[...path, key].join(' > ')}`);
  const broader = byKey.get(key)?.broader ?? [];
  return new Set(broader.flatMap((next) => [next, ...above(next, [...path, key])]));
}

function levels(key: string): number {
  return 1 + Math.max(0, ...byKey.get(key)!.broader.map(levels));
}

const kinds = ['THEME', 'PRACTICE'] as const;

describe('the tree of built-in topics', () => {
  it('has enough topics of both kinds, each with a key of its own', () => {
    expect(byKey.size).toBe(builtinTopics.length);
    expect(builtinTopics.length).toBeGreaterThanOrEqual(120);
    expect(builtinTopics.length).toBeLessThanOrEqual(150);
    for (const kind of kinds) {
      expect(builtinTopics.filter((topic) => topic.kind === kind).length).toBeGreaterThan(40);
    }
    expect([...byKey.keys()].filter((key) => !/^[a-z]+(-[a-z]+)*$/.test(key))).toEqual([]);
  });

  it('has only broader topics that exist, of the same kind and named once', () => {
    const wrong = builtinTopics.filter(
      ({ kind, broader }) =>
        new Set(broader).size < broader.length ||
        broader.some((next) => byKey.get(next)?.kind !== kind),
    );
    expect(wrong).toEqual([]);
  });

  it('has no cycle', () => {
    for (const { key } of builtinTopics) expect(() => above(key)).not.toThrow();
  });

  it('names no topic as broader that is above another broader one anyway', () => {
    const needless = builtinTopics.filter(({ broader }) =>
      broader.some((next) => broader.some((other) => above(other).has(next))),
    );
    expect(needless).toEqual([]);
  });

  it('has several top concepts of each kind, none of them alone, and at most four levels', () => {
    for (const kind of kinds) {
      const tops = builtinTopics.filter(
        (topic) => topic.kind === kind && topic.broader.length === 0,
      );
      expect(tops.length).toBeGreaterThan(5);
      const alone = tops.filter(
        ({ key }) => !builtinTopics.some(({ broader }) => broader.includes(key)),
      );
      expect(alone).toEqual([]);
    }
    expect(Math.max(...builtinTopics.map(({ key }) => levels(key)))).toBe(4);
  });

  it('has topics below two others', () => {
    expect(byKey.get('forced-evictions')?.broader).toEqual(['housing', 'land']);
    expect(builtinTopics.filter(({ broader }) => broader.length === 2).length).toBeGreaterThan(20);
  });
});

describe('the labels of built-in topics', () => {
  const all = builtinTopics.flatMap((topic) =>
    locales.flatMap((locale) =>
      [topic.labels[locale], ...topic.alternative[locale]].map((label) => ({
        key: topic.key,
        locale,
        label,
      })),
    ),
  );
  const latin = all.filter(({ locale }) => locale !== 'ar');
  const arabic = all.filter(({ locale }) => locale === 'ar');
  const except = (labels: typeof all, allowed: (label: string) => boolean) =>
    labels.filter(({ label }) => !allowed(label));

  it('include the names that others rely on', () => {
    expect(builtinTopics.map(({ labels }) => labels.en)).toEqual(
      expect.arrayContaining([
        'Budget analysis',
        'Community mapping',
        'Housing',
        'Land',
        'Water',
        'Food',
        'Strategic litigation',
        'Community organising',
        'Media work',
        'Community radio',
      ]),
    );
  });

  it('exist in all four languages', () => {
    for (const { labels, alternative } of builtinTopics) {
      expect(Object.keys(labels)).toEqual([...locales]);
      expect(Object.keys(alternative)).toEqual([...locales]);
    }
    expect(except(all, (label) => label.length > 1)).toEqual([]);
  });

  it('are tidy and fit into a cell of members.csv', () => {
    expect(except(all, (label) => label === label.trim().normalize('NFC'))).toEqual([]);
    expect(except(all, (label) => label.length <= 120)).toEqual([]);
    // The separators of members.csv, the apostrophe of a typewriter, two blanks.
    expect(except(all, (label) => !/[;:'"]|\s\s/.test(label))).toEqual([]);
  });

  it('begin with a capital where the script has some', () => {
    expect(except(latin, (label) => /^\p{Lu}/u.test(label))).toEqual([]);
  });

  it('belong to one topic only, in whatever language and spelling', () => {
    const owners = new Map<string, string>();
    for (const { key, label } of all) {
      const normalised = normalise(label);
      if (!owners.has(normalised)) owners.set(normalised, key);
    }
    const shared = all.filter(({ key, label }) => owners.get(normalise(label)) !== key);
    expect(shared).toEqual([]);
  });

  it('differ within a topic and language by more than spelling', () => {
    const seen = new Set<string>();
    const repeated = all.filter(({ key, locale, label }) => {
      const name = `${key} ${locale} ${normalise(label)}`;
      return seen.size === seen.add(name).size;
    });
    expect(repeated).toEqual([]);
  });

  it('are in the script of their language', () => {
    expect(except(latin, (label) => /^[\p{Script=Latin}\p{Script=Common}]+$/u.test(label))).toEqual(
      [],
    );
    expect(except(arabic, (label) => /\p{Script=Arabic}/u.test(label))).toEqual([]);
    const accepted = '(OP-ICESCR)';
    expect(
      except(arabic, (label) => !/\p{Script=Latin}/u.test(label.replace(accepted, ''))),
    ).toEqual([]);
  });
});

describe('the built-in working groups', () => {
  it('are those of members.csv', () => {
    expect(builtinWorkingGroups.map(({ key }) => key)).toEqual([
      'women-and-escr',
      'corporate-accountability',
      'strategic-litigation',
      'economic-policy',
      'monitoring',
      'social-movements',
      'op-icescr-coalition',
    ]);
  });

  it('have a name of their own in each language', () => {
    for (const locale of locales) {
      const names = builtinWorkingGroups.map(({ labels }) => normalise(labels[locale]));
      expect(names).not.toContain('');
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
