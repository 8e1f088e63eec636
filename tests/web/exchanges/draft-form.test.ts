import { describe, expect, it } from 'vitest';
import {
  draftInput,
  draftOf,
  missingFrom,
  readDraft,
  sharedLanguages,
} from '../../../web/lib/agreement/draft-form.ts';
import { form } from '../profile/profile.ts';

const wishes = {
  outcome: 'NEW_KNOWLEDGE' as const,
  formats: ['ONLINE' as const],
  languages: [{ code: 'fr' }],
};

describe('the form of an agreement', () => {
  it('begins with what was asked for', () => {
    const values = draftOf(null, wishes);
    expect(values).toMatchObject({ outcome: 'NEW_KNOWLEDGE', formats: ['ONLINE'] });
    expect(values.languages).toEqual(['fr']);
    // How they understand each other is for the parties to say.
    expect(missingFrom(values)).toEqual(['objectives', 'interpretation']);
  });

  it('offers the languages that all of them speak where none was asked for', () => {
    const speaker = (...codes: string[]) => ({
      languages: codes.map((code) => ({ language: { code, name: code } })),
    });
    const shared = sharedLanguages([speaker('sw', 'en', 'fr'), speaker('fr', 'bn', 'en')]);
    expect(shared.map(({ code }) => code)).toEqual(['en', 'fr']);
    // Whoever keeps its languages private shares none that is known.
    expect(sharedLanguages([speaker('en'), speaker()])).toEqual([]);
  });

  it('keeps what was typed, line by line, and sends it', () => {
    const values = readDraft(
      form([
        ['objectives', 'One.\r\nTwo. '],
        ['outcome', 'ENHANCED_SKILL'],
        ['formats[]', 'VISIT'],
        ['formats[]', 'BALLOON'],
        ['languages[]', 'fr'],
        ['interpretation', 'PARTIES'],
        ['interpreter', 'm'],
        ['interpreters', 'Amina'],
        ['startsOn', '2026-12-01'],
      ]),
    );
    expect(missingFrom(values)).toEqual([]);
    expect(draftInput(values)).toEqual({
      objectives: 'One.\nTwo.',
      outcome: 'ENHANCED_SKILL',
      formats: ['VISIT'],
      roles: null,
      startsOn: '2026-12-01',
      endsOn: null,
      languages: ['fr'],
      interpretation: 'PARTIES',
      // Of another plan than the one that was chosen.
      interpreter: null,
      interpreters: 'Amina',
      safety: null,
      money: null,
    });
  });

  it('takes none but the plans that there are', () => {
    const values = { ...draftOf(null, wishes), objectives: 'x', interpretation: 'MAGIC' };
    expect(missingFrom(values)).toEqual(['interpretation']);
  });
});
