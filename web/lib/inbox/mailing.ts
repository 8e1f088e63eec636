import { error } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { refusal } from '../forms/answer.ts';
import { isOneOf, mailings } from '../graphql/enums.ts';
import { execute } from '../graphql/execute.ts';
import { graphql } from '../graphql/graphql.ts';
import { isLocale } from '../i18n/locales.ts';
import { textOf } from '../forms/text.ts';
import { requireViewer } from '../session/viewer.ts';

/** What stands in the controls of the form; also their names. */
export interface MailingValues {
  mailing: string;
  /** Empty: as the member's main language suggests. */
  locale: string;
}

const mailingQuery = graphql(`
  query Mailing {
    viewer {
      mailing
      mailLocale
    }
  }
`);

export const setMailing = graphql(
  `
    mutation SetMailing($input: SetMailingInput!) {
      result: setMailing(input: $input) {
        __typename
        ...Refusal
      }
    }
  `,
  [refusal],
);

/** How whoever is signed in gets e-mails. */
export async function loadMailing(event: RequestEvent): Promise<MailingValues> {
  await requireViewer(event);
  const { viewer } = await execute(event, mailingQuery);
  return { mailing: viewer.mailing ?? 'AT_ONCE', locale: String(viewer.mailLocale ?? '') };
}

export function readMailing(form: FormData): MailingValues {
  return { mailing: textOf(form, 'mailing'), locale: textOf(form, 'locale') };
}

/** The choice as the API takes it; a value that no form of ours sends is refused. */
export function mailingInput({ mailing, locale }: MailingValues) {
  if (!isOneOf(mailings, mailing)) error(400, 'No such choice');
  return { mailing, locale: isLocale(locale) ? locale : null };
}
