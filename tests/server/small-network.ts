import type { Database } from '../../server/database/database.ts';
import { importMembers } from '../../server/members-csv/import.ts';

/**
 * Nine members that know each other's needs. `hidden` is at risk: what it offers is exactly what `haki` needs, and nobody
 * but itself and the secretariat may notice.
 */
const csv = `id,name,kind,country,time_zone,languages,offers,needs,themes,working_groups,joined_on,at_risk,visibility,contact_email,interprets,capacity
haki,Haki ya Ardhi,GRASSROOTS_GROUP,KE,,en;sw:native,Community mapping:expert,Budget analysis:high,Land;Water,women-and-escr,2020-05-01,,,haki@example.org;second@example.org,,
presupuesto,Centro Presupuesto Vivo,NGO,GT,,es:native;en:B2,Budget analysis:expert,Community mapping,Land;Food,economic-policy,2008-02-01,,PARTNERS,presupuesto@example.org,,
eau,Réseau Eau et Vie,NGO,SN,,fr:native,Community radio,Strategic litigation,Water,,2012-01-01,,,eau@example.org,,
ard,تحالف الأرض والماء,COALITION,TN,,ar:native,Strategic litigation:expert,Media work,Land,,2015-01-01,,,ard@example.org,,
pont,Pont entre nous,INDIVIDUAL,FR,,fr:native;ar:C1,,,,,2019-01-01,,,pont@example.org,ar>fr;fr>ar,3
hidden,Night Garden Collective,GRASSROOTS_GROUP,UG,,en;lg:native,Budget analysis:expert,Community mapping:high,Housing,,2021-01-01,yes,,hidden@example.org,,
quiet,Quiet Fields,SOCIAL_MOVEMENT,ZM,,en,Budget analysis,Community mapping,Land,,2018-01-01,,SECRETARIAT,quiet@example.org,,
full,Busy Hands,NGO,ZA,,en,Budget analysis:expert,Community mapping,Land,,2010-01-01,,,full@example.org,,0
far,Nothing in Common,ACADEMIC,NZ,,mi:native,Housing,Housing,Housing,,2001-01-01,,,far@example.org,,
`;

/** The day on which the members of the small network were imported. */
export const importedOn = '2026-03-02';

/** Fills a database that has no members; the ids of the members by their references. */
export async function loadSmallNetwork({ prisma }: Database): Promise<Record<string, string>> {
  const { problems } = await importMembers(prisma, bytesOf(csv), {
    dryRun: false,
    createTopics: false,
    locale: 'en',
    today: importedOn,
    actor: 'command',
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const members = await prisma.member.findMany({ select: { id: true, reference: true } });
  return Object.fromEntries(members.map(({ id, reference }) => [reference, id]));
}

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text);
}

/** The id of the API for a record of the database. */
export function globalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64');
}
