import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type NewsKind, newsKinds } from '../../../server/notifications/kinds.ts';
import { placeOf } from '../../../server/notifications/places.ts';
import { isDeed } from '../../../web/lib/exchanges/deeds.ts';

const id = '01990000-0000-7000-8000-000000000000';
const web = (folder: string) =>
  readdirSync(join('web', folder), { recursive: true, encoding: 'utf8' });

/** The folders of pages, such as `[locale=locale]/exchanges/[id]`, as what their addresses look like. */
const pages = web('routes')
  .filter((file) => file.endsWith('+page.svelte'))
  .map(dirname)
  .map((folder) => {
    const segments = folder.split('/').map((segment) => {
      if (segment === '[locale=locale]') return '/en';
      // A member of one's own is not named.
      if (segment.startsWith('[...')) return '';
      if (segment === '[deed=deed]') return '/(?<deed>[^/]+)';
      return segment.startsWith('[') ? '/[^/]+' : `/${segment}`;
    });
    return new RegExp(`^${segments.join('')}$`);
  });
const anchors = new Set(
  web('lib')
    .filter((file) => file.endsWith('.svelte'))
    .flatMap((file) => [
      ...readFileSync(join('web/lib', file), 'utf8').matchAll(/<section id="([\w-]+)"/g),
    ])
    .map(([, name]) => name),
);

describe('news lead to a page that there is', () => {
  const details = [
    { exchangeId: id, detail: { followUpId: id, noteId: id } },
    { exchangeId: null, detail: {} },
  ];
  const cases = (Object.keys(newsKinds) as NewsKind[]).flatMap((kind) =>
    details.flatMap((more) => [id, null].map((memberId) => ({ id, kind, memberId, ...more }))),
  );

  it.each(cases)('$kind', (news) => {
    const { pathname, hash } = new URL(`/en${placeOf(news)}`, 'https://peerbridge.example');
    const found = pages.map((page) => page.exec(pathname)).filter((match) => match !== null);
    const there = found.filter(({ groups }) => !groups?.deed || isDeed(groups.deed));
    expect(there, pathname).not.toEqual([]);
    if (hash) expect([...anchors]).toContain(hash.slice(1));
  });
});
