import type { DemonstrationMember } from './member.ts';

/** The member that a newcomer signs in as, as a row and with what a file cannot say. */
export const firstMember: Omit<
  DemonstrationMember,
  'reference' | 'contacts' | 'confirmedOn' | 'joinedOn'
> = {
  name: 'Mto Mpole Women’s Land Circle',
  kind: 'GRASSROOTS_GROUP',
  country: 'KE',
  timeZone: 'Africa/Nairobi',
  languages: [
    { language: 'en', level: 'C1' },
    { language: 'sw', level: 'NATIVE' },
    { language: 'kam', level: 'B2' },
  ],
  offers: [
    {
      topic: 'community-mapping',
      level: 'EXPERT',
      formats: [],
      note: 'We map who farms what, with the women who farm it. Three of our maps stood up in the land court.',
    },
    { topic: 'community-organising', level: 'PRACTISED', formats: ['VISIT', 'ONLINE'], note: null },
    {
      topic: 'popular-education',
      level: 'PRACTISED',
      formats: [],
      note: 'Songs and drawings about inheritance law, for evenings under the tree.',
    },
  ],
  needs: [
    {
      topic: 'budget-analysis',
      priority: 'HIGH',
      levelWanted: null,
      formats: [],
      note: 'The county says that there is no money for joint titling. We want to read the budget ourselves.',
    },
    {
      topic: 'strategic-litigation',
      priority: 'NORMAL',
      levelWanted: null,
      formats: ['ONLINE', 'MENTORING'],
      note: 'Two widows are ready to go to court, and we want to choose the case well.',
    },
    { topic: 'media-work', priority: 'LOW', levelWanted: null, formats: [], note: null },
  ],
  themes: ['womens-land-rights', 'customary-and-collective-tenure', 'food-sovereignty'],
  capacity: 2,
  interprets: [],
  workingGroups: ['women-and-escr', 'social-movements'],
  genderFocus: true,
  atRisk: false,
  visibility: 'MEMBERS',
  consents: [],
  notes: 'Market days are Tuesday and Friday; on the other mornings somebody always answers.',
  paused: false,
  workFrom: 480,
  workTo: 1020,
};
