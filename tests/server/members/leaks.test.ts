import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { networkChanged } from '../../../server/database/network-version.ts';
import { type Api, openApi } from '../api.ts';
import { databaseKinds, openTestDatabase } from '../database.ts';
import { globalId, importedOn, loadSmallNetwork } from '../small-network.ts';

const profile = `id reference name kind country { code region { code } } timeZone { name } languages { language { code } level main }
  offers { id topic { key } level formats note } needs { id topic { key } priority levelWanted } themes { key } workingGroups { key }
  interprets { from { code } to { code } } relays joinedOn genderFocus atRisk notes contacts
  availability { paused confirmedOn capacity workFrom workTo } withheld consents { field audience } visibility viewerCanEdit`;

describe.each(databaseKinds)('what is withheld, on %s', (kind) => {
  let database: Database;
  let api: Api;
  let ids: Record<string, string>;
  let viewers: Record<string, Record<string, string>>;

  beforeAll(async () => {
    database = await openTestDatabase(kind);
    ids = await loadSmallNetwork(database);
    api = await openApi(database, { now: () => new Date(`${importedOn}T12:00:00Z`) });
    viewers = {
      member: { ...(await api.as('haki@example.org')) },
      partner: { ...(await api.asPartner()) },
    };
  });
  afterAll(() => database.close());

  /** Every way in which somebody could come across a member. */
  const everything = async (headers: Record<string, string>) => {
    const topics = (await api.ask('{ topics(first: 100) { nodes { id key } } }')).data.topics
      .nodes as { id: string; key: string }[];
    const id = (key: string) => topics.find((topic) => topic.key === key)?.id;
    const hidden = globalId('Member', ids.hidden ?? '');
    const filters = [
      { offers: [id('budget-analysis')] },
      { needs: [id('community-mapping')] },
      { topics: [id('housing')] },
      { languages: ['lg'] },
      { languages: ['en'] },
      { countries: ['UG'] },
      { regions: ['002'] },
      { regions: ['014'] },
      { kinds: ['GRASSROOTS_GROUP'] },
      { workingGroups: ['women-and-escr'] },
    ];
    const searches = [
      'Night Garden',
      'garden',
      'night',
      'Budget analysis',
      'Mapping',
      'hidden',
      'Uganda',
      'Housing',
    ];
    const answers = [
      await api.ask(
        `{ members(first: 100) { totalCount edges { cursor node { ${profile} } } } }`,
        headers,
      ),
      await api.ask(
        `query($id: ID!) { member(id: $id) { ${profile} } node(id: $id) { ... on Member { ${profile} } } nodes(ids: [$id]) { ... on Member { ${profile} } } }`,
        headers,
        { id: hidden },
      ),
    ];
    for (const filter of filters)
      answers.push(
        await api.ask(
          `query($filter: MemberFilter) { members(filter: $filter, first: 100) { totalCount nodes { id name } } }`,
          headers,
          { filter },
        ),
      );
    for (const search of searches)
      answers.push(
        await api.ask(
          `query($search: String) { members(search: $search) { totalCount nodes { id name } } }`,
          headers,
          { search },
        ),
      );
    answers.push(
      await api.ask(
        `{ viewer { member { pairings(first: 50) { totalCount nodes { score partner { id name } reasons bridge { kind through { id name } } learns { topic { key } } shares { topic { key } } } } } } }`,
        headers,
      ),
    );
    return answers.map(({ data, errors }) => ({ data, errors }));
  };

  it.each(['member', 'partner'])(
    'shows a %s only a pseudonym, whatever the hidden member is',
    async (who) => {
      const headers = viewers[who] ?? {};
      const before = await everything(headers);
      const shown = before[1]?.data.member;
      expect(shown).toMatchObject({
        reference: null,
        kind: null,
        country: null,
        timeZone: null,
        languages: [],
        offers: [],
        needs: [],
        themes: [],
        workingGroups: [],
        contacts: [],
        atRisk: null,
        notes: null,
        availability: null,
        consents: null,
        visibility: null,
        viewerCanEdit: false,
      });
      expect(shown.name).toMatch(/^Member [0-9A-Z]{5}-[0-9A-Z]{5}$/);
      expect(JSON.stringify(before)).not.toMatch(/Night Garden|"UG"|hidden@|"lg"/);

      // The same questions once the member is another one altogether: nothing of it may show in any answer.
      const { prisma } = database;
      const memberId = ids.hidden ?? '';
      await prisma.$transaction(async (transaction) => {
        await transaction.member.update({
          where: { id: memberId },
          data: {
            name: 'Aardvark House',
            searchName: 'aardvark house',
            country: 'BR',
            kind: 'ACADEMIC',
            timeZone: 'America/Sao_Paulo',
            capacity: 9,
            notes: 'secret',
            joinedOn: new Date('1999-01-01'),
            genderFocus: true,
            relays: true,
          },
        });
        await transaction.languageSkill.deleteMany({ where: { memberId } });
        await transaction.languageSkill.create({ data: { memberId, language: 'pt', position: 0 } });
        for (const table of [
          transaction.offer,
          transaction.need,
          transaction.memberTheme,
        ] as unknown as { deleteMany(args: object): Promise<unknown> }[])
          await table.deleteMany({ where: { memberId } });
        await networkChanged(transaction, [memberId]);
      });
      const after = await everything(headers);
      expect(after).toEqual(before);
    },
  );

  it('shows the member itself and the secretariat everything', async () => {
    for (const headers of [await api.as('hidden@example.org'), await api.asSecretariat()]) {
      const { data } = await api.ask(
        `query($id: ID!) { member(id: $id) { name reference contacts atRisk withheld viewerCanEdit consents { field } } }`,
        headers,
        { id: globalId('Member', ids.hidden ?? '') },
      );
      expect(data.member).toMatchObject({
        reference: 'hidden',
        contacts: ['hidden@example.org'],
        atRisk: true,
        withheld: [],
        viewerCanEdit: true,
      });
      expect(data.member.consents).toHaveLength(16);
    }
  });
});
