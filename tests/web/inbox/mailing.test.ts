import { describe, expect, it } from 'vitest';
import { mailingInput, readMailing } from '../../../web/lib/inbox/mailing.ts';
import { form } from '../profile/profile.ts';

describe('how somebody wants e-mails', () => {
  it('is what the form says; without a language it is guessed', () => {
    const values = readMailing(form([['mailing', 'DAILY']]));
    expect(mailingInput(values)).toEqual({ mailing: 'DAILY', locale: null });
    expect(mailingInput({ mailing: 'NEVER', locale: 'ar' })).toEqual({
      mailing: 'NEVER',
      locale: 'ar',
    });
  });

  it('is no value that the form does not offer', () => {
    expect(() => mailingInput({ mailing: 'HOURLY', locale: 'en' })).toThrow(
      expect.objectContaining({ status: 400 }),
    );
    expect(mailingInput({ mailing: 'NEVER', locale: 'xx' }).locale).toBeNull();
  });
});
