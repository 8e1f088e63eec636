import { describe, expect, it } from 'vitest';
import { emptyNotNow, readNotNow, reasonOf } from '../../../web/lib/choices/not-now-form.ts';
import {
  choiceOnMemberPath,
  choicePath,
  listPath,
  originOf,
} from '../../../web/lib/choices/paths.ts';
import { form } from '../profile/profile.ts';

describe('the way to a choice and back', () => {
  const here = new URLSearchParams('after=c%3D%3D&done=undone&aside=x');

  it('takes along on which page of the list it was', () => {
    expect(choicePath('/en', 'never', 'm=', here)).toBe(
      '/en/pairings/never?partner=m%3D&after=c%3D%3D',
    );
    const there = new URLSearchParams('partner=m%3D&after=c%3D%3D');
    expect(listPath('/en', there)).toBe('/en/pairings?after=c%3D%3D');
    expect(listPath('/en', there, [['aside', 'm=']])).toBe('/en/pairings?after=c%3D%3D&aside=m%3D');
  });

  it('knows pages that were turned back to, too', () => {
    expect(listPath('/en', new URLSearchParams('before=d&done=undone'))).toBe(
      '/en/pairings?before=d',
    );
  });

  it('leads back to the member whose page it was opened from', () => {
    const opened = choiceOnMemberPath('/en', 'never', 'm=');
    expect(opened).toBe('/en/pairings/never?partner=m%3D&from=member');
    const there = new URLSearchParams(opened.split('?')[1]);
    expect(originOf('/en', '/en', 'm=', there).href).toBe('/en/members/m%3D');
    expect(originOf('/en', '/en', 'm=', here).href).toBe(listPath('/en', here));
  });

  it('is short from the first page', () => {
    expect(listPath('/ar/members/1', [])).toBe('/ar/members/1/pairings');
  });
});

describe('the form of a "not now"', () => {
  it('keeps what was typed, and takes only the reasons that there are', () => {
    expect(readNotNow(form([]))).toEqual(emptyNotNow);
    const values = readNotNow(
      form([
        ['reason', 'NO_TIME'],
        ['note', ' after the \r\nelections '],
      ]),
    );
    expect(values).toEqual({ reason: 'NO_TIME', note: 'after the \nelections' });
    expect(reasonOf(values)).toBe('NO_TIME');
    expect(reasonOf({ ...values, reason: 'SPITE' })).toBeUndefined();
    expect(reasonOf(emptyNotNow)).toBeUndefined();
  });
});
