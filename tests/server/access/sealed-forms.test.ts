import { assert, property, string } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSealedForms, sealedFormLifetime } from '../../../server/access/sealed-forms.ts';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { openTestDatabase } from '../database.ts';
import { loadSmallNetwork } from '../small-network.ts';

const now = new Date('2026-11-20T12:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

describe('a sealed form', () => {
  const forms = createSealedForms('a secret');
  const [own, other] = [forms.markOf('1'), forms.markOf('2')];

  it('opens for its person with every letter, and for nobody else', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const sealed = forms.seal(own, text, now);
        expect(forms.open(own, sealed, later(1000))).toBe(text);
        expect(forms.open(other, sealed, later(1000))).toBeNull();
        expect(createSealedForms('another').open(own, sealed, later(1000))).toBeNull();
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('opens for a day', () => {
    const sealed = forms.seal(own, 'text', now);
    expect(forms.open(own, sealed, later(sealedFormLifetime))).toBe('text');
    expect(forms.open(own, sealed, later(sealedFormLifetime + 1))).toBeNull();
  });

  it('tells nothing of what it holds, nor opens once it was touched', () => {
    const sealed = forms.seal(own, 'we meet at the harbour', now);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('harbour');
    for (const at of [0, 14, 20, 40, sealed.length - 2]) {
      const touched = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(forms.open(own, touched, now)).toBeNull();
    }
    for (const none of ['', 'x', '%%%', sealed.slice(0, 20)]) {
      expect(forms.open(own, none, now)).toBeNull();
    }
  });

  it('does not grow beyond what a form may be', () => {
    const long = `text=${encodeURIComponent('ض'.repeat(400_000))}`;
    expect(forms.seal(own, long, now).length).toBeLessThan(long.length);
  });
});

describe('forms in the API', () => {
  let database: Database;
  let api: Api;

  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await loadSmallNetwork(database);
    api = await openApi(database);
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  it('are sealed for the person they were filled in by', async () => {
    const [haki, secretariat] = [await api.as('haki@example.org'), await api.asSecretariat()];
    const { data } = await api.ask('{ viewer { mark } }', haki);
    const { mark } = data.viewer;
    expect(mark).toMatch(/^[\w-]{22}$/);
    expect((await api.ask('{ viewer { mark } }', secretariat)).data.viewer.mark).not.toBe(mark);
    expect((await api.ask('{ viewer { mark } }')).data.viewer.mark).toBeNull();

    const sealing = await api.ask(
      'query($mark: String!) { sealForm(mark: $mark, form: "a=1") }',
      {},
      { mark },
    );
    const open = (headers: Record<string, string>) =>
      api.ask('query($sealed: String!) { openForm(sealed: $sealed) }', headers, {
        sealed: sealing.data.sealForm,
      });
    expect((await open(haki)).data.openForm).toBe('a=1');
    expect((await open(secretariat)).data.openForm).toBeNull();
    expect((await open({})).errors[0]?.extensions?.code).toBe('UNAUTHENTICATED');
    expect((await open(await api.asPartner())).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
