import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstPage, safeReturnPath } from '../../web/lib/session/sign-in.ts';

describe('where somebody is sent after signing in', () => {
  it('is the page that they wanted', () => {
    expect(safeReturnPath('/ar/directory?topic=land&q=%3F')).toBe('/ar/directory?topic=land&q=%3F');
  });

  it.each([
    'https://elsewhere.example.org/en/directory',
    '//elsewhere.example.org/en',
    '/\\elsewhere.example.org/en',
    'javascript:alert(1)',
    '/en/../..//elsewhere.example.org',
    '/graphql',
    '',
    'en/directory',
  ])('is never %s', (value) => {
    const path = safeReturnPath(value);
    expect(path === undefined || /^\/(en|fr|es|ar)(\/|\?|$)/.test(path)).toBe(true);
  });

  it('is a page of ours, whatever is asked for', () => {
    assert(
      property(string(), constantFrom('', '/', '//', '/en', '\\', 'https:'), (text, start) => {
        const path = safeReturnPath(start + text);
        if (path === undefined) return;
        const url = new URL(path, 'https://peers.example.org');
        expect(url.origin).toBe('https://peers.example.org');
        expect(url.pathname).toMatch(/^\/(en|fr|es|ar)(\/|$)/);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is the pairings of a member, and the directory for the secretariat', () => {
    expect(firstPage('fr', { role: 'MEMBER' }, null)).toBe('/fr/pairings');
    expect(firstPage('fr', { role: 'SECRETARIAT' }, null)).toBe('/fr/directory');
    expect(firstPage('fr', { role: 'SECRETARIAT' }, '//elsewhere.example.org')).toBe(
      '/fr/directory',
    );
    expect(firstPage('fr', { role: 'SECRETARIAT' }, '/ar/topics')).toBe('/ar/topics');
  });
});
