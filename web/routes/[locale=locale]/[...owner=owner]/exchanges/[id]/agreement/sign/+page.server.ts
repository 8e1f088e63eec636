import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { loadAgreement } from '#lib/agreement/load.ts';
import { signAgreement } from '#lib/agreement/mutations.ts';
import { refusalOf } from '#lib/exchanges/answer.ts';
import { actionInput, loadExchange } from '#lib/exchanges/exchange.ts';
import { execute } from '#lib/graphql/execute.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const loaded = await loadAgreement(event);
  const possible = loaded.exchange.viewerCan.includes('SIGN_AGREEMENT');
  return { ...loaded, possible, formKey: randomUUID() };
};

export const actions: Actions = {
  default: async (event) => {
    const { place, exchange } = await loadExchange(event);
    const form = await event.request.formData();
    // The version that somebody read is the one that is signed, whatever came after it.
    const input = {
      ...actionInput(place, exchange, form),
      version: Number(form.get('version')) || 0,
    };
    const { result } = await execute(event, signAgreement, { input });
    const refusal = refusalOf(result, []);
    if (refusal) return fail(400, refusal);
    redirect(303, `${place.path}?done=sign`);
  },
};
