import type { Profile } from '../../../web/lib/profile/profile.ts';

/** What a browser sends for these controls. */
export function form(entries: readonly (readonly [string, string])[]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

const topic = (key: string) => ({ id: `id of ${key}`, key, name: key });

/** A member with a little of everything. */
export const profile: Profile = {
  id: 'm',
  name: 'Land Circle',
  kind: 'NGO',
  country: { code: 'KE', name: 'Kenya' },
  timeZone: { name: 'Africa/Nairobi' },
  languages: [{ language: { code: 'sw', name: 'Swahili' }, level: 'NATIVE' }],
  interprets: [],
  relays: false,
  offers: [
    { topic: topic('land'), level: 'BASIC', formats: ['ONLINE'], note: 'maps' },
    { topic: topic('water'), level: 'PRACTISED', formats: [], note: null },
  ],
  needs: [
    {
      topic: topic('housing'),
      priority: 'HIGH',
      levelWanted: null,
      formats: [],
      note: 'for rents',
    },
  ],
  themes: [],
  workingGroups: [{ key: 'women-and-escr', name: 'Women and ESCR' }],
  genderFocus: false,
  atRisk: false,
  notes: 'first\nsecond',
  availability: {
    paused: false,
    confirmedOn: '2026-11-20',
    capacity: 2,
    workFrom: '09:00',
    workTo: '17:00',
  },
  visibility: 'MEMBERS',
  consents: [],
  withheld: [],
  viewerCanEdit: true,
};
