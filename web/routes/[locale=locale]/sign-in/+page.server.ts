import { fail, redirect } from '@sveltejs/kit';
import { typedText } from '#lib/forms/text.ts';
import { execute } from '#lib/graphql/execute.ts';
import { graphql } from '#lib/graphql/graphql.ts';
import { firstPage } from '#lib/session/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

const requestLink = graphql(`
  mutation RequestSignInLink($input: RequestSignInLinkInput!) {
    requestSignInLink(input: $input) {
      __typename
      ... on InvalidInputError {
        message
      }
      ... on RateLimitedError {
        retryAfter
      }
    }
  }
`);

/** Whoever is signed in already has nothing to do here. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const viewer = await locals.viewer();
  if (viewer) redirect(303, firstPage(locals.locale, viewer, url.searchParams.get('return')));
};

export const actions: Actions = {
  default: async (event) => {
    const email = typedText(await event.request.formData(), 'email');
    const { requestSignInLink: result } = await execute(event, requestLink, {
      input: { email, locale: event.locals.locale },
    });
    switch (result.__typename) {
      case 'RequestSignInLinkSuccess':
        return { sent: true, email };
      case 'RateLimitedError':
        return fail(429, { email, wait: Math.ceil(result.retryAfter / 60) });
      case 'InvalidInputError':
        return fail(400, { email, problem: result.message });
    }
  },
};
