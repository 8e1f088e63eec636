import { exchangeFormats, isOneOf, outcomeTypes } from '../graphql/enums.ts';
import type { Translator } from '../i18n/translator.ts';
import type { Spoken } from './ask.ts';
import type { AskValues } from './ask-form.ts';

/** What was entered, to be read once more, and the step at which it can be changed. */
export interface CheckedRow {
  step: string;
  label: string;
  text: string;
  /** Written by somebody, line by line. */
  long?: boolean;
}

/** The rows in which something was entered. */
export function said(rows: readonly CheckedRow[]): CheckedRow[] {
  return rows.filter(({ text }) => text !== '');
}

/** The names of topics by their keys. */
export function named(
  keys: readonly string[],
  among: readonly { key: string; name: string }[],
): string[] {
  return among.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
}

/** How it is to take place, what is hoped for, and the message. */
export function wayRows(
  values: Pick<AskValues, 'formats' | 'languages' | 'outcome' | 'message'>,
  languages: Spoken,
  { t, list }: Translator,
): CheckedRow[] {
  return [
    {
      step: 'ways',
      label: t('exchanges.formats'),
      text: list(
        exchangeFormats
          .filter((format) => values.formats.includes(format))
          .map((format) => t(`terms.format.${format}`)),
      ),
    },
    {
      step: 'ways',
      label: t('exchanges.languages'),
      text: list(
        languages.all.filter(({ code }) => values.languages.includes(code)).map(({ name }) => name),
      ),
    },
    {
      step: 'ways',
      label: t('exchanges.outcome'),
      text: isOneOf(outcomeTypes, values.outcome) ? t(`terms.outcome.${values.outcome}`) : '',
    },
    {
      step: 'message',
      label: t('exchanges.message'),
      text: values.message || t('exchanges.ask-no-message'),
      long: true,
    },
  ];
}
