/**
 * Members beside the demonstration network, for pages that look different with them. Nobody of the demonstration speaks
 * Icelandic, and nobody interprets it: these know only each other.
 */
const rows = {
  /** Two that have said nothing yet, so they have no pairings. */
  newcomer: 'Nýjar raddir,GRASSROOTS_GROUP,IS,Atlantic/Reykjavik,is:native,,,,MEMBERS,no',
  beginner: 'Fyrstu skrefin,NGO,IS,Atlantic/Reykjavik,is:native,,,,MEMBERS,no',
  /** One pairing: with `partner`. */
  single:
    'Húsnæðisfélagið,NGO,IS,Atlantic/Reykjavik,is:native,Budget analysis:expert,Community mapping:high,Housing,MEMBERS,no',
  partner:
    'Kortagerð við fjörðinn,NGO,IS,,is:native,Community mapping;Media work:basic,Budget analysis,Housing,MEMBERS,no',
  /** A name that runs the other way than most pages. */
  arabic:
    'تحالف الأرض والماء,COALITION,TN,Africa/Tunis,ar:native;fr:B2,Strategic litigation:expert,Media work,Land,PARTNERS,no',
  /** Others know it by a pseudonym. */
  atRisk:
    'Night Garden Collective,GRASSROOTS_GROUP,UG,Africa/Kampala,en;lg:native,Popular education,Community mapping:high,Housing,SECRETARIAT,yes',
  /** Keeps everything to itself, even from the secretariat. */
  secret:
    'Quiet Fields,SOCIAL_MOVEMENT,ZM,Africa/Lusaka,en,Budget analysis,Community mapping,Land,SELF,no',
  /** Two that know only each other, too: nobody else speaks Faroese. They have an exchange in `under-way.ts`. */
  weaver:
    'Vevstovan við ánna,GRASSROOTS_GROUP,FO,Atlantic/Faroe,fo:native,Budget analysis:expert,Community mapping:high,Housing,MEMBERS,no',
  rower:
    'Bátafelagið í Havn,NGO,FO,Atlantic/Faroe,fo:native,Community mapping:expert,Budget analysis:high,Housing,MEMBERS,no',
  /** And twice two more, so that `exchanges.test.ts` can tell each life from its beginning. */
  hunter:
    'Piniartut Peqatigiiffiat,GRASSROOTS_GROUP,GL,America/Nuuk,kl:native,Budget analysis:expert,Community mapping:high,Housing,MEMBERS,no',
  sailor:
    'Umiartortut Kattuffiat,NGO,GL,America/Nuuk,kl:native,Community mapping:expert,Budget analysis:high,Housing,MEMBERS,no',
  reef: 'Faru Jamiyyaa,GRASSROOTS_GROUP,MV,Indian/Maldives,dv:native,Budget analysis:expert,Community mapping:high,Housing,MEMBERS,no',
  atoll:
    'Atholhu Roshi,NGO,MV,Indian/Maldives,dv:native,Community mapping:expert,Budget analysis:high,Housing,MEMBERS,no',
} as const;

export type Reference = keyof typeof rows;

export function emailOf(reference: Reference): string {
  return `${reference.toLowerCase()}@members.example.org`;
}

export function nameOf(reference: Reference): string {
  return rows[reference].split(',', 1)[0] ?? '';
}

/** As a file that `import members` takes. */
export const membersCsv = [
  'name,kind,country,time_zone,languages,offers,needs,themes,visibility,at_risk,id,contact_email',
  ...(Object.keys(rows) as Reference[]).map((id) => `${rows[id]},${id},${emailOf(id)}`),
].join('\n');
