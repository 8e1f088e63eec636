import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countries } from '../../../server/cldr/territories.ts';
import {
  defaultTimeZone,
  isTimeZone,
  parseTimeZone,
  timeZones,
  timeZonesOf,
} from '../../../server/cldr/time-zones.ts';

/** The zone behind a name: the same for all names of one zone. Throws for an unknown name. */
function behind(name: string | null): string {
  if (name === null) throw new Error('no zone');
  return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
}

describe('parseTimeZone', () => {
  it('keeps the names that people expect', () => {
    for (const name of ['Africa/Nairobi', 'Asia/Kolkata', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh']) {
      expect(parseTimeZone(name)).toBe(name);
    }
  });

  it('corrects the case of letters', () => {
    expect(parseTimeZone('asia/kolkata')).toBe('Asia/Kolkata');
    expect(parseTimeZone('AMERICA/PORT-AU-PRINCE')).toBe('America/Port-au-Prince');
    expect(parseTimeZone('africa/dar_es_salaam')).toBe('Africa/Dar_es_Salaam');
  });

  it('gives the name that IANA uses now for every older one', () => {
    expect(parseTimeZone('Asia/Calcutta')).toBe('Asia/Kolkata');
    expect(parseTimeZone('Europe/Kiev')).toBe('Europe/Kyiv');
    expect(parseTimeZone('America/Buenos_Aires')).toBe('America/Argentina/Buenos_Aires');
    expect(parseTimeZone('US/Eastern')).toBe('America/New_York');
    expect(parseTimeZone('utc')).toBe('Etc/UTC');
  });

  it('refuses offsets, abbreviations, unknown places and what is no name', () => {
    const refused = ['+03:00', '-05', 'Z', 'PST', 'IST', 'Africa/Wakanda', 'Nairobi', '', ' UTC'];
    for (const name of [...refused, 'Etc/Unknown', 'GMT+3', 'Africa/Nairobi[u-ca=iso8601]']) {
      expect(parseTimeZone(name), name).toBeNull();
      expect(isTimeZone(name), name).toBe(false);
    }
  });

  it('is settled, and gives names that Intl takes', () => {
    const cased = fc
      .constantFrom(...timeZones())
      .chain((name) =>
        fc
          .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
          .map((upper) =>
            [...name].map((c, i) => (upper[i] ? c.toUpperCase() : c.toLowerCase())).join(''),
          ),
      );
    fc.assert(
      fc.property(fc.oneof(cased, fc.string()), (text) => {
        const name = parseTimeZone(text);
        expect(isTimeZone(text)).toBe(name !== null);
        if (name === null) return;
        expect(parseTimeZone(name)).toBe(name);
        expect(behind(name)).toBe(behind(text));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('timeZones', () => {
  it('are sorted, each zone once, each valid as it is written', () => {
    expect(timeZones()).toEqual([...timeZones()].sort());
    expect(new Set(timeZones().map(behind)).size).toBe(timeZones().length);
    for (const name of timeZones()) expect(parseTimeZone(name)).toBe(name);
  });

  it('hold every zone that Intl lists', () => {
    const names = new Set(timeZones());
    for (const name of Intl.supportedValuesOf('timeZone')) {
      expect(names.has(parseTimeZone(name) ?? ''), name).toBe(true);
    }
  });

  it('hold every zone of every country', () => {
    const names = new Set(timeZones());
    for (const { code } of countries()) {
      for (const name of timeZonesOf(code)) expect(names.has(name), `${code} ${name}`).toBe(true);
    }
  });
});

describe('defaultTimeZone', () => {
  it('is the zone of a country that has one', () => {
    expect(defaultTimeZone('KE')).toBe('Africa/Nairobi');
    expect(defaultTimeZone('IN')).toBe('Asia/Kolkata');
  });

  it('is the primary one where CLDR names it', () => {
    expect(timeZonesOf('DE').length).toBeGreaterThan(1);
    expect(defaultTimeZone('DE')).toBe('Europe/Berlin');
    expect(defaultTimeZone('UA')).toBe('Europe/Kyiv');
  });

  it('is unknown for a country of several zones, and for no country', () => {
    for (const code of ['US', 'BR', 'PS', 'XK', 'XX', 'ke', '', '??', 'constructor']) {
      expect(defaultTimeZone(code), code).toBeNull();
    }
  });

  it('is one of the zones of its country, for every country', () => {
    for (const { code } of countries()) {
      const zone = defaultTimeZone(code);
      if (zone !== null) expect(timeZonesOf(code), code).toContain(zone);
      else expect(timeZonesOf(code).length, code).not.toBe(1);
    }
  });
});
