import { describe, expect, it } from 'vitest';
import {
  audiencesOf,
  byAudience,
  changedConsents,
  readConsents,
  type FieldConsent,
} from '../../../web/lib/profile/consent-form.ts';
import { form } from './profile.ts';

const stored: FieldConsent[] = [
  { field: 'NAME', audience: 'MEMBERS', useForMatching: false },
  { field: 'OFFERS', audience: 'SECRETARIAT', useForMatching: true },
  { field: 'NOTES', audience: 'COUNTERPART', useForMatching: false },
];

const send = (entries: [string, string][]) =>
  changedConsents(stored, readConsents(form(entries), stored));

describe('the form of who sees what', () => {
  it('sends only what changed, so that the rest goes on following the general choice', () => {
    expect(
      send([
        ['audience-NAME', 'SECRETARIAT'],
        ['audience-OFFERS', 'SECRETARIAT'],
        ['match-OFFERS', 'yes'],
        ['audience-NOTES', 'COUNTERPART'],
      ]),
    ).toEqual([{ field: 'NAME', audience: 'SECRETARIAT', useForMatching: false }]);
  });

  it('takes back a consent whose box is empty', () => {
    expect(send([['audience-OFFERS', 'SECRETARIAT']])).toEqual([
      { field: 'OFFERS', audience: 'SECRETARIAT', useForMatching: false },
    ]);
  });

  it('changes nothing of a field that it does not mention, or with nonsense', () => {
    expect(send([['audience-NAME', 'EVERYBODY']])).toEqual([]);
    expect(send([])).toEqual([]);
  });
});

describe('audiences', () => {
  it('never include partners for where and when a member works', () => {
    expect(audiencesOf('TIME_ZONE')).not.toContain('PARTNERS');
    expect(audiencesOf('AVAILABILITY')).not.toContain('PARTNERS');
    expect(audiencesOf('OFFERS')).toContain('PARTNERS');
  });

  it('are listed from the widest, with what each sees', () => {
    expect(byAudience(stored)).toEqual([
      { audience: 'MEMBERS', fields: ['NAME'] },
      { audience: 'COUNTERPART', fields: ['NOTES'] },
      { audience: 'SECRETARIAT', fields: ['OFFERS'] },
    ]);
  });
});
