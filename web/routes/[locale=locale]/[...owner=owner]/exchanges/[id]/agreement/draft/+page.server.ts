import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import {
  draftFields,
  draftInput,
  draftOf,
  missingFrom,
  readDraft,
  sharedLanguages,
} from '#lib/agreement/draft-form.ts';
import { interpretersOf } from '#lib/agreement/interpreters.ts';
import { draftAgreement } from '#lib/agreement/mutations.ts';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { execute } from '#lib/graphql/execute.ts';
import { translator } from '#lib/i18n/translator.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { place, exchange } = await loadExchange(event);
  const shared = sharedLanguages(exchange.parties.map(({ member }) => member));
  const wished = exchange.languages.length > 0 ? exchange.languages : shared;
  const languages = [
    ...wished,
    ...shared,
    ...exchange.parties.flatMap(({ member }) => member.languages.map(({ language }) => language)),
    ...(exchange.agreement?.languages ?? []),
  ];
  return {
    place,
    exchange,
    possible: exchange.viewerCan.includes('DRAFT_AGREEMENT'),
    values: draftOf(exchange.agreement, { ...exchange, languages: wished }),
    languages: [...new Map(languages.map((language) => [language.code, language])).values()],
    interpreters: await interpretersOf(event, exchange),
    formKey: randomUUID(),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadExchange(event);
    const form = await event.request.formData();
    const values = readDraft(form);
    const { t } = translator(event.locals.locale);
    const missing = missingFrom(values);
    if (missing.length > 0) {
      const problems = missing.map((field) => ({
        field,
        message: t(`agreement.missing.${field}`),
      }));
      return fail(400, { values, problems, changes: [] });
    }
    const basedOn = Number(form.get('basedOn')) || 0;
    const input = { ...actionInput(place, exchange, form), basedOn, ...draftInput(values) };
    const { result } = await execute(event, draftAgreement, { input });
    const refusal = refusalOf(result, draftFields);
    if (refusal) return fail(400, { values, ...refusal });
    redirect(303, `${place.path}?done=draft`);
  },
};
