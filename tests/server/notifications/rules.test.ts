import { describe, expect, it } from 'vitest';
import { failureOf } from '../../../server/notifications/rules.ts';

describe('a message that was not taken', () => {
  const at = (command: string, response: string | null, code = 'EENVELOPE') =>
    failureOf({
      code,
      command,
      ...(response && { response, responseCode: Number(response.slice(0, 3)) }),
    });

  it.each([
    ['550 5.1.1 no such user', { about: 'ADDRESS', code: '550', forGood: true }],
    ['550 no such user', { about: 'ADDRESS', code: '550', forGood: true }],
    ['452 4.2.2 full', { about: 'ADDRESS', code: '452', forGood: false }],
    ['554 5.7.1 relaying denied', { about: 'MESSAGE', code: '554', forGood: false }],
    ['450 4.7.1 greylisted', { about: 'MESSAGE', code: '450', forGood: false }],
    ['421 4.3.0 closing', { about: 'SERVER', code: '421', forGood: false }],
  ])('because of “%s” to RCPT TO', (answer, failure) => {
    expect(at('RCPT TO', answer)).toEqual(failure);
  });

  it('says nothing of the reader where it answers something else, or nothing', () => {
    expect(at('DATA', '554 no spam', 'EMESSAGE')).toMatchObject({
      about: 'MESSAGE',
      forGood: false,
    });
    for (const failure of [
      at('MAIL FROM', '550 5.1.8 bad sender'),
      at('CONN', null, 'ETIMEDOUT'),
      at('DATA', null, 'ECONNECTION'),
      at('AUTH PLAIN', '535 no', 'EAUTH'),
      failureOf({ code: 'ENOSPC' }),
    ])
      expect(failure).toMatchObject({ about: 'SERVER', forGood: false });
  });
});
