import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { type Api, openApi } from '../api.ts';
import { openTestDatabase } from '../database.ts';
import { loadSmallNetwork } from '../small-network.ts';

const upsert = `mutation($input: UpsertMembersInput!) { upsertMembers(input: $input) {
  __typename ... on UpsertMembersSuccess { created updated unchanged }
  ... on Error { code } ... on InvalidInputError { issues { path message } } } }`;

const row = {
  id: 'sync-1',
  name: "'=Tierra y Techo",
  country: 'PE',
  languages: ['es:native', 'qu'],
  offers: ['Budget analysis:expert'],
  needs: ['Land:high'],
  capacity: 3,
  genderFocus: true,
  contactEmails: ['Techo@example.org'],
};

describe('members from another system', () => {
  let database: Database;
  let api: Api;
  let key: Readonly<Record<string, string>>;
  beforeAll(async () => {
    database = await openTestDatabase('embedded');
    await loadSmallNetwork(database);
    api = await openApi(database);
    key = await api.asPartner(['write:members']);
  });
  afterAll(async () => {
    await api.app.close();
    await database.close();
  });

  const send = async (members: object[], more: object = {}, who = key) =>
    (await api.ask(upsert, who, { input: { members, ...more } })).data.upsertMembers;
  const stored = () =>
    database.prisma.member.findUnique({
      where: { reference: 'sync-1' },
      include: { languages: true, offers: true, needs: true, representatives: true },
    });

  it('come with a key that may write them, and from the secretariat', async () => {
    for (const who of [
      await api.asPartner(['read:directory', 'read:audit']),
      await api.as('haki@example.org'),
    ])
      expect(await send([row], {}, who)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await send([row], {}, {})).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await stored()).toBeNull();
    const secretariat = await api.asSecretariat();
    expect(await send([row], { dryRun: true }, secretariat)).toMatchObject({ created: 1 });
    expect(await stored()).toBeNull();
  });

  it('are there as they were sent, once, however often', async () => {
    expect(await send([row])).toMatchObject({ created: 1, updated: 0, unchanged: 0 });
    expect(await stored()).toMatchObject({
      name: row.name,
      capacity: 3,
      genderFocus: true,
      offers: [{ level: 'EXPERT' }],
      needs: [{ priority: 'HIGH' }],
      representatives: [{ email: 'techo@example.org' }],
    });
    expect(await send([row])).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  });

  it('keep what is left out, and lose what is empty', async () => {
    const { id, name, country, languages } = row;
    expect(await send([{ id, name, country, languages }])).toMatchObject({ unchanged: 1 });
    const emptied = { id, name, country, languages, offers: [], capacity: null };
    expect(await send([emptied])).toMatchObject({ updated: 1 });
    expect(await stored()).toMatchObject({ offers: [], capacity: 3, needs: [{}] });
  });

  it('come all or not at all, with what is wrong where', async () => {
    const answer = await send([
      { ...row, id: 'sync-2', contactEmails: [] },
      { ...row, id: 'sync-3', country: 'XX', needs: ['Nothing that there is'], contactEmails: [] },
    ]);
    expect(answer.code).toBe('INVALID_INPUT');
    expect(answer.issues.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'members.1.country',
      'members.1.needs',
    ]);
    expect(await database.prisma.member.count({ where: { reference: 'sync-2' } })).toBe(0);
    expect(await send([row, row])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await send(Array.from({ length: 1001 }, () => row))).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('come as the text of a file too, with the line and column of what is wrong', async () => {
    const importing = `mutation($input: ImportMembersInput!) { importMembers(input: $input) {
      __typename ... on ImportMembersSuccess { created updated unchanged }
      ... on Error { code } ... on InvalidInputError { issues { path message } } } }`;
    const from = async (csv: string, who: Readonly<Record<string, string>>, dryRun = false) =>
      (await api.ask(importing, who, { input: { csv, dryRun } })).data.importMembers;
    const secretariat = await api.asSecretariat();
    const csv = 'id,name,country,languages\nfile-1,Casa Común,PE,es:native\n';
    expect(await from(csv, await api.as('haki@example.org'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await from(csv, secretariat, true)).toMatchObject({ created: 1 });
    expect(await from(csv, secretariat)).toMatchObject({ created: 1 });
    expect(await from(csv, secretariat)).toMatchObject({ created: 0, unchanged: 1 });
    const { issues } = await from(`${csv}file-2,Casa,XX,es`, secretariat);
    expect(issues).toMatchObject([{ path: ['csv', '3', 'country'] }]);
    const inFrench = { ...secretariat, 'accept-language': 'fr' };
    expect((await from(`${csv}file-2,Casa,Kénya,es`, inFrench)).issues).toMatchObject([
      { message: expect.stringMatching(/^pays inconnu "Kénya".* KE \(Kenya\)/) },
    ]);
  });
});
